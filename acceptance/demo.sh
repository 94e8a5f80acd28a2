# ./breakwater demo; sourced by the breakwater script.

run_demo() {
	case ${1:-} in
	sites) shift ;;
	-h | --help) demo_help; return 0 ;;
	*) demo_help >&2; return 2 ;;
	esac
	[ "$(id -u)" = 0 ] || die "demo sites makes network namespaces and needs root: sudo ./breakwater demo sites"
	need ip iproute2
	need baresip baresip-core
	need mariadbd mariadb-server
	build
	mvn -q -f "$root/pom.xml" install -DskipTests -Dspotless.check.skip -Dcheckstyle.skip >&2 || die "the build failed"
	archive_classes
	touch "$jars/.built"
	"$root/breakwater-lifeguard" --version >/dev/null
	java -Dbreakwater.root="$root" -cp "$root/acceptance/target/test-classes:$jars/*" org.breakwater.acceptance.sites.Demo "$@"
}

demo_help() {
	cat <<-END
	Usage: ./breakwater demo sites [--tour]
	Builds a company on this machine: two main servers, two branches with a LifeGUARD each behind lines of 1 Mbit/s, and
	phones (baresip) that find their server by DNS. Then it breaks and repairs what you say, and prints what the phones
	experience. Everything lives in network namespaces, which are gone afterwards. Needs root.
	  --tour    shows everything by itself, in about two minutes
	END
}
