#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""LAYERS.toml, enforced on every #include.

layers.py             the tests
layers.py --update    bring README.md's table of layers up to date
"""

import pathlib
import posixpath
import re
import sys
import tomllib

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
README = TREE / "README.md"
sys.path.insert(0, str(TREE / "tests" / "support"))
import files  # noqa: E402
import tap  # noqa: E402

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
ARCH_CONDITION = re.compile(r"^\s*#\s*(?:el)?if.*\b(__x86_64__|__amd64__|__i386__|__aarch64__|KAAL_ARCH\w*)",
                            re.MULTILINE)
FREESTANDING = {"float.h", "iso646.h", "limits.h", "stdalign.h", "stdarg.h", "stdatomic.h", "stdbool.h",
                "stddef.h", "stdint.h", "stdnoreturn.h", "immintrin.h"}
PUBLIC = ("abi/sel4", "abi/kaal")


def read_layers():
    return tomllib.loads((TREE / "LAYERS.toml").read_text())["layer"]


class Rules:
    """Answers whether one file may include another."""

    def __init__(self, layers, headers):
        self.layers = layers
        self.by_suffix = {}  # what "..." may mean
        self.exposed = {}  # what <...> may mean
        for header in headers:
            parts = header.split("/")
            for start in range(len(parts)):
                self.by_suffix.setdefault("/".join(parts[start:]), []).append(header)
            if "/include/" in header:
                self.exposed.setdefault(header.rpartition("/include/")[2], []).append(header)

    def layer_of(self, path):
        within = [layer for layer in self.layers if path.startswith(layer["path"] + "/")]
        return max(within, key=lambda layer: len(layer["path"]), default=None)

    def unit_of(self, path):
        """The folder that keeps its headers to itself and holds this file."""
        layer = self.layer_of(path)
        if not layer.get("units"):
            return layer["path"]
        return "/".join(path.split("/")[:layer["path"].count("/") + 2])

    def resolve(self, source, quote, name):
        """Files of the tree that this include may mean: one, or one for each architecture."""
        if quote == "<":
            return self.exposed.get(name, [])
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(source), name))
        if beside in self.by_suffix:
            return [beside]
        found = self.by_suffix.get(name, [])
        layer = self.layer_of(source)
        own = [path for path in found if self.unit_of(path) == self.unit_of(source)]
        allowed = [path for path in found if self.layer_of(path)
                   and self.layer_of(path)["path"] in layer["may_include"]]
        return own or allowed or found

    def verdict(self, source, quote, name):
        """None when allowed, else what is wrong."""
        layer = self.layer_of(source)
        found = self.resolve(source, quote, name)
        if not found:
            return self.verdict_system(layer, quote, name)
        for target in found:
            if (wrong := self.verdict_edge(layer, source, target)) is not None:
                return wrong
        return None

    def verdict_system(self, layer, quote, name):
        if quote == '"' and "*" not in layer["may_include"]:  # tests may generate theirs
            return f'"{name}" is no file of the tree'
        if layer["system_headers"] == "libc" or name in FREESTANDING or name in layer.get("libraries", []):
            return None
        return f"<{name}> needs a libc, and {layer['path']}/ is freestanding"

    def verdict_edge(self, layer, source, target):
        other = self.layer_of(target)
        if other is None:
            return f"{target} is in no layer"
        if "*" in layer["may_include"]:
            return None
        if other is not layer and other["path"] not in layer["may_include"]:
            return f"{layer['path']}/ may not include {other['path']}/"
        private = other["path"] not in PUBLIC and "/include/" not in target
        inner = layer["path"].startswith(other["path"] + "/")  # a part of the other layer, as kernel/arch/host
        if private and not inner and self.unit_of(source) != self.unit_of(target):
            return f"{target} is private: it stands in no include/ folder"
        return None


def includes(path):
    for match in INCLUDE.finditer((TREE / path).read_text()):
        yield match[1], match[2]


def tree_rules():
    return Rules(read_layers(), files.named("*.h"))


@tap.case
def every_include():
    """every #include is one that LAYERS.toml allows."""
    rules = tree_rules()
    wrong = []
    for source in files.named("*.c", "*.h", "*.S"):
        for quote, name in includes(source):
            if rules.layer_of(source) is None:
                wrong.append(f"{source}: is in no layer of LAYERS.toml")
                break
            if verdict := rules.verdict(source, quote, name):
                wrong.append(f"{source}: {verdict}")
    assert not wrong, "\n".join(wrong)


