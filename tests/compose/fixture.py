#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Small files for the tests of sel4-compose, which no compiler would make so.

fixture.py component OUT NAME [NEED...]   a program with a descriptor; NEED is kind:name[:key=value]...
fixture.py kernel OUT RADIX               a kernel whose root CNode has 2^RADIX slots
fixture.py broken-plan IMAGE              damage the plan in an image
"""

import pathlib
import struct
import sys
import zlib

KINDS = ["none", "provides", "uses", "ports", "isa-irq", "manage", "dt-mmio", "dt-irq", "device", "memory", "dma",
         "region", "irq"]
NEED = "<IIQQQ24s24s48s"
NEEDS_MAX = 24
DESCRIPTOR = "<IHH24sIIQQII"
VADDR = 0x400000


def need(text):
    kind, name, *rest = text.split(":")
    fields = {"flags": "0", "a": "0", "b": "0", "c": "0", "interface": "", "match": ""}
    fields.update(pair.split("=", 1) for pair in rest)
    numbers = [int(fields[key], 0) for key in ("flags", "a", "b", "c")]
    return struct.pack(NEED, KINDS.index(kind), *numbers, name.encode(), fields["interface"].encode(),
                       fields["match"].replace("/", ":").encode())


def descriptor(name, needs, **odd):
    size = struct.calcsize(DESCRIPTOR) + NEEDS_MAX * struct.calcsize(NEED)
    fields = {"magic": 0x4C41614B, "version": 2, "size": size, "name": name.encode(), "priority": 100, "flags": 0,
              "stack": 16384, "heap": 65536, "count": len(needs), "threads": 1}
    fields.update(odd)
    return (struct.pack(DESCRIPTOR, *fields.values()) + b"".join(map(need, needs))).ljust(size, b"\0")


def elf(sections, symbols=(), machine=62):
    """An executable: each section (name, bytes) is loaded, on pages of its own, the first one as code."""
    names, offsets, image = b"\0", [], bytearray(4096)
    for name, data in sections:
        offsets.append(len(image))
        image += data.ljust(-(-len(data) // 4096) * 4096, b"\0")
    headers = b"".join(
        struct.pack("<IIQQQQQQ", 1, 5 if n == 0 else 4, at, VADDR + at, VADDR + at, len(data), len(data), 4096)
        for n, ((_, data), at) in enumerate(zip(sections, offsets)))
    strings, table = b"\0", bytes(24)
    for name, value in symbols:
        table += struct.pack("<IBBHQQ", len(strings), 0x10, 0, 0xFFF1, value, 0)
        strings += name.encode() + b"\0"
    rows = [(name, 1, 2, VADDR + at, at, len(data), 0) for (name, data), at in zip(sections, offsets)]
    for name, kind, data in ((".symtab", 2, table), (".strtab", 3, strings)):
        rows.append((name, kind, 0, 0, len(image), len(data), len(sections) + 2))
        image += data
    shdrs = bytes(64)
    for name, kind, flags, vaddr, at, size, link in rows:
        shdrs += struct.pack("<IIQQQQIIQQ", len(names), kind, flags, vaddr, at, size, link, 0, 1, 24 if kind == 2 else 0)
        names += name.encode() + b"\0"
    shdrs += struct.pack("<IIQQQQIIQQ", len(names), 3, 0, 0, len(image), len(names) + 10, 0, 0, 1, 0)
    image += names + b".shstrtab\0"
    struct.pack_into("<16sHHIQQQIHHHHHH", image, 0, b"\x7fELF\2\1\1", 2, machine, 1, VADDR + 4096, 64,
                     len(image), 0, 64, 56, len(sections), 64, len(rows) + 2, len(rows) + 1)
    image[64:64 + len(headers)] = headers
    return bytes(image + shdrs)


def component(out, name, *needs):
    out = pathlib.Path(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(elf([(".text", b"\xeb\xfe"), (".kaal.component", descriptor(name, needs))]))


def kernel(out, radix):
    pathlib.Path(out).write_bytes(elf([(".text", b"\xeb\xfe")], [("kernel_root_cnode_radix", int(radix))]))


def broken_plan(path):
    """The plan's first byte is changed, and the bundle's sums are made right again."""
    path = pathlib.Path(path)
    image = bytearray(path.read_bytes())
    start = image.index(struct.pack("<IH", 0x4C444E42, 2))
    count = struct.unpack_from("<H", image, start + 6)[0]
    offset, size = struct.unpack_from("<QQ", image, start + 56 + 32)
    image[start + offset] ^= 1
    struct.pack_into("<I", image, start + 56 + 48, zlib.crc32(image[start + offset:start + offset + size]))
    struct.pack_into("<I", image, start + 48, 0)
    struct.pack_into("<I", image, start + 48, zlib.crc32(image[start:start + 56 + 56 * count]))
    path.write_bytes(image)


if __name__ == "__main__":
    {"component": component, "kernel": kernel, "broken-plan": broken_plan}[sys.argv[1]](*sys.argv[2:])
