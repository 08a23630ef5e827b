#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# What is typed on an AArch64 machine before the serial driver runs reaches the shell whole.
cd "$(dirname "$0")/../.." || exit 1
build=build/aarch64
work=$(mktemp -d) || exit 1
trap 'kill "$qemu" 2>/dev/null; rm -rf "$work"' EXIT
qemu=
one=
mkfifo "$work/typed" "$work/screen"
"$build/bin/kaal-pack" "$work/image" "$build/loader.bin" "$build/kernel.elf" "$build/demo.elf" || exit 1
timeout 60 qemu-system-aarch64 -machine virt -cpu cortex-a53 -m 512 -kernel "$work/image" -display none \
	-serial stdio -monitor none -no-reboot <"$work/typed" >"$work/screen" 2>"$work/complaints" &
qemu=$!
exec 3>"$work/typed"
printf 'echo one two\necho three\n' >&3
cr=$(printf '\r')
while IFS= read -r line; do
	line=${line%"$cr"}
	printf '%s\n' "$line"
	case $line in
	"one two") one=1 ;;
	three) [ "$one" ] && exit 0 ;;
	*"no such command"*) break ;;
	esac
done <"$work/screen"
cat "$work/complaints"
exit 1
