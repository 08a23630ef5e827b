#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The demo system on other machines: chipset, memory, processor."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
from machine import boot  # noqa: E402
from target import ARCH  # noqa: E402


def boots_with(*options, more=()):
    run = boot(["ps", "crash", "echo alive"], options=("--expect-prompt", "--silence", "30", *options), more=more)
    run.expect_ok()
    run.expect(r"^Welcome to my-os!$", r"serial +running", r"^alive$")


def case_for(title, *options, more=()):
    def check():
        boots_with(*options, more=more)
    check.__doc__ = title
    tap.case(check)


def pcs():
    for machine in ("pc", "q35"):
        for memory in (128, 512, 2048):
            case_for(f"{machine} with {memory} MiB", "--machine", machine, "--memory", str(memory))
    case_for("q35 with 4096 MiB, part of it above 4 GiB", "--machine", "q35", "--memory", "4096")
    case_for("pc with 4096 MiB", "--memory", "4096")
    for cpu in ("qemu64", "qemu64,-nx", "Nehalem", "Haswell", "Skylake-Client", "EPYC"):
        case_for(f"processor {cpu}", "--cpu", cpu)
    case_for("processor max without PCID, SMEP, SMAP and FSGSBASE", "--cpu", "max,-pcid,-smep,-smap,-fsgsbase")
    case_for("processor max without 1 GiB pages", "--cpu", "max,-pdpe1gb")
    case_for("a machine with devices and more processors", more=("-smp", "4", "-nic", "user", "-vga", "std"))


def arm_machines():
    for cpu in ("cortex-a53", "cortex-a57", "max"):
        for gic in (2, 3):
            case_for(f"virt with a {cpu} and GICv{gic}", "--machine", f"virt,gic-version={gic}", "--cpu", cpu)
    for memory in (128, 1024, 2048, 4096):
        case_for(f"virt with {memory} MiB", "--memory", str(memory))
    case_for("virt that starts at EL2", "--machine", "virt,virtualization=on")
    case_for("a machine with devices and more processors",
             more=("-smp", "4", "-nic", "user", "-device", "virtio-gpu-pci"))


{"x86_64": pcs, "aarch64": arm_machines}[ARCH]()

if __name__ == "__main__":
    tap.run()
