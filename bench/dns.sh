#!/usr/bin/env bash
# DNS with 51 views: BIND's named and our server with the same zones, one after the other in one run.
# Usage: bench/dns.sh [SECONDS]      environment: DNS_CLASSPATH (jars of dns-srv), DNS_PORT, WORKERS, RATE, WARM
# Prints a line of JSON for each server and a table with the ratio. CPU is user and system time of the server's process.
set -euo pipefail
seconds=${1:-10}
port=${DNS_PORT:-26900} workers=${WORKERS:-1} rate=${RATE:-5000} warm=${WARM:-10}
views=50
asked="3 17 28 39 50"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
classpath=${DNS_CLASSPATH:-$here/dns-srv/target/dist/*}
work=$(mktemp -d)
pids=()
cleanup() {
	local pid
	for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
	wait 2>/dev/null || true
	rm -rf "$work"
}
trap cleanup EXIT

for program in named dig dnsperf java; do
	command -v "$program" >/dev/null || { echo "dns.sh: $program is missing; apt-get install bind9 bind9-dnsutils dnsperf" >&2; exit 1; }
done

our_config() {
	cat <<-END
	dns:
	  listen: ["127.0.0.1:$port"]
	  workers: $workers
	  rate_limit: {responses_per_second: 0}
	  transfer: {networks: [127.0.0.0/8]}
	  topology:
	    zone: pbx.example.lan
	    mains:
	      - {name: sip1, addresses: [10.0.0.11]}
	      - {name: sip2, addresses: [10.0.0.12]}
	    branches:
	END
	local i
	for i in $(seq $views); do
		echo "      - {name: branch$i, prefixes: [127.0.$i.0/24, 10.$i.0.0/16], lifeguard: {name: lg$i, addresses: [10.$i.0.5]}}"
	done
}

# The peer gives the same sections: additional records, no NS beside positive answers.
named_config() {
	cat <<-END
	options {
	  directory "$work"; pid-file none; session-keyfile none;
	  listen-on port $((port + 1)) { 127.0.0.1; }; listen-on-v6 { none; };
	  recursion no; dnssec-validation no; minimal-responses no-auth; notify no; allow-transfer { none; };
	};
	controls {};
	logging { channel file { file "$work/named.log"; }; category default { file; }; };
	END
	local i
	for i in $(seq $views); do
		echo "view \"branch$i\" { match-clients { 127.0.$i.0/24; 10.$i.0.0/16; }; zone \"pbx.example.lan\" { type primary; file \"zone$i\"; }; };"
	done
	echo "view \"default\" { zone \"pbx.example.lan\" { type primary; file \"zone0\"; }; };"
}

# wait_for PORT: until the server answers.
wait_for() {
	local i
	for i in $(seq 100); do
		dig +time=1 +tries=1 +short @127.0.0.1 -p "$1" pbx.example.lan SOA 2>/dev/null | grep -q . && return 0
		sleep 0.1
	done
	echo "dns.sh: the server on port $1 does not answer:" >&2
	tail -n 20 "$work"/*.log "$work"/*.out >&2 2>/dev/null
	exit 1
}

cpu_ticks() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$1/stat"; }

# load PORT SECONDS [OPTION…]: five branches ask at once, 200 questions under way, which fit into any socket; prints
# queries completed and lost.
load() {
	local to=$1 time=$2 branch runs=()
	shift 2
	for branch in $asked; do
		dnsperf -s 127.0.0.1 -p "$to" -a "127.0.$branch.9" -d "$work/queries" -l "$time" -c 4 -T 1 -q 40 -W "$@" >"$work/load.$branch" 2>&1 &
		runs+=($!)
	done
	wait "${runs[@]}"
	cat "$work"/load.* | awk '/Queries completed:/ { sum += $3 } /Queries lost:/ { lost += $3 } END { print sum + 0, lost + 0 }'
}

# measure NAME PORT PID
measure() {
	local name=$1 to=$2 pid=$3 before after done lost p99
	load "$to" "$warm" >/dev/null
	before=$(cpu_ticks "$pid")
	read -r done lost < <(load "$to" "$seconds")
	after=$(cpu_ticks "$pid")
	load "$to" "$seconds" -Q "$((rate / 5))" -v >/dev/null
	p99=$(awk '/^> / && NF >= 5 { print $NF }' "$work"/load.* | sort -n | awk '{ a[NR] = $1 } END { print a[int(NR * 0.99)] * 1000 }')
	awk -v name="$name" -v done="$done" -v lost="$lost" -v s="$seconds" -v ticks=$((after - before)) -v hz="$(getconf CLK_TCK)" \
		-v p99="$p99" -v rate="$rate" 'BEGIN {
		cpu = ticks / hz
		printf "{\"server\":\"%s\",\"queries_per_second\":%.0f,\"lost\":%d,\"cpu_seconds\":%.2f,\"queries_per_cpu_second\":%.0f,\"p99_ms_at_%d\":%.3f}\n",
			name, done / s, lost, cpu, done / cpu, rate, p99 }'
}

cat >"$work/queries" <<-END
	pbx.example.lan NAPTR
	_sip._tcp.pbx.example.lan SRV
	sip1.pbx.example.lan A
	sip2.pbx.example.lan A
	_sips._tcp.pbx.example.lan SRV
	sip1.pbx.example.lan AAAA
	pbx.example.lan A
	pbx.example.lan SOA
	nobody.pbx.example.lan A
	_sip._tcp.pbx.example.lan SRV
END
our_config >"$work/dns.yaml"
java -XX:+UseSerialGC -Xms64m -Xmn32m -Xmx256m ${DNS_JAVA_OPTIONS:-} -cp "$classpath" org.breakwater.dns.app.DnsMain "$work/dns.yaml" >"$work/ours.log" 2>&1 &
ours=$!
pids+=("$ours")
wait_for "$port"
for i in $(seq 0 $views); do
	dig @127.0.0.1 -p "$port" -b "127.0.$i.9" +onesoa +noall +answer pbx.example.lan AXFR >"$work/zone$i"
done
measure ours "$port" "$ours" | tee "$work/ours.json"
kill "$ours"
named_config >"$work/named.conf"
named -g -n "$workers" -c "$work/named.conf" >"$work/named.out" 2>&1 &
bind=$!
pids+=("$bind")
wait_for $((port + 1))
measure named $((port + 1)) "$bind" | tee "$work/named.json"

cat "$work/ours.json" "$work/named.json" | sed 's/[{}"]//g; s/,/ /g' | awk '
	{ for (i = 1; i <= NF; i++) { split($i, kv, ":"); v[NR, kv[1]] = kv[2]; if (NR == 1) names[i] = kv[1] } n = NF }
	END {
		printf "%-26s %12s %12s %8s\n", "", v[1, "server"], v[2, "server"], "ratio"
		for (i = 2; i <= n; i++) { k = names[i]; printf "%-26s %12s %12s %8.2f\n", k, v[1, k], v[2, k], v[2, k] ? v[1, k] / v[2, k] : 0 }
	}'
