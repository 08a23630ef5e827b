# shellcheck shell=sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# For setup.sh and unpack.sh, which set $root: names of packages.list with a colon, the packages that
# are unpacked below build/sources instead of being installed.

# unpacked_folder NAME: where it is unpacked.
unpacked_folder() {
	case $1 in
	src:*) echo "$root/build/sources/${1#src:}" ;;
	*:*) echo "$root/build/sources/${1#*:}-${1%%:*}" ;;
	esac
}

# unpacked_title NAME: what a person would call it.
unpacked_title() {
	case $1 in
	src:*) echo "the source of ${1#src:}" ;;
	*:*) echo "Debian's ${1%%:*} package ${1#*:}" ;;
	esac
}
