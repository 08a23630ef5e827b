# SPDX-License-Identifier: MIT OR Apache-2.0
"""What a built component says of itself: the descriptor of abi/kaal/component.h."""

import itertools
import struct

DESCRIPTOR = "<IHH24sIIQQII"
NEED = "<IIQQQ24s24s48s"
NEEDS_MAX = 24
ON_DEMAND = 1


def sections(image):
    """Name, file offset and size of each section."""
    table, entry, count, names = struct.unpack_from("<Q8x2xHHHH", image, 40)[0], *struct.unpack_from("<HHH", image, 58)
    headers = [struct.unpack_from("<II8x8xQQ", image, table + n * entry) for n in range(count)]
    for name, _, offset, size in headers:
        start = headers[names][2] + name
        yield image[start:image.index(b"\0", start)].decode(), offset, size


def section(image, wanted):
    return next((offset, size) for name, offset, size in sections(image) if name == wanted)


def text(raw):
    return raw.split(b"\0")[0].decode()


def described(image):
    """A part for plan.py out of a built component."""
    at, _ = section(image, ".kaal.component")
    _, _, _, name, priority, flags, stack, heap, count, threads = struct.unpack_from(DESCRIPTOR, image, at)
    rows = [struct.unpack_from(NEED, image, at + struct.calcsize(DESCRIPTOR) + n * struct.calcsize(NEED))
            for n in range(count or NEEDS_MAX)]
    if not count:
        rows = list(itertools.takewhile(lambda row: row[0] != 0, rows))
    needs = [dict(kind=kind, name=text(name), a=a, b=b, c=c, match=text(match), flags=flags)
             for kind, flags, a, b, c, name, _, match in rows]
    return dict(name=text(name), image=image, priority=priority, flags=flags & ON_DEMAND, stack=stack, heap=heap,
                threads=max(threads, 1), needs=needs)
