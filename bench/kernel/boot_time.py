#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Time from the kernel's entry to the shell's prompt, in microseconds of guest time.

boot_time.py KERNEL ROOT SHELL    prints "boot_to_prompt_us N"

KERNEL and ROOT are booted with one nanosecond per instruction. SHELL is the ELF file of the
shell in ROOT. The machine is stopped through QEMU's debugger port at two places: at the first
instruction of KERNEL, and when the shell calls read() for the first time, which it does when the
prompt has been handed to the serial driver and, that having the higher priority, is written. At
both the cycle counter is read by an instruction put in the program's way, so nothing in the system
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

TREE = pathlib.Path(__file__).resolve().parent.parent.parent


class X86:
    """A PC: rdtsc counts nanoseconds. Register numbers are places in the debugger's block."""
    count_code, pc, tick_ns = bytes.fromhex("0f31"), 16, 1

    @staticmethod
    def count(registers):
        """What rdtsc left in rdx and rax."""
        return (registers[3] & 0xffffffff) << 32 | registers[0] & 0xffffffff

    @staticmethod
    def command(kernel, root, folder):
        """QEMU's arguments; the root task comes through standard input, for blanks in a name separate."""
        return ["qemu-system-x86_64", "-cpu", "max", "-kernel", kernel, "-initrd", "/dev/stdin"]


class Arm:
    """QEMU's virt machine: the virtual counter runs at 62.5 MHz."""
    count_code, pc, tick_ns = bytes.fromhex("40e03bd5"), 32, 16  # mrs x0, cntvct_el0

    @staticmethod
    def count(registers):
        """What mrs left in x0."""
        return registers[0]

    @staticmethod
    def command(kernel, root, folder):
        """QEMU's arguments, after packing kernel and root task with the loader."""
        build = TREE / "build/aarch64"
        subprocess.run([build / "bin/kaal-pack", f"{folder}/image", build / "loader.bin", kernel, root], check=True)
        return ["qemu-system-aarch64", "-machine", "virt", "-cpu", "cortex-a53", "-kernel", f"{folder}/image"]


MACHINES = {62: X86, 183: Arm}  # by e_machine
CODE_BYTES = 32  # of the shell's read(), compared to know it from other programs
LIMIT_S = 120
PROMPT = b"$ "


class Debugger:
    """QEMU's end of the GDB remote serial protocol."""

    def __init__(self, path, machine):
        self.machine = machine
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

    def registers(self):
        """The general registers, as the debugger numbers them."""
        block = bytes.fromhex(self.ask("g"))
        return struct.unpack_from(f"<{self.machine.pc + 1}Q", block)

    def nanoseconds(self):
        """Guest time; the program notices nothing but one instruction's time."""
        saved = self.ask("g")
        pc, count_code = self.registers()[self.machine.pc], self.machine.count_code
        code = self.memory(pc, len(count_code))
        self.command(f"M{pc:x},{len(code):x}:{count_code.hex()}")
        self.ask("s")
        count = self.machine.count(self.registers())
        self.command(f"M{pc:x},{len(code):x}:{code.hex()}")
        self.command(f"G{saved}")
        return count * self.machine.tick_ns


def machine_start(machine, kernel, root, folder):
    """Start QEMU, stopped before its first instruction, with its serial line and complaints in files."""
    complaints = open(f"{folder}/complaints", "wb")
    return subprocess.Popen(
        machine.command(kernel, root, folder) +
        ["-m", "512", "-icount", "shift=0,sleep=off",
         "-display", "none", "-nic", "none", "-no-reboot", "-monitor", "none",
         "-serial", f"file:{folder}/serial", "-S", "-gdb", f"unix:{folder}/gdb,server=on,wait=off"],
        stdin=open(root, "rb"), stderr=complaints)


def measure(debugger, kernel, shell):
    """Nanoseconds from the kernel's entry to the shell's first read()."""
    read = shell.symbol("read")
    debugger.run_to(kernel.entry)
    begin = debugger.nanoseconds()
    while True:
        debugger.run_to(read)
        if debugger.memory(read, CODE_BYTES) == shell.read(read, CODE_BYTES):
            return debugger.nanoseconds() - begin
        debugger.ask("s")  # another program has this address too


def main():
    kernel, root, shell = sys.argv[1:]
    facts = MACHINES[Elf(kernel).machine]
    with tempfile.TemporaryDirectory() as folder:
        machine = machine_start(facts, kernel, root, folder)
        try:
            duration_ns = measure(Debugger(f"{folder}/gdb", facts), Elf(kernel), Elf(shell))
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
    print(f"boot_to_prompt_us {(duration_ns + 500) // 1000}")


main()
