#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# build.sh PRESET...
#
# Bring these presets of CMakePresets.json up to date, into build/PRESET. Progress goes to standard
# error, and standard input is left alone: it may hold lines that are meant for the machine.
set -eu
cd "$(dirname "$0")/.."

for preset; do
	if ! grep -q "\"name\": \"$preset\", *\"inherits\"" CMakePresets.json; then
		echo "There is no architecture or preset '$preset' (CMakePresets.json lists them)." >&2
		exit 1
	fi
	folder=build/$preset
	if [ ! -f "$folder/build.ninja" ] || [ CMakePresets.json -nt "$folder/build.ninja" ]; then
		mkdir -p "$folder"
		cmake --preset "$preset" </dev/null >"$folder/configure.log" 2>&1 || {
			cat "$folder/configure.log" >&2
			echo "Configuring $folder failed; 'make clean' starts over." >&2
			exit 1
		}
	fi
	ninja -C "$folder" --quiet </dev/null >&2
done
