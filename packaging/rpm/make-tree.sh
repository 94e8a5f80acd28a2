#!/bin/sh
# make-tree.sh DIR: the smallest tree that rpm --root can install into: a shell and what the packages' scriptlets call,
# copied from this machine. For tests and demonstrations; needs root.
set -eu
tree=$1
[ ! -e "$tree/etc/passwd" ] || { echo "make-tree.sh: $tree is a tree already" >&2; exit 1; }
mkdir -p "$tree/etc" "$tree/dev" "$tree/tmp"
for command in /bin/sh /usr/bin/getent /usr/sbin/groupadd /usr/sbin/useradd; do
	mkdir -p "$tree${command%/*}"
	cp -L "$command" "$tree$command"
	ldd "$command" | grep -oE '/[^ ]+' | while read -r library; do
		mkdir -p "$tree${library%/*}"
		cp -L "$library" "$tree$library"
	done
done
echo 'root:x:0:0:root:/root:/bin/sh' >"$tree/etc/passwd"
echo 'root:x:0:' >"$tree/etc/group"
printf 'passwd: files\ngroup: files\n' >"$tree/etc/nsswitch.conf"
printf 'SYS_UID_MIN 201\nSYS_UID_MAX 999\nSYS_GID_MIN 201\nSYS_GID_MAX 999\n' >"$tree/etc/login.defs"
: >"$tree/etc/shadow"
: >"$tree/etc/gshadow"
: >"$tree/dev/null"
rpm --root "$tree" --initdb
