# SPDX-License-Identifier: MIT OR Apache-2.0
"""What the measuring scripts need of a 64-bit little-endian ELF file."""

import pathlib
import struct
import sys

SHT_SYMTAB = 2
PT_LOAD = 1
STT_FUNC = 2


def fail(text):
    """End with a message that names this script."""
    sys.exit(f"{pathlib.Path(sys.argv[0]).stem}: {text}")


class Elf:
    """An ELF file in memory."""

    def __init__(self, path):
        self.path = path
        self.data = pathlib.Path(path).read_bytes()
        if self.data[:5] != b"\x7fELF\x02":
            fail(f"{path} is not a 64-bit ELF file")
        self.machine, = struct.unpack_from("<H", self.data, 18)
        self.entry, phoff, shoff = struct.unpack_from("<3Q", self.data, 24)
        phentsize, phnum, shentsize, shnum = struct.unpack_from("<4H", self.data, 54)
        self.segments = [struct.unpack_from("<2I6Q", self.data, phoff + i * phentsize)
                         for i in range(phnum)]
        self.sections = [struct.unpack_from("<2I4Q2I2Q", self.data, shoff + i * shentsize)
                         for i in range(shnum)]

    def text_at(self, offset):
        """A NUL-terminated string."""
        return self.data[offset:self.data.index(b"\0", offset)].decode()

    def symbols(self):
        """All symbols as (address, name, is a function)."""
        for _, kind, _, _, offset, size, link, *_ in self.sections:
            if kind != SHT_SYMTAB:
                continue
            strings = self.sections[link][4]
            for at in range(offset, offset + size, 24):
                name, info, _, value, _ = struct.unpack_from("<IBxHQQ", self.data, at)
                yield value, self.text_at(strings + name), info & 15 == STT_FUNC

    def symbol(self, name):
        """Address of a symbol."""
        for value, its_name, _ in self.symbols():
            if its_name == name:
                return value
        return fail(f"{self.path} has no symbol '{name}'")

    def read(self, vaddr, count):
        """Bytes at a virtual address."""
        for kind, _, offset, start, _, filesz, *_ in self.segments:
            if kind == PT_LOAD and start <= vaddr < start + filesz:
                return self.data[offset + vaddr - start:][:count]
        return fail(f"{self.path} has nothing at {vaddr:#x}")
