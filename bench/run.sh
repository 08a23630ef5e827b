#!/bin/sh
# SPDX-License-Identifier: MIT OR Apache-2.0
#
# run.sh [--check] [ARCH]
#
# What `make bench` runs once everything is built: each benchmark's own run.sh, one after the other.
bench=$(cd "$(dirname "$0")" && pwd)
status=0
for part in kernel ring disk; do
	"$bench/$part/run.sh" "$@" || status=1
done
exit $status
