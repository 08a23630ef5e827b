#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What the AArch64 loader and kernel cannot start with: one clear message each, and the machine stops.

The machine starts without firmware: a few instructions hand the image whatever device tree a case wants.
"""

import functools
import os
import pathlib
import random
import selectors
import struct
import subprocess
import sys
import tempfile
import time

os.environ["KAAL_ARCH"] = "aarch64"
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
from machine import BUILD, KERNEL  # noqa: E402

ROOT = BUILD / "abi-suite.elf"
PACK = BUILD / "bin" / "kaal-pack"
LOADER = BUILD / "loader.bin"
MIB = 1 << 20
LIMIT_S = 30
ROOT_RUNS = "ok 1 -"  # what the root task, our ABI suite, says early
QUIET_S = 0.5  # a machine that has stopped says nothing more for so long

IMAGE_AT, TREE_AT, STUB_AT = 0x40200000, 0x47000000, 0x47800000
TABLE = 64  # of the packed image: magic, bytes, checksum; offset and bytes of kernel, root task, tree
KERNEL_ENTRY, ROOT_ENTRY = TABLE + 24, TABLE + 40
PROGRAM_HEADERS, PHDR_BYTES, PT_LOAD = 64, 56, 1
VIRTUAL, PHYSICAL, MEMORY_BYTES = 16, 24, 40  # fields of a program header
EM_X86_64, ELF_MACHINE, ELF_ENTRY = 62, 18, 24
TREE_TOTAL, TREE_STRUCTS, TREE_STRINGS, TREE_STRUCTS_BYTES = 4, 8, 12, 36  # fields of a device tree's header

NO_TREE = "no device tree was given, or it is damaged"


def qemu(machine, memory, *more):
    return ["qemu-system-aarch64", "-machine", machine, "-cpu", "cortex-a53", "-m", str(memory), "-display", "none",
            "-monitor", "none", "-no-reboot", *more]


@functools.cache
def tree_of(machine="virt", memory=512):
    """The device tree that QEMU makes for a machine."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "tree"
        subprocess.run(qemu(f"{machine},dumpdtb={file}", memory), check=True, capture_output=True)
        return file.read_bytes()


def patched(data, offset, layout, value):
    return data[:offset] + struct.pack(layout, value) + data[offset + struct.calcsize(layout):]


def renamed(tree, *names):
    """Make these strings of a device tree unknown ones of the same length."""
    for name in names:
        assert name in tree, name
        tree = tree.replace(name, b"x" * len(name))
    return tree


