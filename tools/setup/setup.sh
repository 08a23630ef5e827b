#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# setup.sh SECTION...
#
# See to it that the packages in these sections of packages.list are there. Costs one dpkg-query
# when they are. Otherwise says what is missing, what for and how large it is, asks once when on a
# terminal, and installs. Without apt it only checks that the commands exist.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$here/unpacked.sh"
export LC_ALL=C

say() { printf '%s\n' "$*" >&2; }

# Lines "package command purpose..." of the sections named in "$@".
list_sections() {
	awk -v want=" $* " '
		/^#/ || NF == 0 { next }
		/^\[.*\]$/ { on = index(want, " " substr($0, 2, length($0) - 2) " "); next }
		on' "$here/packages.list"
}

# Of the lines on stdin, those whose package is neither installed nor unpacked.
list_missing() {
	lines=$(cat)
	names=$(printf '%s\n' "$lines" | awk '$1 !~ /:/ { print $1 }')
	# shellcheck disable=SC2086 # a list of words
	installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' $names 2>/dev/null |
		awk '$2 == "installed" { print $1 }')
	printf '%s\n' "$lines" | while read -r name command purpose; do
		case $name in
		*:*) [ -d "$(unpacked_folder "$name")" ] && continue ;;
		*) case " $(echo $installed) " in *" $name "*) continue ;; esac ;;
		esac
		printf '%s %s %s\n' "$name" "$command" "$purpose"
	done
}

# Without apt nothing can be installed: name the commands and sources that are not there.
check_commands() {
	bad=0
	while read -r name command purpose; do
		case $name in
		*:*) [ -d "$(unpacked_folder "$name")" ] && continue
			say "missing: $(unpacked_title "$name") ($purpose); unpack it as $(unpacked_folder "$name")" ;;
		*) { [ "$command" = - ] || command -v "$command" >/dev/null; } && continue
			say "missing: $command ($purpose)" ;;
		esac
		bad=1
	done
	[ $bad = 0 ] || say "There is no apt here: install these in your system's own way, then try again."
	return $bad
}

as_root() {
	if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt_as_root() {
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 "$@" </dev/null >&2
}

# What apt would fetch and put on disk for "$@", in MiB; fails when it does not know some of them.
tell_size() {
	plan=$(apt-get -y --print-uris --no-install-recommends -o Debug::NoLocking=1 install "$@" 2>/dev/null </dev/null) ||
		return 1
	printf '%s\n' "$plan" | awk '
		function mib(n, unit) {
			gsub(",", "", n)
			return n * (unit == "GB" ? 1e9 : unit == "MB" ? 1e6 : unit == "kB" ? 1e3 : 1) / 1048576
		}
		/^Need to get / { sub(/\/.*/, "", $4); get = mib($4, $5) }
		/^After this operation, .* additional/ { disk = mib($4, $5) }
		END { printf "Together with what they need: %.1f MiB to download, %.1f MiB on disk.\n", get, disk }' >&2
}

# On a terminal ask once; elsewhere the call itself is the answer.
confirm() {
	{ [ -t 0 ] && [ -t 1 ]; } || return 0
	printf 'Go on? [Y/n] ' >&2
	read -r answer
	case $answer in '' | [Yy]*) return 0 ;; esac
	return 1
}

explain() {
	say "Needed here and not there yet:"
	while read -r name command purpose; do
		printf '  %-20s %s\n' "$name" "$purpose"
	done >&2
}

install_packages() {
	if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
		say "Not root, and no sudo: let root run 'apt-get install $*', then try again."
		return 1
	fi
	apt_as_root --no-install-recommends install "$@" && return 0
	say "apt-get failed; trying once more with fresh package lists."
	apt_as_root update && apt_as_root --no-install-recommends install "$@" && return 0
	say "These packages could not be installed: $*. apt-get's own words above say why."
	return 1
}

main() {
	wanted=$(list_sections "$@")
	if [ -z "$wanted" ]; then
		say "setup.sh: packages.list has no package in: $*"
		return 1
	fi
	if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
		printf '%s\n' "$wanted" | check_commands
		return
	fi
	missing=$(printf '%s\n' "$wanted" | list_missing)
	[ -n "$missing" ] || return 0

	packages=$(printf '%s\n' "$missing" | awk '$1 !~ /:/ { print $1 }')
	unpacked=$(printf '%s\n' "$missing" | awk '$1 ~ /:/ { print $1 }')
	printf '%s\n' "$missing" | explain
	# shellcheck disable=SC2086 # lists of words from here on
	if [ -n "$packages" ]; then
		tell_size $packages || say "Their size is not known before apt's package lists are refreshed (which comes first)."
	fi
	[ -z "$unpacked" ] || say "What has a colon goes to build/sources: 9 to 20 MiB to download, most of it Debian's indexes."
	confirm || { say "Nothing was changed."; return 1; }
	# shellcheck disable=SC2086
	[ -z "$packages" ] || install_packages $packages || return 1
	# shellcheck disable=SC2086
	[ -z "$unpacked" ] || "$here/unpack.sh" $unpacked
}

main "$@"
