#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# unpack.sh {src|arm64|amd64}:NAME...
#
# Unpack Debian packages below build/sources (no version in the path): sources, and what Debian built
# for AArch64 or x86_64. Which archive they come from follows from where this system takes its own Debian
# packages; apt checks the signatures. Index and downloads live in a folder of their own: nothing of
# the system is changed, root is not needed.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
sources=$root/build/sources
. "$root/tools/setup/unpacked.sh"
export LC_ALL=C

say() { printf '%s\n' "$*" >&2; }

# Lines of sources.list for every suite of Debian's own that this system has configured, whatever the
# format of its source files: apt itself reads them. Origin is known once the package lists were
# fetched. Only the indexes that "$@" needs.
list_suites() {
	keyring=/usr/share/keyrings/debian-archive-keyring.gpg
	signed=
	[ -r $keyring ] && signed="signed-by=$keyring"
	apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
		awk -v signed="$signed" -v names=" $*" '
			$3 != "main" { next }
			names ~ / src:/ { print "deb-src [" signed "] " $0 }
			names ~ / arm64:/ { print "deb [arch=arm64 " signed "] " $0 }
			names ~ / amd64:/ { print "deb [arch=amd64 " signed "] " $0 }' | sed 's/ *\[ *\] */ /' | sort -u
}

refresh_lists() {
	say "Refreshing apt's package lists: they do not say yet where Debian's archive is."
	if [ "$(id -u)" = 0 ]; then
		apt-get -q update </dev/null >&2
	elif command -v sudo >/dev/null; then
		sudo apt-get -q update </dev/null >&2
	fi
}

# apt-get with all its state below $work.
private_apt() {
	sandbox=
	[ "$(id -u)" = 0 ] && sandbox='-o APT::Sandbox::User=root'
	# shellcheck disable=SC2086 # one option or none
	apt-get -q $sandbox \
		-o Dir::Etc::sourcelist="$work/suites.list" -o Dir::Etc::sourceparts=/dev/null \
		-o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache" \
		-o Acquire::Languages=none -o Acquire::GzipIndexes=true "$@" </dev/null
}

# Fetch one package into the current folder, and unpack it as a folder there.
unpack_source() {
	private_apt source "$1" && mv "$(find . -mindepth 1 -maxdepth 1 -type d)" unpacked
}

download() { # ARCHITECTURE NAME
	private_apt -o APT::Architecture="$1" -o APT::Architectures="$1" download "$2"
}

# A package that only names the present kernel stands for that.
unpack_binary() { # ARCHITECTURE NAME
	download "$1" "$2" || return 1
	kernel=$(dpkg-deb -f ./*.deb Depends | sed -n 's/^\(linux-image-[^ ,]*\).*/\1/p')
	if [ -n "$kernel" ]; then
		rm -f ./*.deb
		download "$1" "$kernel" || return 1
	fi
	dpkg-deb -x ./*.deb unpacked
}

fetch_one() {
	cd "$(mktemp -d "$work/XXXXXX")" || return 1
	case $1 in
	src:*) unpack_source "${1#src:}" ;;
	*) unpack_binary "${1%%:*}" "${1#*:}" ;;
	esac >"$work/log" 2>&1 && mv unpacked "$(unpacked_folder "$1")" && return 0
	cat "$work/log" >&2
	say "This could not be fetched from the suites that this system uses: $(unpacked_title "$1")."
	sed 's/^/  /' "$work/suites.list" >&2
	say "Unpack it as $(unpacked_folder "$1") by hand, then try again."
	return 1
}

main() {
	list_suites "$@" >"$work/suites.list"
	if [ ! -s "$work/suites.list" ]; then
		refresh_lists
		list_suites "$@" >"$work/suites.list"
	fi
	if [ ! -s "$work/suites.list" ]; then
		say "This system has no suite of Debian's configured, so these cannot be fetched: $*."
		for name; do
			say "Unpack $(unpacked_title "$name") as $(unpacked_folder "$name") by hand, then try again."
		done
		return 1
	fi
	say "Fetching Debian's index."
	private_apt update >"$work/log" 2>&1 || { cat "$work/log" >&2; say "apt could not fetch the index."; return 1; }
	for name; do
		[ -d "$(unpacked_folder "$name")" ] || fetch_one "$name" || return 1
	done
}

mkdir -p "$sources" || exit 1
work=$(mktemp -d "$sources/.fetch.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
main "$@"
