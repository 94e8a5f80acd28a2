# Test suites of ./breakwater test; sourced by the breakwater script.
# A suite prints what it tried, ends with "N passed, N failed", and fails if anything failed or nothing ran.

all_suites="unit main presence sites"
ci_suites="unit main"

run_suites() {
	require_java
	local suites=() options=() word
	for word in "$@"; do
		case $word in
		--long) options+=(-Dbreakwater.long=true) ;;
		-h | --help) suites_help; return 0 ;;
		-*) die "unknown option $word; see ./breakwater test --help" ;;
		*) [[ " $all_suites " == *" $word "* ]] || die "there is no suite $word; there are: $all_suites"; suites+=("$word") ;;
		esac
	done
	[ ${#suites[@]} -gt 0 ] || read -ra suites <<<"$ci_suites"
	local failed=0 suite
	for suite in "${suites[@]}"; do
		say "suite $suite"
		"suite_$suite" "${options[@]}" || failed=1
	done
	return $failed
}

suites_help() {
	cat <<-END
	Usage: ./breakwater test [SUITE…] [--long]
	Runs test suites; without a name those that CI runs, which are unit and main.
	  unit   unit, property and architecture tests, formatter and style checks
	  main   a main server with real phones and real Kamailio beside it: calls over TCP, parity, torture messages,
	         fuzzing, survival of kill -9, MariaDB
	  presence
	         PUBLISH, SUBSCRIBE, lists, switches and lamps of running servers with real baresip, calendars with Radicale,
	         XMPP with prosody and ejabberd; 4,000 lamps while mains are killed and links cut; fuzzing; needs root
	  sites  two main servers in network namespaces: DNS views, kill -9, cold start, split; packages and roles installed
	         into fresh trees; needs root
	  --long soaks, longer fuzzing and longer faults
	Exit code 0 only if everything passed.
	END
}

# totals DIR…: adds up surefire's reports and prints the closing line.
totals() {
	local sum
	sum=$(find "$@" -name 'TEST-*.xml' 2>/dev/null | xargs -r grep -hE '<testsuite ' | awk '
		function number(name,   m) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
		{ run += number("tests"); bad += number("errors") + number("failures") + number("skipped") }
		END { printf "%d %d", run - bad, bad }')
	printf '%s passed, %s failed\n' "${sum% *}" "${sum#* }"
	[ "${sum% *}" -gt 0 ] && [ "${sum#* }" -eq 0 ]
}

# need_server COMMAND PACKAGE SERVICE: a server that tests start themselves. Debian's package starts one, which would sit on its ports.
need_server() {
	command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] && return 0
	need "$1" "$2"
	systemctl disable --now "$3" >/dev/null 2>&1 || true # fails where systemd does not run: nothing was started then
}

suite_unit() {
	find "$root" -path '*/target/surefire-reports' -prune -exec rm -rf {} +
	need_server named bind9 named
	need dig bind9-dnsutils
	need mariadbd mariadb-server
	need kamailio kamailio kamailio-mysql-modules # its SQL files are what our schema is compared with
	need radicale radicale
	local ok=0
	mvn -q -T 2 -f "$root/pom.xml" install "$@" || ok=1
	totals "$root" && [ $ok = 0 ] && installed=1
}

# Everything built and in Maven's local repository, which tests of a single module read. The suite unit leaves it so.
install_all() {
	if [ "${installed:-0}" = 0 ]; then
		say "building"
		mvn -q -T 2 -f "$root/pom.xml" install -DskipTests -Dspotless.check.skip -Dcheckstyle.skip || die "the build failed"
		installed=1
	fi
	touch "$jars/.built" "$root/satellite-lifeguard/target/dist/.built"
	build
}

suite_main() {
	need kamailio kamailio kamailio-mysql-modules kamailio-tls-modules kamailio-presence-modules kamailio-xml-modules \
		kamailio-utils-modules kamailio-websocket-modules kamailio-json-modules kamailio-extra-modules
	need sipp sip-tester
	need baresip baresip-core
	need mariadbd mariadb-server
	need fail2ban-regex fail2ban
	need mmdebstrap mmdebstrap
	install_all
	local ok=0
	rm -rf "$root/acceptance/target/surefire-reports" "$root/acceptance/target/report.txt"
	local log=$root/acceptance/target/fuzz.log fuzzing
	{
		fuzz MessageFuzzTest SdpFuzzTest "$@" || ok=1
		fuzz DigestFuzzTest ScriptFuzzTest "$@" || ok=1
		exit $ok
	} >"$log" 2>&1 &
	fuzzing=$!
	main_tests -Dgroups=main -DexcludedGroups=fuzz '-Dtest=!FreshRootTest' "$@" || ok=1
	wait $fuzzing || ok=1
	cat "$log"
	main_tests -Dgroups=main -DexcludedGroups=fuzz -Dtest=FreshRootTest "$@" || ok=1
	totals "$root/acceptance/target/surefire-reports" && [ $ok = 0 ]
}

# With --long the lamps are watched for 15 minutes.
suite_presence() {
	[ "$(id -u)" = 0 ] || die "suite presence makes network namespaces and needs root"
	need kamailio kamailio kamailio-presence-modules # its configuration file WITH_PRESENCE is what is run
	need baresip baresip-core
	need mariadbd mariadb-server
	need ip iproute2
	need radicale radicale
	need_server prosody prosody prosody
	need_server ejabberdctl ejabberd ejabberd
	install_all
	local ok=0
	rm -rf "$root/acceptance/target/surefire-reports" "$root/acceptance/target/report.txt"
	main_tests -Dgroups=presence -DexcludedGroups=fuzz "$@" || ok=1
	fuzz PresenceFuzzTest XcapFuzzTest "$@" || ok=1
	fuzz CalendarFuzzTest XmppFuzzTest "$@" || ok=1
	fuzz MsrpFuzzTest "$@" || ok=1
	totals "$root/acceptance/target/surefire-reports" && [ $ok = 0 ]
}

# Two mains, three sites and their links on this machine. With --long faults last a minute, and the cluster's and the DNS
# server's own long tests run, too.
suite_sites() {
	[ "$(id -u)" = 0 ] || die "suite sites makes network namespaces and needs root"
	need ip iproute2
	need rpmbuild rpm
	need rpmlint rpmlint
	need ansible-playbook ansible
	need ansible-lint ansible-lint
	need systemd-analyze systemd
	need sipp sip-tester
	need baresip baresip-core
	need linphonec linphone-cli
	need mariadbd mariadb-server
	need_server named bind9 named
	need dig bind9-dnsutils
	install_all
	"$root/breakwater-lifeguard" --help >/dev/null
	local ok=0 word module
	rm -rf "$root"/{acceptance,cluster,dns-srv}/target/surefire-reports "$root/acceptance/target/report.txt"
	main_tests -Dgroups=sites -DexcludedGroups=fuzz "$@" || ok=1
	fuzz PacketFuzzTest WireFuzzTest "$@" || ok=1
	for word in "$@"; do
		[ "$word" = -Dbreakwater.long=true ] || continue
		for module in cluster dns-srv; do
			main_module=$module main_tests -Dgroups=sites -DexcludedGroups=fuzz || ok=1
		done
	done
	totals "$root"/{acceptance,cluster,dns-srv}/target/surefire-reports && [ $ok = 0 ]
}

# Tests of a built module, acceptance if not said otherwise; with --long they may take two hours and a half.
main_tests() {
	local limit=1500
	[[ " $* " != *" -Dbreakwater.long=true "* ]] || limit=9000
	timeout "${main_limit:-$limit}" mvn -q -f "$root/${main_module:-acceptance}/pom.xml" surefire:test -Dbreakwater.root="$root" "$@"
}

# fuzz TARGET TARGET [OPTION…]: two fuzzers at a time, a minute; ten minutes with --long. A finding fails and is kept as a file.
# They take the processor time that tests beside them leave, and say how far they came.
fuzz() {
	local targets=() minutes=1 word target ok=0 running=() main_limit main_module
	for word in "$@"; do
		case $word in
		-Dbreakwater.long=true) minutes=10 ;;
		-*) ;;
		*) targets+=("$word") ;;
		esac
	done
	# An input that never ends is a finding too.
	main_limit=$((minutes * 60 + 300))
	for target in "${targets[@]}"; do
		main_module=acceptance
		[ "$target" != PacketFuzzTest ] || main_module=dns-srv
		{
			renice -n 19 -p "$BASHPID"
			JAZZER_FUZZ=1 JAZZER_MAX_DURATION=${minutes}m main_tests -Dgroups=fuzz -DexcludedGroups= "-Dtest=$target"
		} >"$root/acceptance/target/$target.log" 2>&1 &
		running+=($!)
	done
	for target in "${targets[@]}"; do
		if wait "${running[0]}"; then
			printf '%-16s | %s min of fuzzing | %s | ok\n' "$target" "$minutes" "$(fuzzed "$target")"
		else
			ok=1
			printf '%-16s | a finding, or it could not run; the whole is in acceptance/target/%s.log | failed\n' "$target" "$target"
			grep -aE 'Caused by|FuzzTestFindingException|ERROR|Test unit written' "$root/acceptance/target/$target.log" | cut -c1-300 | head -12
		fi
		running=("${running[@]:1}")
	done > >(tee -a "$root/acceptance/target/report.txt")
	return "$ok"
}

# How many inputs a fuzzer ran.
fuzzed() {
	grep -aoE 'Done [0-9]+ runs' "$root/acceptance/target/$1.log" | tail -1
}
