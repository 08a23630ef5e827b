#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Time from the kernel's entry to the shell's prompt, in microseconds of guest time.

boot_time.py KERNEL ROOT SHELL    prints "boot_to_prompt_us N"

KERNEL and ROOT are booted with one nanosecond per instruction. SHELL is the ELF file of the
shell in ROOT. The machine is stopped through QEMU's debugger port at two places: at the first
instruction of KERNEL, and when the shell calls read() for the first time, which it does when the
prompt has been handed to the serial driver and, that having the higher priority, is written. At
both the cycle counter is read by an `rdtsc` put in the program's way, so nothing in the system
knows of the measurement. Firmware and loader come before and do not count.
"""

import pathlib
import socket
import struct
import subprocess
import sys
import tempfile
import time

from elf import Elf, fail

RDTSC = bytes.fromhex("0f31")
REGISTERS = {"rax": 0, "rdx": 3, "rip": 16}  # places in the debugger's register block, 8 bytes each
CODE_BYTES = 32  # of the shell's read(), compared to know it from other programs
LIMIT_S = 120
PROMPT = b"$ "


class Debugger:
    """QEMU's end of the GDB remote serial protocol."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(LIMIT_S)
        self.connect(path)
        self.file = self.socket.makefile("rb")

    def connect(self, path):
        """Connect as soon as QEMU listens."""
        for _ in range(100):
            try:
                self.socket.connect(path)
                return
            except (FileNotFoundError, ConnectionRefusedError):
                time.sleep(0.05)
        fail("QEMU does not open its debugger port")

    def send(self, packet):
        """Send a packet and wait for the acknowledgement."""
        body = packet.encode()
        self.socket.sendall(b"$%s#%02x" % (body, sum(body) % 256))
        if self.file.read(1) != b"+":
            fail("QEMU's debugger port does not answer")

    def receive(self):
        """The next packet."""
        while (byte := self.file.read(1)) != b"$":
            if not byte:
                fail("the machine ended before it came to the prompt")
        body = bytearray()
        while (byte := self.file.read(1)) != b"#":
            body += byte
        self.file.read(2)
        self.socket.sendall(b"+")
        return body.decode()

    def ask(self, packet):
        """Send a packet; its answer."""
        self.send(packet)
        return self.receive()

    def command(self, packet):
        """Send a packet whose answer must be OK."""
        if self.ask(packet) != "OK":
            fail(f"QEMU's debugger port refuses '{packet}'")

    def run_to(self, address):
        """Go on until the processor comes to an address."""
        self.command(f"Z1,{address:x},1")
        self.ask("c")
        self.command(f"z1,{address:x},1")

    def memory(self, address, count):
        """Memory as the program sees it; nothing where nothing is mapped."""
        answer = self.ask(f"m{address:x},{count:x}")
        return b"" if answer.startswith("E") else bytes.fromhex(answer)

    def cycles(self):
        """Value of the cycle counter; the program notices nothing but one instruction's time."""
        saved = self.ask("g")
        registers = struct.unpack_from("<17Q", bytes.fromhex(saved))
        rip = registers[REGISTERS["rip"]]
        code = self.memory(rip, len(RDTSC))
        self.command(f"M{rip:x},{len(RDTSC):x}:{RDTSC.hex()}")
        self.ask("s")
        registers = struct.unpack_from("<17Q", bytes.fromhex(self.ask("g")))
        self.command(f"M{rip:x},{len(code):x}:{code.hex()}")
        self.command(f"G{saved}")
        return (registers[REGISTERS["rdx"]] & 0xffffffff) << 32 | registers[REGISTERS["rax"]] & 0xffffffff


def machine_start(kernel, root, folder):
    """Start QEMU, stopped before its first instruction, with its serial line and complaints in files."""
    complaints = open(f"{folder}/complaints", "wb")
    return subprocess.Popen(
        ["qemu-system-x86_64", "-cpu", "max", "-m", "512", "-icount", "shift=0,sleep=off",
         "-display", "none", "-nic", "none", "-no-reboot", "-monitor", "none",
         "-serial", f"file:{folder}/serial", "-S", "-gdb", f"unix:{folder}/gdb,server=on,wait=off",
         "-kernel", kernel, "-initrd", "/dev/stdin"],  # blanks in the name of a module would separate
        stdin=open(root, "rb"), stderr=complaints)


def measure(debugger, kernel, shell):
    """Cycles from the kernel's entry to the shell's first read()."""
    read = shell.symbol("read")
    debugger.run_to(kernel.entry)
    begin = debugger.cycles()
    while True:
        debugger.run_to(read)
        if debugger.memory(read, CODE_BYTES) == shell.read(read, CODE_BYTES):
            return debugger.cycles() - begin
        debugger.ask("s")  # another program has this address too


def main():
    kernel, root, shell = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        machine = machine_start(kernel, root, folder)
        try:
            cycles = measure(Debugger(f"{folder}/gdb"), Elf(kernel), Elf(shell))
            serial = pathlib.Path(folder, "serial").read_bytes()
        except TimeoutError:
            fail(f"no prompt within {LIMIT_S} s")
        except SystemExit:
            print(pathlib.Path(folder, "complaints").read_text(), end="", file=sys.stderr)
            raise
        finally:
            machine.kill()
            machine.wait()
    if not serial.endswith(PROMPT):
        fail(f"the shell reads, but the screen ends in {serial[-40:]!r}")
    print(f"boot_to_prompt_us {(cycles + 500) // 1000}")


main()
