# RPM packages, ./breakwater package; sourced by the breakwater script.

package_help() {
	cat <<-END
	Usage: ./breakwater package
	Builds RPM packages into target/rpm: breakwater-common, breakwater-main, breakwater-lifeguard.
	The same sources give the same packages. SOURCE_DATE_EPOCH is their date; default: the last commit's.
	END
}

run_package() {
	case ${1:-} in
	-h | --help) package_help; return 0 ;;
	?*) die "unknown option $1; see ./breakwater package --help" ;;
	esac
	need rpmbuild rpm
	need rpmlint rpmlint
	local lifeguard=$root/satellite-lifeguard/target/dist stage=$root/target/rpm/stage
	build
	build_lifeguard "$lifeguard"
	stage_files "$stage" "$jars" "$lifeguard"
	build_rpms "$stage"
	rm -rf "$stage"
	rpmlint --strict -c "$root/packaging/rpm/rpmlint.toml" "$root"/target/rpm/*.rpm >&2 || die "rpmlint is not content"
	ls "$root"/target/rpm/*.rpm
}

# Maven builds what is newer than its jars; without the module's pom.xml only jars that are there can be used.
build_lifeguard() {
	if [ -f "$root/satellite-lifeguard/pom.xml" ] && { [ ! -d "$1" ] || [ -n "$(find "$jars/.built" -newer "$1")" ]; }; then
		mvn -q -f "$root/pom.xml" -pl pbx-core,satellite-lifeguard -am package -DskipTests -Dspotless.check.skip -Dcheckstyle.skip >&2 ||
			die "the build failed"
		touch "$jars/.built" "$1"
	fi
	compgen -G "$1/*.jar" >/dev/null ||
		die "the LifeGUARD is not built: satellite-lifeguard/target/dist has no jars. Without it there are no packages"
}

# Jars of both daemons go to lib, the rest to a folder of each.
stage_files() {
	local stage=$1 main=$2 lifeguard=$3 jar name
	rm -rf "$root/target/rpm"
	mkdir -p "$stage"/lib "$stage"/breakwater-main "$stage"/breakwater-lifeguard
	for jar in "$main"/*.jar "$lifeguard"/*.jar; do
		name=${jar##*/}
		if [ -f "$main/$name" ] && [ -f "$lifeguard/$name" ]; then
			cmp -s "$main/$name" "$lifeguard/$name" ||
				die "$name is not the same for both daemons; build them from one state: mvn -pl pbx-core,satellite-lifeguard -am package -DskipTests"
			cp -p "$main/$name" "$stage/lib/"
		elif [ -f "$main/$name" ]; then
			cp -p "$jar" "$stage/breakwater-main/"
		else
			cp -p "$jar" "$stage/breakwater-lifeguard/"
		fi
	done
	cp "$root/pbx-core/src/main/share/main.cfg" "$stage/"
	cp "$root/satellite-lifeguard/src/main/share/lifeguard.cfg" "$stage/" 2>/dev/null ||
		die "satellite-lifeguard/src/main/share/lifeguard.cfg is missing: it is the LifeGUARD's routing script"
	cp "$root/cluster/src/main/resources/org/breakwater/cluster/jvm.options" "$stage/cluster.options"
}

# The time zone and the locale are fixed because the changelog's date is written in words.
build_rpms() {
	local stage=$1 epoch version
	epoch=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || date -r "$root/pom.xml" +%s)}
	version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' "$root/pom.xml" | head -1)
	SOURCE_DATE_EPOCH=$epoch rpmbuild --quiet -bb "$root/packaging/rpm/breakwater.spec" \
		--define "_topdir $stage/build" --define "_rpmdir $root/target/rpm" --define "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm" \
		--define "stage $stage" --define "source $root" \
		--define "breakwater_version ${version/-SNAPSHOT/\~snapshot}" \
		--define "breakwater_date $(TZ=UTC LC_ALL=C date -d "@$epoch" '+%a %b %d %Y')" \
		--define "_buildhost reproducible" --define "use_source_date_epoch_as_buildtime 1" \
		--define "clamp_mtime_to_source_date_epoch 1" --define "_sharedstatedir /var/lib" --define "_sysconfdir /etc" \
		--define "_localstatedir /var" --define "_prefix /usr" >"$root/target/rpm/rpmbuild.log" 2>&1 ||
		{ cat "$root/target/rpm/rpmbuild.log" >&2; die "rpmbuild failed"; }
}
