#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The HPET in place of the interval timer."""

import pathlib
import sys

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "support"), str(TESTS / "system")]
import tap  # noqa: E402
from driven import BUILD, drive  # noqa: E402
from machine import boot  # noqa: E402

IMAGE = BUILD / "hpet-test.elf"


def sleeps(machine):
    run = drive(IMAGE, "ps", "slept", (), ("--machine", machine))
    run.expect_ok()
    run.expect(r"hpet +running")
    run.expect(r"^slept, 0 times too short")


@tap.case
def on_pc():
    """Programs sleep by it on pc."""
    sleeps("pc")


@tap.case
def on_q35():
    """Programs sleep by it on q35."""
    sleeps("q35")


@tap.case
def without():
    """Without one the driver says so, and all else runs."""
    run = boot(["ps"], root=IMAGE, options=["--expect-prompt", "--machine", "pc,hpet=off"])
    run.expect_ok()
    run.expect(r"hpet +finds no acpi:PNP0103", r"shell +running")


tap.run()