def pack(kernel=None, root=None, tree=None):
    """The packed image of these files' contents; None: ours, or no device tree."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        names = [KERNEL, ROOT]
        for number, data in enumerate((kernel, root, tree)):
            if data is not None:
                (folder / str(number)).write_bytes(data)
                names[number:number + 1] = [folder / str(number)]
        done = subprocess.run([PACK, folder / "image", LOADER, *names], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return (folder / "image").read_bytes()


def place(image, entry):
    """Offset of a file within a packed image."""
    return struct.unpack_from("<Q", image, entry)[0]


def checked(image):
    """The image with the checksum that belongs to it now."""
    total, start = 0, place(image, KERNEL_ENTRY)
    for (word,) in struct.iter_unpack("<Q", image[start:]):
        total = ((total << 1 | total >> 63) + word) & (1 << 64) - 1
    return patched(image, TABLE + 16, "<Q", total)


def stub(tree_at):
    """Instructions that enter the image with this address of a device tree, as a boot loader does."""
    return struct.pack("<IIIIQQ", 0x58000080, 0x580000A1, 0xD61F0020, 0, tree_at, IMAGE_AT)


def run(image, tree=None, machine="virt", memory=512, tree_at=TREE_AT):
    """Start the image; what the UART said until the machine was off, quiet after a line, or in the root task.

    tree  contents at tree_at; None: the image is told of none
    """
    with tempfile.TemporaryDirectory() as folder:
        files = [("image", image, IMAGE_AT), ("stub", stub(tree_at if tree is not None else 0), STUB_AT)]
        if tree is not None:
            files.append(("tree", tree, tree_at))
        more = ["-serial", "stdio", "-device", f"loader,addr={STUB_AT:#x},cpu-num=0"]
        for name, data, address in files:
            (pathlib.Path(folder) / name).write_bytes(data)
            more += ["-device", f"loader,file={folder}/{name},addr={address:#x},force-raw=on"]
        process = subprocess.Popen(qemu(machine, memory, *more), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            return listen(process).decode(errors="replace")
        finally:
            process.kill()
            process.wait()


def listen(process):
    said, end = b"", time.monotonic() + LIMIT_S
    with selectors.DefaultSelector() as ready:
        ready.register(process.stdout, selectors.EVENT_READ)
        while time.monotonic() < end and ROOT_RUNS.encode() not in said:
            if ready.select(QUIET_S):
                data = os.read(process.stdout.fileno(), 4096)
                if not data:
                    break
                said += data
            elif said.endswith(b"\n"):
                break
    return said


def expect_runs(said):
    assert ROOT_RUNS in said and "cannot start" not in said, repr(said)


def expect_refused(said, message):
    lines = [line for line in said.splitlines() if line.strip()]
    assert len(lines) == 1 and "cannot start" in lines[0], f"not one line: {said!r}"
    assert message in lines[0], f"no {message!r} in: {said!r}"


def refused(title, message, **options):
    """Make a function from nothing to (image, device tree) a case: this message alone comes of it."""
    def register(function):
        def check():
            expect_refused(run(*function(), **options), message)
        check.__doc__ = title
        check.__name__ = function.__name__
        tap.case(check)
        return function
    return register


@tap.case
def good():
    """The same way of starting, with nothing wrong, starts the root task."""
    expect_runs(run(pack(), tree_of()))


@tap.case
def good_packed():
    """A packed device tree stands in for a damaged one."""
    expect_runs(run(pack(tree=tree_of()), b"\0" * 64))


@refused("no device tree", NO_TREE)
def tree_none():
    return pack(), None


@refused("a device tree with a wrong magic number", NO_TREE)
def tree_magic():
    return pack(), patched(tree_of(), 0, ">I", 0xD00DFEEE)


@refused("a device tree of random bytes", NO_TREE)
def tree_random():
    return pack(), random.Random(1).randbytes(64 << 10)


@refused("a device tree at an odd address", NO_TREE, tree_at=TREE_AT + 4)
def tree_unaligned():
    return pack(), tree_of()


@refused("a device tree shorter than its header", NO_TREE)
def tree_short():
    return pack(), patched(tree_of(), TREE_TOTAL, ">I", 20)


@refused("a device tree that claims to be huge", NO_TREE)
def tree_huge():
    return pack(), patched(tree_of(), TREE_TOTAL, ">I", 0x7FFFFFFF)


@refused("a device tree cut before its strings", NO_TREE)
def tree_cut():
    tree = tree_of()
    return pack(), patched(tree, TREE_TOTAL, ">I", struct.unpack_from(">I", tree, TREE_STRINGS)[0])


@refused("a device tree whose structure lies outside it", NO_TREE)
def tree_structure():
    return pack(), patched(tree_of(), TREE_STRUCTS, ">I", 0xFFFFFFF0)


@refused("a device tree whose structure ends at once", "names no UART")
def tree_empty():
    return pack(), patched(tree_of(), TREE_STRUCTS_BYTES, ">I", 0)


@refused("a damaged device tree, and a damaged one packed in", NO_TREE)
def tree_both():
    return pack(tree=b"\xff" * 4096), b"\xff" * 4096


@refused("a device tree without a memory node", "names no memory")
def tree_memory():
    return pack(), renamed(tree_of(), b"device_type\0").replace(b"memory@", b"xemory@")


@refused("a device tree with memory elsewhere", "no free memory where the kernel must stand")
def tree_memory_elsewhere():
    tree = tree_of()
    reg = struct.pack(">QQ", 0x40000000, 512 * MIB)
    assert tree.count(reg) == 1
    return pack(), tree.replace(reg, struct.pack(">QQ", 0x80000000, 512 * MIB))


@refused("a device tree with more memory than there is", "an exception: memory ends early")
def tree_memory_more():
    return pack(), tree_of(memory=1024)


@refused("a device tree without a UART", "names no UART")
def tree_uart():
    return pack(), renamed(tree_of(), b"arm,pl011\0")


@refused("a device tree without an interrupt controller", "no interrupt controller")
def tree_gic():
    return pack(), renamed(tree_of(), b"arm,cortex-a15-gic\0")


@refused("a device tree without an interrupt controller of version 3", "no interrupt controller",
         machine="virt,gic-version=3")
def tree_gic3():
    return pack(), renamed(tree_of("virt,gic-version=3"), b"arm,gic-v3\0")


@tap.case
def tree_flipped():
    """Device trees with random bytes changed: the root task runs, or there is a message."""
    image, tree = pack(), tree_of()
    start, size = (struct.unpack_from(">I", tree, at)[0] for at in (TREE_STRUCTS, TREE_STRUCTS_BYTES))
    for seed in range(8):
        chosen, damaged = random.Random(seed), bytearray(tree)
        for _ in range(40):
            damaged[start + chosen.randrange(size)] = chosen.randrange(256)
        said = run(image, bytes(damaged))
        assert "cannot start" in said or ROOT_RUNS in said, f"seed {seed}: {said!r}"


@refused("started at EL3", "started at EL3", machine="virt,secure=on")
def el3():
    return pack(tree=tree_of()), None


@refused("a packed image cut within the root task", "truncated or damaged")
def cut_root():
    image = pack()
    return image[:place(image, ROOT_ENTRY) + 5000], tree_of()


@refused("a packed image cut within the kernel", "truncated or damaged")
def cut_kernel():
    image = pack()
    return image[:place(image, KERNEL_ENTRY) + 5000], tree_of()


@refused("a packed image cut behind the loader", "truncated or damaged")
def cut_loader():
    image = pack()
    return image[:place(image, KERNEL_ENTRY)], tree_of()


@refused("a loader with nothing packed", "nothing is packed")
def bare():
    return LOADER.read_bytes(), tree_of()


@refused("a packed image with one bit changed", "truncated or damaged")
def bit():
    image = pack()
    at = place(image, ROOT_ENTRY) + 20000
    return patched(image, at, "<B", image[at] ^ 16), tree_of()


def damaged(entry, offset, layout, value):
    """A packed image with a field of a file in it changed, and the checksum right."""
    image = pack()
    return checked(patched(image, place(image, entry) + offset, layout, value)), tree_of()


@refused("a kernel for another architecture", "the kernel is damaged, or not an AArch64 ELF file")
def kernel_machine():
    return damaged(KERNEL_ENTRY, ELF_MACHINE, "<H", EM_X86_64)


@refused("a kernel that is no ELF file", "the kernel is damaged, or not an AArch64 ELF file")
def kernel_text():
    return damaged(KERNEL_ENTRY, 0, "<I", 0)


@refused("a kernel at virtual addresses of the lower half", "cannot be mapped")
def kernel_low():
    image = pack()
    at = place(image, KERNEL_ENTRY)
    entry = struct.unpack_from("<Q", image, at + ELF_ENTRY)[0]
    for header in segments(image[at:]):
        old = struct.unpack_from("<Q", image, at + header + VIRTUAL)[0]
        image = patched(image, at + header + VIRTUAL, "<Q", old & 0xFFFFFFFF)
    return checked(patched(image, at + ELF_ENTRY, "<Q", entry & 0xFFFFFFFF)), tree_of()


@refused("a kernel where there is no memory", "no free memory where the kernel must stand")
def kernel_physical():
    kernel = KERNEL.read_bytes()
    return pack(kernel=patched(kernel, segments(kernel)[0] + PHYSICAL, "<Q", 0x1000)), tree_of()


@refused("a root task for another architecture", "the root task is damaged, or not an AArch64 ELF file")
def root_machine():
    return damaged(ROOT_ENTRY, ELF_MACHINE, "<H", EM_X86_64)


@refused("a root task whose entry point lies outside it", "the root task is damaged")
def root_entry():
    return damaged(ROOT_ENTRY, ELF_ENTRY, "<Q", 0x700000000000)


def segments(elf):
    """Offsets of the program headers of the loaded segments."""
    count = struct.unpack_from("<H", elf, 56)[0]
    headers = [PROGRAM_HEADERS + PHDR_BYTES * n for n in range(count)]
    return [at for at in headers if struct.unpack_from("<I", elf, at)[0] == PT_LOAD]


def root_of(field, value):
    """An image whose root task's last segment has another field."""
    root = ROOT.read_bytes()
    return pack(root=patched(root, segments(root)[-1] + field, "<Q", value)), tree_of()


