#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Every source says its licence, and none says another than the project's."""

import pathlib
import sys

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TREE / "tests" / "support"))
import files  # noqa: E402
import tap  # noqa: E402

OURS = "SPDX-License-Identifier: MIT OR Apache-2.0"
LINUX_LIBRARY = "SPDX-License-Identifier: GPL-2.0-only OR MIT"
SOURCES = ("*.c", "*.h", "*.S", "*.ld", "*.lds", "*.cmake", "CMakeLists.txt", "Makefile", "*.sh", "*.py", "*.toml",
           "*.awk", "*.list")

PERSONS = "tests/compose/err/"  # files as a person would write them; its README.md says the licence


def licence_of(path):
    head = (TREE / path).read_text().splitlines()[:3]
    return next((line for line in head if "SPDX-License-Identifier" in line), "")


@tap.case
def every_source():
    """every source has its licence line among its first three."""
    wrong = [path for path in files.named(*SOURCES) if not path.startswith(PERSONS)
             and OURS not in licence_of(path)
             and not (path.startswith("drivers/linux/") and LINUX_LIBRARY in licence_of(path))]
    assert not wrong, "\n".join(wrong)


@tap.case
def licence_texts():
    """both licences stand in the tree in full."""
    assert "Permission is hereby granted, free of charge" in (TREE / "LICENSE-MIT").read_text()
    assert "Apache License" in (TREE / "LICENSE-APACHE").read_text()


if __name__ == "__main__":
    tap.run()