@tap.case
def rules_can_fail():
    """a forbidden edge, a private header and a libc header are noticed."""
    rules = Rules(read_layers(), ["kernel/object/cap.h", "lib/elf/include/elf/elf.h", "lib/elf/format.h",
                                  "drivers/serial/uart.h", "runtime/component/include/component/ring.h",
                                  "lib/core/include/core/string.h", "abi/kaal/ring.h", "abi/sel4/word.h"])
    allowed = [("kernel/api/a.c", '"', "object/cap.h"), ("kernel/api/a.c", '"', "abi/sel4/word.h"),
               ("kernel/arch/host/a.c", "<", "string.h"), ("kernel/arch/host/a.c", '"', "object/cap.h"),
               ("runtime/root/a.c", "<", "elf/elf.h"), ("lib/elf/elf.c", '"', "format.h"),
               ("drivers/serial/a.c", '"', "uart.h"), ("apps/shell/a.c", "<", "component/ring.h"),
               ("tests/unit/a.c", '"', "format.h"), ("kernel/api/a.c", "<", "stdint.h"),
               ("lib/fdt/a.c", "<", "libfdt.h")]
    forbidden = [("kernel/api/a.c", "<", "elf/elf.h"), ("kernel/api/a.c", '"', "abi/kaal/ring.h"),
                 ("kernel/api/a.c", "<", "stdio.h"), ("runtime/root/a.c", '"', "format.h"),
                 ("lib/core/a.c", '"', "format.h"), ("drivers/timer/a.c", '"', "uart.h"),
                 ("services/vfs/a.c", '"', "uart.h"), ("kernel/api/a.c", "<", "string.h"),
                 ("runtime/root/a.c", '"', "object/cap.h"), ("runtime/root/a.c", '"', "nowhere.h"),
                 ("runtime/root/a.c", "<", "libfdt.h")]
    for edge in allowed:
        assert rules.verdict(*edge) is None, f"{edge}: {rules.verdict(*edge)}"
    for edge in forbidden:
        assert rules.verdict(*edge) is not None, f"{edge} was let through"


@tap.case
def no_arch_conditions():
    """no #if on the architecture outside an arch folder."""
    wrong = [path for path in files.named("*.c", "*.h")
             if "/arch/" not in path and ARCH_CONDITION.search((TREE / path).read_text())]
    assert not wrong, "\n".join(wrong)


@tap.case
def readme_table():
    """README.md's table of layers is the one that LAYERS.toml gives."""
    assert table() in README.read_text(), "out of date: 'tests/tree/layers.py --update' puts it right"


def table():
    """The layers as a Markdown table; folders that are still to come are marked."""
    rows = ["| folder | layer | what lives there | may include |", "|---|---|---|---|"]
    for layer in read_layers():
        later = "" if (TREE / layer["path"]).is_dir() else " *(to come)*"
        edges = "anything" if "*" in layer["may_include"] else \
            " ".join(f"`{edge}`" for edge in layer["may_include"]) or "nothing"
        rows.append(f"| `{layer['path']}/` | {layer['level']} | {layer['holds']}{later} | {edges} |")
    return "\n".join(rows)


if __name__ == "__main__":
    if "--update" in sys.argv:
        README.write_text(re.sub(r"^\| folder \|(?:.|\n(?=\|))*", lambda _: table(), README.read_text(),
                                 count=1, flags=re.MULTILINE))
    else:
        tap.run()
