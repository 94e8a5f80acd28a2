# Shared by the commands of the packages: finds Java, reads options, becomes the program. Sourced, not run.
#
# The caller sets: daemon (folder of its own jars and name of its sysconfig file), home, main_class; memory for a heap of
# another size.
# BREAKWATER_ROOT is put before every path, for a tree that is not this machine's own (images, tests).

BREAKWATER_ROOT=${BREAKWATER_ROOT:-}
share=$BREAKWATER_ROOT/usr/share/breakwater

# Settings of the machine; systemd has read the same file into the environment of a service already.
if [ -r "$BREAKWATER_ROOT/etc/sysconfig/$daemon" ]; then
	. "$BREAKWATER_ROOT/etc/sysconfig/$daemon"
fi

# find_java: JAVA_HOME of the settings, else the system's java.
find_java() {
	if [ -n "${JAVA_HOME:-}" ]; then
		java=$JAVA_HOME/bin/java
	else
		java=$(command -v java) || java=
	fi
	if [ ! -x "$java" ]; then
		echo "$daemon: no Java runtime is found; install java-17-headless or newer, or set JAVA_HOME in /etc/sysconfig/$daemon" >&2
		exit 1
	fi
}

# launch WORD…: becomes the program. Only a daemon joins a cluster, and only the cluster needs cluster.options.
launch() {
	find_java
	classpath="$share/$daemon/*:$share/lib/*"
	options="@$share/jvm.options ${memory:-}"
	[ "${1:-}" != run ] || options="$options @$share/cluster.options"
	[ -z "${BREAKWATER_HEAP:-}" ] || options="$options -Xmx$BREAKWATER_HEAP"
	# Word splitting is wanted: no option of ours has a space, and the administrator's are several words.
	# shellcheck disable=SC2086
	exec "$java" $options ${BREAKWATER_JAVA_OPTIONS:-} "-Dbreakwater.home=$BREAKWATER_ROOT$home" \
		"-Dbreakwater.share=$share" -cp "$classpath" "$main_class" "$@"
}
