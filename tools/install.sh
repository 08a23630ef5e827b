#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# install.sh PREFIX
#
# Build KaaL and install it below PREFIX, or below $DESTDIR/PREFIX for packagers. All architectures that can be
# built are; which are left out, and why, is said at the end.
set -eu
cd "$(dirname "$0")/.."
prefix=$1
case $prefix in
/*) ;;
*) prefix=$PWD/$prefix ;;
esac
left_out=

if ! mkdir -p "${DESTDIR:-}$prefix" 2>/dev/null || [ ! -w "${DESTDIR:-}$prefix" ]; then
	echo "You may not write to ${DESTDIR:-}$prefix: try 'sudo make install', or 'make install PREFIX=\$HOME/.local'." >&2
	exit 1
fi

install_arch() {
	tools/build.sh "$1" && DESTDIR=${DESTDIR:-} cmake --install "build/$1" --prefix "$prefix" --component package >"build/$1/install.log"
}

tools/setup/setup.sh run
install_arch x86_64
if tools/setup/setup.sh run aarch64; then
	install_arch aarch64
else
	left_out="AArch64, whose compiler or libraries are missing (above); 'make install' again adds it"
fi

echo "KaaL is installed in ${DESTDIR:-}$prefix."
[ -z "$left_out" ] || echo "Left out: $left_out."
case :$PATH: in
*":$prefix/bin:"*) echo "Now: sel4-compose new my-os" ;;
*) echo "Now: ${DESTDIR:-}$prefix/bin/sel4-compose new my-os" ;;
esac
