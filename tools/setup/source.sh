#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# source.sh NAME...
#
# Unpack Debian source packages into build/sources/NAME (no version in the path). Which archive they
# come from follows from where this system takes its own Debian packages; apt checks the signatures.
# Index and downloads live in a folder of their own: nothing of the system is changed, root is not
# needed.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
sources=$root/build/sources
export LC_ALL=C

say() { printf '%s\n' "$*" >&2; }

# deb-src lines for every suite of Debian's own that this system has configured, whatever the format
# of its source files: apt itself reads them. Origin is known once the package lists were fetched.
list_suites() {
	keyring=/usr/share/keyrings/debian-archive-keyring.gpg
	signed=
	[ -r $keyring ] && signed="[signed-by=$keyring] "
	apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
		awk -v signed="$signed" '$3 == "main" { print "deb-src " signed $0 }' | sort -u
}

refresh_lists() {
	say "Refreshing apt's package lists: they do not say yet where Debian's sources are."
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

fetch_one() {
	name=$1
	mkdir "$work/$name" && cd "$work/$name" || return 1
	if ! private_apt source "$name" >"$work/log" 2>&1; then
		cat "$work/log" >&2
		say "Debian's source package '$name' could not be fetched from the suites that this system uses:"
		sed 's/^/  /' "$work/suites.list" >&2
		say "Unpack its source as build/sources/$name by hand, then try again."
		return 1
	fi
	unpacked=$(find "$work/$name" -mindepth 1 -maxdepth 1 -type d)
	mv "$unpacked" "$sources/$name"
	say "build/sources/$name is $(basename "$unpacked")."
}

main() {
	list_suites >"$work/suites.list"
	if [ ! -s "$work/suites.list" ]; then
		refresh_lists
		list_suites >"$work/suites.list"
	fi
	if [ ! -s "$work/suites.list" ]; then
		say "This system has no suite of Debian's configured, so these sources cannot be fetched: $*."
		say "Unpack each as build/sources/NAME by hand, then try again."
		return 1
	fi
	say "Fetching Debian's index of sources."
	private_apt update >"$work/log" 2>&1 || { cat "$work/log" >&2; say "apt could not fetch the index of sources."; return 1; }
	for name; do
		[ -d "$sources/$name" ] || fetch_one "$name" || return 1
	done
}

mkdir -p "$sources" || exit 1
work=$(mktemp -d "$sources/.fetch.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
main "$@"
