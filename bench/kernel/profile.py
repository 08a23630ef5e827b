#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Where the instructions go: the kernel's most travelled paths, function by function.

profile.py KERNEL ROOT [TIMES]    boots ROOT on KERNEL one instruction at a time

A path is what the kernel executes from a trap to the return. Each that was taken at least TIMES
times (default 60, as bench.elf takes what it measures some 70 times) is a line: how often, how
many instructions, and the functions with their share. Lines stand in the order of the first time.
A function's label inside assembly counts as a function of its own. Ends when QEMU is stopped with
Ctrl-C or the machine ends; the long rows at the end of bench.elf take minutes this way.
"""

import bisect
import collections
import os
import subprocess
import sys
import tempfile

from elf import Elf, fail

TRAP_STUBS_BYTES = 256 * 16


class Kernel:
    """The kernel's functions by address."""

    def __init__(self, path):
        elf = Elf(path)
        self.syscall = elf.symbol("entry_from_syscall")
        self.stubs = elf.symbol("trap_stubs")
        functions = sorted({value: name for value, name, function in elf.symbols()
                            if function or value == self.stubs}.items())
        self.addresses = [value for value, _ in functions]
        self.names = [name for _, name in functions]
        self.known = {}

    def name(self, address):
        """Function that an address is in."""
        if address not in self.known:
            at = bisect.bisect_right(self.addresses, address) - 1
            self.known[address] = self.names[at] if at >= 0 else "?"
        return self.known[address]

    def is_stub(self, address):
        """Is this one of the stubs that exceptions and interrupts come through?"""
        return self.stubs <= address < self.stubs + TRAP_STUBS_BYTES


def addresses_executed(log):
    """Addresses from QEMU's log, one a line: Trace 0: 0x... [cs_base/pc/flags/cflags] name"""
    for line in log:
        if line.startswith("Trace"):
            yield int(line.split("/", 2)[1], 16)


def paths_count(kernel, log):
    """How often each path was taken, in the order of their first times."""
    paths = collections.Counter()
    path, in_stub = [], False
    try:
        for address in addresses_executed(log):
            stub = kernel.is_stub(address)
            if address == kernel.syscall or (stub and not in_stub):
                paths[tuple(path)] += 1
                path = []
            in_stub = stub
            path.append(address)
    except KeyboardInterrupt:
        pass
    return paths


def path_print(kernel, path, times):
    """One line for one path."""
    shares = collections.Counter(kernel.name(address) for address in path)
    text = ", ".join(f"{name} {count}" for name, count in shares.most_common())
    print(f"{times:6} x {len(path):6}  {text}")


def main():
    if len(sys.argv) not in (3, 4):
        fail("wants KERNEL ROOT [TIMES]")
    kernel = Kernel(sys.argv[1])
    wanted = int(sys.argv[3]) if len(sys.argv) == 4 else 60
    text = [section for section in Elf(sys.argv[1]).sections
            if section[3] <= kernel.syscall < section[3] + section[5]][0]
    with tempfile.TemporaryDirectory() as folder:
        os.mkfifo(f"{folder}/log")
        machine = subprocess.Popen(
            ["qemu-system-x86_64", "-cpu", "max", "-m", "512", "-icount", "shift=0,sleep=off",
             "-display", "none", "-nic", "none", "-no-reboot", "-monitor", "none", "-serial", "null",
             "-singlestep", "-d", "exec,nochain", "-D", f"{folder}/log",
             "-dfilter", f"{text[3]:#x}+{text[5]:#x}", "-kernel", sys.argv[1], "-initrd", "/dev/stdin"],
            stdin=open(sys.argv[2], "rb"))
        try:
            with open(f"{folder}/log", encoding="ascii", errors="replace") as log:
                paths = paths_count(kernel, log)
        finally:
            machine.kill()
            machine.wait()
    for path, times in paths.items():
        if times >= wanted:
            path_print(kernel, path, times)


main()
