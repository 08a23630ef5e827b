# SPDX-License-Identifier: MIT OR Apache-2.0
"""The sources of the tree, without what was built or hidden."""

import fnmatch
import os
import pathlib

TREE = pathlib.Path(__file__).resolve().parent.parent.parent


def named(*patterns):
    """Paths, relative to the tree, of files whose name matches one of the patterns; all without any."""
    found = []
    for folder, folders, names in os.walk(TREE):
        folders[:] = [f for f in folders if not f.startswith(".") and f != "__pycache__"
                      and not (f == "build" and folder == str(TREE))]
        found += [os.path.relpath(os.path.join(folder, name), TREE) for name in names
                  if not patterns or any(fnmatch.fnmatch(name, pattern) for pattern in patterns)]
    return sorted(found)
