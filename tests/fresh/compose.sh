#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# compose.sh
#
# What sel4-compose promises, on a machine where `make install` has just been run: each template, on each
# architecture, from nothing to an answer at its prompt.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for template in minimal server embedded driver; do
	for arch in x86_64 aarch64; do
		mkdir "$folder/$template-$arch"
		cd "$folder/$template-$arch"
		sel4-compose new my-os --template "$template"
		cd my-os
		sel4-compose run --arch "$arch" --exec help | grep -q 'list the commands'
		echo "$template on $arch answers"
	done
done
sel4-compose doctor
