#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# fresh.sh [FOLDER]
#
# The two commands on a bare Debian 12: make its root in a folder (a temporary one by default) with
# mmdebstrap, clone HEAD into it, and there run `make run` with a pipe, `make run` again (nothing to
# install, nothing to build), `make install` with a system of each template, and `make test`. Needs root, mmdebstrap and a configured Debian archive.
set -u
tree=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:-$(mktemp -d)/debian}
number=0
failed=0

# Run "$@" as the next case; its output is shown when it fails.
check() {
	title=$1
	shift
	number=$((number + 1))
	if "$@" >"$folder.log" 2>&1; then
		echo "ok $number - $title"
	else
		echo "not ok $number - $title"
		sed 's/^/# /' "$folder.log"
		failed=1
	fi
}

# From where this system takes its own Debian packages.
list_archives() {
	apt-get indextargets --format 'deb $(REPO_URI) bookworm $(COMPONENT)' \
		'Created-By: Packages' 'Origin: Debian' 'Codename: bookworm' | sort -u
}

make_root() {
	list_archives | mmdebstrap --variant=minbase --include=make,git,ca-certificates bookworm "$folder" - &&
		cp /etc/resolv.conf "$folder/etc/resolv.conf" &&
		git clone --quiet --no-hardlinks "$tree" "$folder/root/a clone of KaaL"
}

# In the new root, with name spaces of its own so that nothing stays behind.
in_root() {
	unshare --mount --pid --fork --kill-child --mount-proc="$folder/proc" sh -c '
		mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts" && ln -sf pts/ptmx "$1/dev/ptmx" &&
		exec chroot "$1" env -i HOME=/root PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin CI=true sh -c "$2"' \
		sh "$folder" "cd '/root/a clone of KaaL' && $1"
}

run_once() {
	in_root "printf 'help\nps\ncrash\nps\npoweroff\n' | make run" >"$folder.run" 2>&1
	code=$?
	cat "$folder.run"
	[ $code = 0 ] && grep -q 'Welcome to my-os!' "$folder.run" && grep -q 'crash .*faulted' "$folder.run"
}

run_again() {
	run_once && ! grep -q 'Needed here and not there' "$folder.run"
}

echo 1..5
check "a bare Debian 12 with make and git" make_root
check "make run installs, builds and boots" run_once
check "make run again has nothing to install" run_again
check "make install, and each template answers at its prompt" \
	in_root 'make install </dev/null && tests/fresh/compose.sh </dev/null'
check "make test passes" in_root 'make test </dev/null'
rm -rf "$folder.log" "$folder.run"
[ $# != 0 ] || rm -rf "$(dirname "$folder")"
exit $failed
