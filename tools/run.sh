#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh ARCH
#
# Boot the demo system on this terminal, or with the lines of a pipe typed at its prompt.
cd "$(dirname "$0")/.." || exit 1
kernel=build/$1/kernel.elf
demo=build/$1/demo.elf
"build/$1/bin/kaal-boot" --expect-prompt "$kernel" "$demo" && exit 0
code=$?
cat >&2 <<EOF

Hint: 'make boot ROOT=$demo ARCH=$1' boots the same without a time limit; 'make test' shows which part
does not work; after a change of branch, 'make clean' builds all anew.
EOF
exit $code
