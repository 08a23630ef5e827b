# shellcheck shell=sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# For setup.sh and unpack.sh, which set $root: names of packages.list with a colon, the packages that
# are unpacked below build/sources instead of being installed.

# unpacked_folder NAME: where it is unpacked.
unpacked_folder() {
	case $1 in
	src:*) echo "$root/build/sources/${1#src:}" ;;
	arm64:*) echo "$root/build/sources/${1#arm64:}-arm64" ;;
	esac
}

# unpacked_title NAME: what a person would call it.
unpacked_title() {
	case $1 in
	src:*) echo "the source of ${1#src:}" ;;
	arm64:*) echo "Debian's arm64 package ${1#arm64:}" ;;
	esac
}
