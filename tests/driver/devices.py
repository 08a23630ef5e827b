#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Randomness and the time of day reach a program from the machine's devices."""

import math

from driven import BUILD, drive
import tap
from target import ARCH

IMAGE = BUILD / "devices-test.elf"
RTC = ["-rtc", "base=2026-01-02T03:04:05"]
PCI = ["-device", "virtio-rng-pci,disable-legacy=on"]


def run(*arguments):
    result = drive(IMAGE, "start devicestest", "devices test done", arguments)
    result.expect_ok()
    return result


def gives_randomness(*arguments):
    """Twenty takes, the driver being restarted ten times in between, and one that takes many calls."""
    run(*RTC, *arguments).expect(r"^takes that differ: 20", r"^much: 5000")


@tap.case
def randomness_over_pci():
    """Randomness comes over PCI, and goes on when its driver is restarted ten times."""
    gives_randomness(*PCI)


@tap.case
def randomness_with_the_pin():
    """Randomness comes with the interrupt pin."""
    gives_randomness("-device", "virtio-rng-pci,disable-legacy=on,vectors=0")


if ARCH == "aarch64":
    @tap.case
    def randomness_over_memory():
        """Randomness comes over registers in memory."""
        gives_randomness("-global", "virtio-mmio.force-legacy=false", "-device", "virtio-rng-device")


@tap.case
def time_of_day():
    """The time of day is the machine's, and goes on."""
    run(*RTC, *PCI).expect(r"^time of day: 2026-01-02T03:0[4-9], goes on: 1")


@tap.case
def messages():
    """A device with MSI and without MSI-X interrupts by messages, one after the other."""
    run("-device", "edu").expect(r"edutest: interrupts of kind 2", *(f"edutest: {n}! is {math.factorial(n)}$"
                                                                    for n in range(1, 6)))


@tap.case
def no_source():
    """Without the device the driver says what it looked for, once, and programs get an error."""
    result = run(*RTC)
    result.expect(r"virtio-rng finds no virtio:4")
    assert result.console.count("finds no virtio:4") == 1, f"it is said more than once: {result}"
    result.expect(r"^randomness: ")


tap.run()
