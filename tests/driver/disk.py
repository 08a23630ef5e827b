#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The virtio disk driver moves data, on each bus, and is killed while it does."""

import functools
import hashlib
import pathlib
import struct
import tempfile

from driven import BUILD, drive
import tap
from machine import boot
from target import ARCH

IMAGE = BUILD / "disk-test.elf"
SECTOR = 512
BYTES = 16 << 20
KILLS = 10

PCI = "virtio-blk-pci,drive=disk,disable-legacy=on"


# PCI hosts and interrupt controllers differ: of AArch64's, GICv2 takes messages, GICv3 without its ITS pins alone
MACHINES = {"x86_64": ["pc", "q35"], "aarch64": ["virt,gic-version=2", "virt,gic-version=3"]}[ARCH]


def pattern():
    """Each sector begins with its number; the rest differs from sector to sector."""
    return b"".join(struct.pack("<Q", n) + bytes([n % 251]) * (SECTOR - 8) for n in range(BYTES // SECTOR))


class Disk:
    def __init__(self, folder, device=PCI, drive=""):
        self.path = pathlib.Path(folder) / "disk.img"
        self.path.write_bytes(pattern())
        self.arguments = ["-global", "virtio-mmio.force-legacy=false",
                          "-drive", f"file={self.path},if=none,id=disk,format=raw{drive}", "-device", device]

    def copied(self):
        """Is the second half what the first is, and the first as it was?"""
        found, half = self.path.read_bytes(), pattern()[:BYTES // 2]
        return (hashlib.sha256(found[:BYTES // 2]).digest() == hashlib.sha256(half).digest()
                == hashlib.sha256(found[BYTES // 2:]).digest())


def run(disk, start="start disktest", options=()):
    return drive(IMAGE, start, "disk test done", disk.arguments, options)


def test(case):
    """A case that gets a folder of its own."""
    @functools.wraps(case)
    def run_in_folder():
        with tempfile.TemporaryDirectory() as folder:
            case(folder)
    return tap.case(run_in_folder)


def moves_data(folder, device, machine=MACHINES[0]):
    disk = Disk(folder, device)
    result = run(disk, options=("--machine", machine))
    result.expect_ok()
    result.expect(rf"^disk: {BYTES // SECTOR} sectors of 512 bytes, caches", r"^pattern: 0 wrong", r"^unaligned: 0",
                  r"^beyond: -22", r"^copy: 0", r"^disk test done")
    assert disk.copied(), "the copy is not what was copied"


@test
def over_pci(folder):
    """Data moves over PCI, with MSI-X."""
    moves_data(folder, PCI)


@test
def over_pci_without_msix(folder):
    """Data moves over PCI, with the interrupt pin."""
    moves_data(folder, PCI + ",vectors=0")


@test
def on_another_machine(folder):
    """Data moves over PCI, with MSI-X where it has it, on q35, or with another interrupt controller."""
    moves_data(folder, PCI, MACHINES[1])


@test
def on_another_machine_without_msix(folder):
    """The same with the interrupt pin."""
    moves_data(folder, PCI + ",vectors=0", MACHINES[1])


if ARCH == "aarch64":
    @test
    def over_memory(folder):
        """Data moves over registers in memory."""
        moves_data(folder, "virtio-blk-device,drive=disk")


@test
def plain_queues(folder):
    """Data moves without indirect descriptors and event indices."""
    moves_data(folder, PCI + ",indirect_desc=off,event_idx=off")


@test
def survives_the_driver(folder):
    """The driver is killed ten times during a copy, and the copy is complete."""
    disk = Disk(folder)
    result = run(disk, "start disktest kill")
    result.expect_ok()
    result.expect(r"^copy: 0", r"^disk test done")
    assert all(f"restart {n}: 0" in result.console for n in range(1, KILLS + 1))
    assert disk.copied(), f"the copy is not what was copied: {result}"


@test
def read_only(folder):
    """A disk that is read-only is read, and nothing else."""
    result = run(Disk(folder, drive=",readonly=on"))
    result.expect(r"read-only", r"^pattern: 0 wrong", r"^copy: -30", r"^disk test done")


@test
def errors(folder):
    """A sector that cannot be written is an error of that request, and the rest goes on."""
    rules = pathlib.Path(folder) / "blkdebug.conf"
    rules.write_text('[inject-error]\nevent = "write_aio"\nerrno = "5"\nonce = "on"\nsector = "20000"\n')
    disk = Disk(folder)
    disk.arguments[3] = (f"driver=raw,file.driver=blkdebug,file.config={rules},file.image.driver=file,"
                         f"file.image.filename={disk.path},if=none,id=disk")
    result = run(disk)
    result.expect(r"^pattern: 0 wrong", r"^copy: -5", r"^disk test done")


@test
def no_disk(folder):
    """Without a disk the driver says what it looked for and what is there, and all else runs."""
    result = boot(["ps"], root=IMAGE)
    result.expect_ok()
    result.expect(r"virtio-blk finds no virtio:2", r"virtio-blk +exited")


tap.run()
