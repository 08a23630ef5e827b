#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Drivers die ten times while they are needed, and whoever needs them goes on."""

import pathlib
import re
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "system")]
import tap  # noqa: E402
from driven import BUILD, drive  # noqa: E402

LINES = 2200


@tap.case
def serial():
    """What is printed comes whole, each line once, though the serial driver dies."""
    run = drive(BUILD / "printer-test.elf", "ps", "all lines are printed")
    run.expect_ok()
    came = re.findall(r"^line (\d+) of those that must all come$", run.console, re.MULTILINE)
    assert came == [str(n) for n in range(LINES)], f"{len(came)} lines came: {run}"
    run.expect(r"^all lines are printed, with 10 restarts")


@tap.case
def timer():
    """Who sleeps wakes, and not early, though the timer's driver dies."""
    run = drive(BUILD / "naps-test.elf", "ps", "the timer was restarted 10 times")
    run.expect_ok()
    run.expect(r"^slept, 0 times too short")


tap.run()
