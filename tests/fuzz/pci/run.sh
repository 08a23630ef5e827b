#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh [SECONDS]
#
# Feed random PCI configuration spaces to lib/pci for so many seconds (60). What was learned stays in
# build/fuzz/pci, so that the next run goes on from there.
set -eu
cd "$(dirname "$0")/../../.."

build=build/fuzz
mkdir -p $build/pci $build/failures
[ -f $build/build.ninja ] || cmake --preset fuzz >$build/configure.log
ninja -C $build --quiet pci_fuzz
if ! $build/tests/fuzz/pci/pci_fuzz -max_total_time="${1:-60}" -max_len=4096 -timeout=60 \
	-artifact_prefix=$build/failures/ $build/pci >$build/pci_fuzz.log 2>&1 </dev/null; then
	grep -E 'invariant:|ERROR|runtime error|Test unit' $build/pci_fuzz.log >&2 || tail -20 $build/pci_fuzz.log >&2
	echo "A configuration space broke lib/pci: give the file above to $build/tests/fuzz/pci/pci_fuzz." >&2
	exit 1
fi
sed -n 's/^#\([0-9]*\).*DONE *cov: \([0-9]*\).*/  \1 machines, \2 places in the code reached/p' $build/pci_fuzz.log
