#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# uninstall.sh PREFIX
#
# Remove what install.sh put below PREFIX, or below $DESTDIR/PREFIX. All of it has places of its own.
set -eu
top=${DESTDIR:-}$1
if [ ! -d "$top/share/kaal" ]; then
	echo "KaaL is not installed in $top." >&2
	exit 1
fi
rm -rf "$top/lib/kaal" "$top/include/kaal" "$top/share/kaal" "$top/share/doc/kaal"
rm -f "$top/bin/sel4-compose" "$top/share/bash-completion/completions/sel4-compose"
echo "KaaL is removed from $top."
