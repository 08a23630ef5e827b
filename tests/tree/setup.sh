#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# tools/setup/setup.sh where there is no apt: with a PATH that holds only what it is told to find.
set -u
tree=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
number=0

# link NAME...: make these commands of the real PATH the only ones of a new one.
link() {
	rm -rf "$folder/bin"
	mkdir "$folder/bin"
	for name; do
		ln -s "$(command -v "$name")" "$folder/bin/$name"
	done
}

# check TITLE CONDITION...: the next case.
check() {
	title=$1
	shift
	number=$((number + 1))
	if "$@"; then echo "ok $number - $title"; else
		echo "not ok $number - $title"
		sed 's/^/# /' "$folder/said"
	fi
}

setup() {
	PATH=$folder/bin sh "$tree/tools/setup/setup.sh" "$@" >"$folder/said" 2>&1
}

fails_to_set_up() {
	! setup "$@"
}

says() {
	grep -q "$1" "$folder/said"
}

says_nothing() {
	[ ! -s "$folder/said" ]
}

echo 1..6
link sh dirname awk cat gcc cmake ninja qemu-system-x86_64 dpkg-source
check "without apt, and with every tool there, it goes on" setup run
check "... in silence" says_nothing
link sh dirname awk cat gcc cmake ninja dpkg-source
check "a missing tool stops it" fails_to_set_up run
check "... and is named with its purpose" says 'missing: qemu-system-x86_64 (the machine'
check "tools of other sections are not asked for" eval '! says clang'
check "an unknown section is refused" fails_to_set_up nonsense
