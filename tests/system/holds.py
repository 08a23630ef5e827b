#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""What each component of a running system holds is what its plan says, for every example and the demo.

The plan is taken out of the image as sel4-compose made it, and one component is added that asks about all slots of all.
"""

import pathlib
import re
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
from image import bundle, loaded, with_bundle  # noqa: E402
from machine import BUILD, TREE, boot  # noqa: E402
from plan import COMPONENT, GRANT, HEADER, MANAGE, MANAGES, NONE, seal  # noqa: E402
from target import ARCH  # noqa: E402

PROBE = BUILD / "test-components" / "probe.elf"
FILE = "<32sQQII"


def files_of(image):
    """The bundle's files, as (name, bytes)."""
    raw = image[loaded(image)[-1][0]:]
    count = struct.unpack_from("<H", raw, 6)[0]
    for n in range(count):
        name, offset, size, _, _ = struct.unpack_from(FILE, raw, 56 + n * struct.calcsize(FILE))
        yield name.rstrip(b"\0").decode(), raw[offset:offset + size]


def with_auditor(raw, file, priority):
    """The plan with one more component, made of this file, that may ask about all others."""
    fields = list(struct.unpack_from(HEADER, raw))
    components, grants = fields[6], fields[7]
    grants_at = struct.calcsize(HEADER) + components * struct.calcsize(COMPONENT)
    connections_at = grants_at + grants * struct.calcsize(GRANT)
    row = struct.pack(COMPONENT, b"audits", b"", file, MANAGES, priority, 0, 6, 1, 16384, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, grants, 1, 0)
    grant = struct.pack(GRANT, MANAGE, NONE, 0, 0, NONE, 0, 0, 0, 0, b"manage", b"", b"")
    body = raw[struct.calcsize(HEADER):grants_at] + row + raw[grants_at:connections_at] + grant + raw[connections_at:]
    fields[6], fields[7] = components + 1, grants + 1
    return seal(fields, body)


def audit_at(image, priority, least):
    """Before any other component runs (254), or when all have done what they do at first (1)."""
    files = list(files_of(image))
    at = [name for name, _ in files].index("plan")
    files[at] = ("plan", with_auditor(files[at][1], len(files), priority))
    files.append(("audits", PROBE.read_bytes()))
    with tempfile.NamedTemporaryFile() as file:
        file.write(with_bundle((BUILD / "root.elf").read_bytes(), bundle(files)))
        file.flush()
        run = boot(root=file.name, options=())
    run.expect_ok()
    found = re.search(r"audits: ([0-9]+) components hold ([0-9]+) capabilities, 0 too many, 0 too few", run.console)
    assert found and int(found[1]) >= least, run


def audit(image):
    audit_at(image, 254, least=2)
    audit_at(image, 1, least=1)


@tap.case
def demo():
    """The demo's components hold what the plan says."""
    audit((BUILD / "demo.elf").read_bytes())


def example_case(folder):
    def case():
        with tempfile.TemporaryDirectory() as build:
            subprocess.run([BUILD / "bin" / "sel4-compose", "build", "-C", folder, "--build", build, "--arch", ARCH],
                           check=True, capture_output=True)
            image, = pathlib.Path(build).rglob("system.elf")
            audit(image.read_bytes())
    case.__doc__ = f"So do those of the example {folder.name}."
    case.__name__ = folder.name
    return case


for example in sorted(path.parent for path in (TREE / "examples").glob("*/system.toml")):
    tap.case(example_case(example))


if __name__ == "__main__":
    tap.run()
