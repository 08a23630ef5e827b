#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""initramfs.py OUT INIT MODULE...

Write an initramfs (cpio "newc", Linux Documentation/driver-api/early-userspace/buffer-format.rst):
/init, the kernel modules, and /modules, which lists them in order.
"""

import pathlib
import sys

EXECUTABLE, FILE = 0o100755, 0o100644


def entry(name, content, mode=FILE):
    name = name.encode() + b"\0"
    fields = (0, mode, 0, 0, 1, 0, len(content), 0, 0, 0, 0, len(name), 0)
    header = b"070701" + b"".join(b"%08X" % field for field in fields) + name
    return padded(header) + padded(content)


def padded(part):
    return part + bytes(-len(part) % 4)


def main(out, init, *modules):
    modules = [pathlib.Path(module) for module in modules]
    archive = entry("init", pathlib.Path(init).read_bytes(), EXECUTABLE)
    for module in modules:
        archive += entry(module.name, module.read_bytes())
    archive += entry("modules", "".join(f"/{module.name}\n" for module in modules).encode())
    pathlib.Path(out).write_bytes(archive + entry("TRAILER!!!", b"", 0))


main(*sys.argv[1:])
