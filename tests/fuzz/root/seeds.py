#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""seeds.py FOLDER: plans and bundles to start from, each behind a byte that says which it is."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "support"))
from image import bundle  # noqa: E402
from plan import DT_IRQ, DT_MMIO, IOPORTS, ISA_IRQ, MANAGE, bundle_files, need, pack, part, provides, tables, uses  # noqa: E402

PARTS = [
    part("serial", provides("serial"), need(IOPORTS, "uart", 0x3F8, 0x3FF), need(ISA_IRQ, "uart", 4), image=b"1"),
    part("timer", provides("timer"), need(DT_MMIO, "t", match="arm,x"), need(DT_IRQ, "t", match="arm,x"), image=b"2"),
    part("shell", uses("serial", 4096, data=100000), uses("timer"), need(MANAGE, "manage"), image=b"3", threads=4, restart=1),
]

folder = pathlib.Path(sys.argv[1])
for count in range(1, 4):
    (folder / f"plan{count}").write_bytes(b"\0" + pack(tables(PARTS[:count])))
(folder / "plan-timer").write_bytes(b"\0" + pack(tables(PARTS, timer=True)))
(folder / "bundle").write_bytes(b"\1" + bundle(bundle_files(PARTS)))
