# ./breakwater bench; sourced by the breakwater script.

bench_names="register calls blf storm memory slow dns all"

run_bench() {
	local name=all peers=() repeats=1
	while [ $# -gt 0 ]; do
		case $1 in
		--peer) [ -n "${2:-}" ] || die "--peer needs a name: kamailio or kamailio-db"; peers+=("$2"); shift ;;
		--repeat) repeats=$2; shift ;;
		-h | --help) bench_help; return 0 ;;
		-*) die "unknown option $1; see ./breakwater bench --help" ;;
		*) [[ " $bench_names ours-db ours-durable " == *" $1 "* ]] || die "there is no scenario $1; there are: $bench_names"; name=$1 ;;
		esac
		shift
	done
	if [ "$name" = dns ]; then
		need named bind9
		need dig bind9-dnsutils
		need dnsperf dnsperf
		for _ in $(seq "$repeats"); do DNS_CLASSPATH="$jars/*" "$root/bench/dns.sh" || return 1; done
		return 0
	fi
	need python3 python3
	need sipp sip-tester
	need cc gcc libc6-dev
	local peer
	for peer in "${peers[@]}"; do
		case $peer in
		kamailio | kamailio-db) need kamailio kamailio kamailio-mysql-modules kamailio-presence-modules kamailio-sqlite-modules kamailio-extra-modules; need mariadbd mariadb-server; need sqlite3 sqlite3 ;;
		esac
	done
	export WARM=${WARM:-150} OURS_WARM=${WARM:-150}
	for _ in $(seq "$repeats"); do
		"$root/bench/bench.sh" "$name" "${OURS:-ours}" || return 1
		for peer in "${peers[@]}"; do WARM=5 "$root/bench/bench.sh" "$name" "$peer" || return 1; done
	done | tee "$root/bench/last.jsonl"
	[ ${#peers[@]} -eq 0 ] || python3 "$root/bench/ratios.py" "$root/bench/last.jsonl"
}

bench_help() {
	cat <<-END
	Usage: ./breakwater bench [NAME] [--peer kamailio|kamailio-db]… [--repeat N]
	Runs a load scenario against this build, and beside it against each peer; prints a JSON line a measurement and,
	with a peer, our cost divided by the peer's.
	  register  registrations with digest over TCP, on one connection and on a connection each
	  calls     proxied calls, with and without digest
	  blf       500 phones watch one phone's calls
	  storm     5,000 phones come back after a restart
	  memory    10,000 idle registered phones over TCP
	  dns       questions for 51 views, beside BIND's named in the same run
	  slow      good phones beside clients that do not read
	Settings are environment variables: bench/README.md names them. OURS=ours-db or OURS=ours-durable choose how we store.
	END
}
