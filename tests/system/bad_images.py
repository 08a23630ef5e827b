#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Root-task images that cannot be started: one clear message each, and the machine is off."""

import pathlib
import struct
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
from machine import DEMO, boot  # noqa: E402

EM_AARCH64 = 183
PROGRAM_HEADERS, PHDR_BYTES = 64, 56  # where our linker puts them: right behind the ELF header
PT_LOAD = 1
FILE_OFFSET, VIRTUAL, FILE_BYTES, MEMORY_BYTES = 8, 16, 32, 40  # fields of a program header
MIB = 1 << 20


def patched(image, offset, layout, value):
    return image[:offset] + struct.pack(layout, value) + image[offset + struct.calcsize(layout):]


def field(image, header, offset):
    """A 64-bit field of a program header."""
    return struct.unpack_from("<Q", image, header + offset)[0]


def last_segment(image, in_file=False):
    """Offset of the program header of the last loaded segment, or of the last that has bytes in the file."""
    count = struct.unpack_from("<H", image, 56)[0]
    headers = [PROGRAM_HEADERS + PHDR_BYTES * n for n in range(count)]
    return [at for at in headers if struct.unpack_from("<I", image, at)[0] == PT_LOAD
            and (not in_file or field(image, at, FILE_BYTES) > 1)][-1]


def refused(image, message, memory=512):
    """Boot an image (None for none); it must be refused with this message alone, and the machine be off."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(image or b"")
        file.flush()
        run = boot(root=file.name if image is not None else None, options=("--memory", str(memory)))
    run.expect_ok()
    lines = [line for line in run.console.splitlines() if "cannot start" in line]
    assert len(lines) == 1, run
    assert message in lines[0], run


def bad_image(title):
    """Make a function from the demo image to arguments of refused() a case."""
    def register(function):
        def check():
            refused(*function(DEMO.read_bytes()))
        check.__doc__ = title
        tap.case(check)
        return function
    return register


@bad_image("no image at all")
def missing(_):
    return None, "no root task"


@bad_image("a text file")
def text(_):
    return b"#!/bin/sh\necho I am no ELF file\n" * 10, "not an ELF file"


@bad_image("a few bytes")
def few(image):
    return image[:20], "not an ELF file"


@bad_image("a 32-bit ELF file")
def elf32(image):
    return patched(image, 4, "<B", 1), "not a 64-bit ELF file"


@bad_image("an image for AArch64")
def other_machine(image):
    return patched(image, 18, "<H", EM_AARCH64), "another architecture"


@bad_image("an image cut within its program headers")
def cut_headers(image):
    return image[:PROGRAM_HEADERS + 8], "truncated"


@bad_image("an image cut within its last segment")
def cut_segment(image):
    at = last_segment(image, in_file=True)
    return image[:field(image, at, FILE_OFFSET) + field(image, at, FILE_BYTES) // 2], "truncated"


@bad_image("a segment larger in the file than in memory")
def file_larger(image):
    return patched(image, last_segment(image, in_file=True) + MEMORY_BYTES, "<Q", 1), "damaged"


@bad_image("a segment in the kernel's half of the address space")
def kernel_half(image):
    return patched(image, last_segment(image) + VIRTUAL, "<Q", 0xffffffff80000000), "outside the user address space"


@bad_image("a segment whose end wraps around")
def wraps(image):
    return patched(image, last_segment(image) + MEMORY_BYTES, "<Q", (1 << 64) - 4096), "outside the user address space"


@bad_image("an entry point outside the image")
def entry(image):
    return patched(image, 24, "<Q", 0x7000_0000_0000), "entry point"


@bad_image("an image larger than memory")
def larger_than_memory(image):
    return patched(image, last_segment(image) + MEMORY_BYTES, "<Q", 240 * MIB), "not enough memory", 128


@bad_image("an image with more pages than the root CNode has slots")
def larger_than_cnode(image):
    return patched(image, last_segment(image) + MEMORY_BYTES, "<Q", 300 * MIB), "root CNode", 1024


@bad_image("a machine with too little memory")
def small_machine(image):
    return image, "memory", 4


@tap.case
def make_run_fails():
    """A boot that must come to its prompt fails then, with the last lines and exit code 1."""
    run = boot(root=None)
    run.expect_failure(r"(?s)stopped before its prompt.*no root task")


if __name__ == "__main__":
    tap.run()