@refused("a root task larger than memory", "the root task is too large")
def root_large():
    return root_of(MEMORY_BYTES, 600 * MIB)


@refused("a root task with more pages than the root CNode has slots", "root CNode")
def root_slots():
    return root_of(MEMORY_BYTES, 300 * MIB)


@refused("a root task in the kernel's half of the address space", "root task")
def root_kernel_half():
    return root_of(VIRTUAL, 0xFFFFFF8040000000)


@refused("a root task whose end wraps around", "the root task is damaged")
def root_wraps():
    return root_of(MEMORY_BYTES, (1 << 64) - 4096)


@refused("an image that has no place left in memory", "the image is too large", memory=128)
def image_large():
    root = ROOT.read_bytes()
    return pack(root=root + bytes(60 * MIB)), tree_of(memory=128)


def pack_fails(kernel, root, message):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "image"
        done = subprocess.run([PACK, out, LOADER, kernel, root], capture_output=True, text=True)
        assert done.returncode == 1 and message in done.stderr and not out.exists(), done


@tap.case
def packing():
    """kaal-pack refuses files that are missing or for another architecture."""
    pack_fails(PACK, ROOT, "not a 64-bit ELF file for AArch64")
    pack_fails(KERNEL, PACK, "not a 64-bit ELF file for AArch64")
    pack_fails(KERNEL, LOADER, "is not an ELF file")
    pack_fails(KERNEL, "/nonexistent", "No such file")


if __name__ == "__main__":
    tap.run()
