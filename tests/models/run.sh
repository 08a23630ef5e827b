#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh [--full]
#
# Check the models of lib/ring with Spin: each as it is must hold in every state, and each version
# that is broken on purpose must be seen to fail, or the model would prove nothing. --full adds more
# deaths. TAP.
set -u
models=$(cd "$(dirname "$0")" && pwd)
full=${1-}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
number=0

if ! command -v spin >/dev/null; then
	echo "Bail out! spin is missing: tools/setup/setup.sh test installs it (package spin)"
	exit 1
fi

# search MODEL [-DNAME...]: Spin's verifier of the model, run to the first error or to the end
search() (
	cd "$work" || exit 1
	model=$1
	shift
	cp "$models/$model.pml" model.pml
	spin "$@" -a model.pml && gcc -O2 -w -DSAFETY -DCOLLAPSE -o pan pan.c && ./pan -m100000 -w22
) >"$work/out" 2>&1

# report WHETHER NAME
report() {
	number=$((number + 1))
	if [ "$1" = 0 ]; then
		echo "ok $number - $2"
	else
		sed 's/^/# /' "$work/out" | head -n 40
		echo "not ok $number - $2"
	fi
}

# holds MODEL [-DNAME...]: no error, and nothing left unsearched
holds() {
	search "$@"
	grep -q 'errors: 0$' "$work/out" && ! grep -Eq 'depth too small|not completed|out of memory' "$work/out"
	report $? "$* holds, $(sed -n 's/^ *\([0-9]*\) states, stored.*/\1 states/p' "$work/out")"
}

# fails PATTERN MODEL [-DNAME...]: the error is found
fails() {
	pattern=$1
	shift
	search "$@"
	grep -q "^pan:1: $pattern" "$work/out"
	report $? "$* is seen to fail: $pattern"
}

holds wake_up
fails 'invalid end state' wake_up -DNO_FENCE_NOTIFY
fails 'invalid end state' wake_up -DNO_FENCE_SLEEP
fails 'invalid end state' wake_up -DNO_LOOK

holds ownership
holds ownership -DHOSTILE
fails 'assertion violated' ownership -DHOSTILE -DNO_CHECK

holds restart -DREQUESTS=1
holds restart -DCLIENT_DEATHS=0 -DSERVER_DEATHS=2
holds restart -DCLIENT_DEATHS=1 -DSERVER_DEATHS=0
fails 'invalid end state' restart -DREQUESTS=1 -DNO_TELL
fails 'assertion violated' restart -DREQUESTS=1 -DSAW_BEFORE_START
fails 'assertion violated' restart -DSERVER_DEATHS=0 -DNO_WAIT
fails 'assertion violated' restart -DCLIENT_DEATHS=0 -DALWAYS_AGAIN
if [ "$full" = --full ]; then
	holds wake_up -DITEMS=8
	holds restart
	holds restart -DREQUESTS=1 -DCLIENT_DEATHS=2
	holds restart -DREQUESTS=1 -DSERVER_DEATHS=2
fi
echo "1..$number"
