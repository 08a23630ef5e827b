# SPDX-License-Identifier: MIT OR Apache-2.0
"""Root-task images as abi/kaal/bundle.h describes them, made independently of sel4-compose."""

import struct
import zlib

PAGE = 4096
PHDR = "<IIQQQQQQ"
PT_LOAD, PF_R = 1, 4
IMAGE_MAGIC = b"KALIMAGE"


def up(size):
    return -(-size // PAGE) * PAGE


def bundle(files, system="test"):
    """A bundle of (name, bytes)."""
    table, contents = b"", b""
    start = up(56 + 56 * len(files))
    for name, data in files:
        table += struct.pack("<32sQQII", name.encode(), start + len(contents), len(data), zlib.crc32(data), 0)
        contents += data + bytes(up(len(data)) - len(data))

    def header(crc):
        return struct.pack("<IHHQ32sII", 0x4C444E42, 2, len(files), start + len(contents), system.encode(), crc, 0)
    return (header(zlib.crc32(header(0) + table)) + table).ljust(start, b"\0") + contents


def loaded(image):
    """Offset and size in the file, address and size in memory of each loadable segment."""
    table, count = struct.unpack_from("<Q", image, 32)[0], struct.unpack_from("<H", image, 56)[0]
    headers = [struct.unpack_from(PHDR, image, table + 56 * n) for n in range(count)]
    return [(offset, size, vaddr, memory) for kind, _, offset, vaddr, _, size, memory, _ in headers if kind == PT_LOAD]


def with_bundle(root, raw):
    """The root task with these bytes as its bundle: one more segment, and a structure that says where."""
    table, count = struct.unpack_from("<Q", root, 32)[0], struct.unpack_from("<H", root, 56)[0]
    end = table + 56 * count
    assert all(offset >= end + 56 for offset, size, _, _ in loaded(root) if size), "no room for one more program header"
    vaddr = up(max(vaddr + memory for _, _, vaddr, memory in loaded(root)))
    image = bytearray(root.ljust(up(len(root)), b"\0"))
    struct.pack_into(PHDR, image, end, PT_LOAD, PF_R, len(image), vaddr, vaddr, len(raw), len(raw), PAGE)
    struct.pack_into("<H", image, 56, count + 1)
    at = image.index(IMAGE_MAGIC + bytes(16))
    struct.pack_into("<QQ", image, at + 8, vaddr, len(raw))
    return bytes(image) + raw
