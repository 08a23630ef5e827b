#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# clone.sh
#
# `make run` in a clean clone of HEAD: everything that it needs is committed, and a clean build and
# boot is as quick as promised. What was downloaded before (build/sources) is not downloaded again.
set -u
tree=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
clone="$folder/a clone of KaaL"

echo 1..3
if ! git clone --quiet "$tree" "$clone"; then
	echo "Bail out! $tree cannot be cloned"
	exit 1
fi
mkdir "$clone/build"
cp -r "$tree/build/sources" "$clone/build/sources"
cd "$clone" || exit 1
if printf 'help\nps\ncrash\nps\npoweroff\n' | make run >"$folder/run" 2>&1; then result=; else result='not '; fi
sed 's/^/# /' "$folder/run"
echo "${result}ok 1 - make run builds, boots and exits 0"
if grep -q '^Welcome to my-os!$' "$folder/run" && grep -q 'crash .*faulted' "$folder/run"; then result=; else result='not '; fi
echo "${result}ok 2 - the console shows the banner and the crash report"
changed=$(git status --porcelain)
if [ -z "$changed" ]; then result=; else result='not '; fi
echo "${result}ok 3 - the build leaves nothing behind but build/"
echo "$changed" | sed 's/^/# /'
