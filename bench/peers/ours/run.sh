#!/bin/sh
# Breakwater under the peer contract of ../../README.md. It runs the very script that the Kamailio peer runs.
#   ours          passwords computed, locations in memory, as peer kamailio
#   ours-db       subscribers and locations in a MariaDB of its own, as peer kamailio-db
#   ours-durable  subscribers and locations in the embedded H2 database
set -e
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../../.." && pwd)
set -- run --home "$DIR/home" --config "$here/../kamailio/kamailio.cfg" --listen "tcp:$HOST:$PORT" --listen "udp:$HOST:$PORT" \
	-A "OWNURI=\"sip:$HOST:$PORT;transport=tcp\""
[ "$AUTH" = yes ] && set -- "$@" -A WITH_AUTH
[ "$TEST" = blf ] && set -- "$@" -A WITH_BLF -A OWN_LAMPS
mkdir -p "$DIR/home"
# the load comes from one address, which a server in the field would slow down
printf 'security:\n  trusted_networks: ["127.0.0.0/8"]\n  max_connections_per_source: 60000\nlimits:\n  max_connections: 65000\n' > "$DIR/home/breakwater.yaml"
case $PEER in
ours-db)
	mariadb-install-db --no-defaults --datadir="$DIR/db" --auth-root-authentication-method=normal >"$DIR/db.log" 2>&1
	mariadbd --no-defaults --datadir="$DIR/db" --socket="$DIR/db.sock" --bind-address="$HOST" --port=$((PORT + 3)) --user=root \
		--innodb-buffer-pool-size=256M --pid-file="$DIR/db.pid" 2>>"$DIR/db.log" &
	until mariadb --no-defaults -uroot -S "$DIR/db.sock" -e 'select 1' >/dev/null 2>&1; do sleep 0.3; done
	tables=${KAMAILIO_SQL:-/usr/share/kamailio/mysql}
	{ echo "create database k; use k;"; cat "$tables/standard-create.sql" "$tables/auth_db-create.sql" "$tables/usrloc-create.sql"
	  echo "create user k@localhost identified by 'k'; grant all on k.* to k@localhost;"
	  echo "start transaction;"
	  seq "$FIRST" $((FIRST + USERS - 1)) | sed "s/.*/insert into subscriber(username,domain,password,ha1,ha1b) values('&','$HOST','bench-&','','');/"
	  echo "commit;"; } | mariadb --no-defaults -uroot -S "$DIR/db.sock"
	set -- "$@" -A WITH_DB -A "DBURL=\"mysql://k:k@$HOST:$((PORT + 3))/k\"" ;;
ours-durable)
	seq "$FIRST" $((FIRST + USERS - 1)) | sed "s/.*/&,$HOST,bench-&/" > "$DIR/users.csv"
	"$root/breakwater" "$@" -A WITH_DB -A OWN_HA1 -A 'DBURL="breakwater:directory"' &
	until "$root/breakwater" user import --home "$DIR/home" "$DIR/users.csv" >"$DIR/import.log" 2>&1; do sleep 1; done
	wait; exit ;;
esac
exec "$root/breakwater" "$@"
