#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Typed registers: a wrong access does not compile, a right one is a single load or store."""

import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests" / "support")]
import tap  # noqa: E402

DDDK = ROOT / "drivers" / "dddk"
TOOLS = {"x86_64": "", "aarch64": "aarch64-linux-gnu-"}
KINDS = ["ro", "wo", "rw", "rc", "w1c"]
WIDTHS = ["8", "16", "32", "64", "16be", "32be", "64be"]
READ, WRITE, CLEAR = "reg_read(space, R)", "reg_write(space, R, 1)", "reg_clear(space, R, 1)"
ALLOWED = {READ: {"ro", "rw", "rc", "w1c"}, WRITE: {"wo", "rw"}, CLEAR: {"w1c"}}

# what touches memory, in each assembler
ACCESS = {"x86_64": re.compile(r"\(%\w+\)"), "aarch64": re.compile(r"^(ld|st)")}


def returned(functions):
    last = list(functions.values())[-1]
    return bool(last) and last[-1].startswith("ret")


def compiled(arch, text):
    """Compile text. Return the compiler's complaints and, of each function, its instructions."""
    with tempfile.TemporaryDirectory() as folder:
        source, made = pathlib.Path(folder) / "t.c", pathlib.Path(folder) / "t.o"
        source.write_text("#include <dddk/register.h>\n" + text)
        gcc = subprocess.run([TOOLS[arch] + "gcc", "-std=gnu17", "-O2", "-ffreestanding", f"-I{DDDK}/include", f"-I{DDDK}/arch/machine/include",
                              f"-I{DDDK}/arch/{arch}/include", "-c", "-o", str(made), str(source)],
                             capture_output=True, text=True)
        if gcc.returncode:
            return gcc.stderr, {}
        dump = subprocess.run([TOOLS[arch] + "objdump", "-d", "--no-show-raw-insn", str(made)], check=True,
                              capture_output=True, text=True).stdout
    functions = {}
    for line in dump.splitlines():  # what follows a return is padding
        if match := re.match(r"[0-9a-f]+ <(\w+)>:", line):
            functions[match[1]] = []
        elif (match := re.match(r" +[0-9a-f]+:\s+(\S.*)", line)) and not returned(functions):
            functions[list(functions)[-1]].append(match[1])
    return "", functions


def snippet(width, kind, access, space="mmio"):
    value = access if access == READ else f"({access}, 0ul)"
    return (f"static const struct reg{width}_{kind} R = {{ 0x40 }};\n"
            f"unsigned long f(struct {space} *space) {{ return {value}; }}\n")


def check(width, space="mmio"):
    """Each access to each kind of register of that width compiles if and only if it is allowed."""
    for access, kinds in ALLOWED.items():
        for kind in KINDS:
            complaint, _ = compiled("x86_64", snippet(width, kind, access, space))
            what = f"{access} of reg{width}_{kind} in struct {space}"
            assert bool(complaint) != (kind in kinds), f"{what}: {complaint or 'compiles'}"
            if complaint:
                assert "_Generic" in complaint or "not compatible" in complaint, f"{what}: {complaint}"


def each_width(width):
    def memory():
        check(width)
    memory.__name__, memory.__doc__ = f"memory_{width}", f"Registers in memory, reg{width}: what is allowed compiles, and nothing else."
    tap.case(memory)


for each in WIDTHS:
    each_width(each)


@tap.case
def ports():
    """I/O ports take registers of 8, 16 and 32 bits, and no others."""
    for width in ["8", "16", "32"]:
        complaint, _ = compiled("x86_64", snippet(width, "rw", READ, "ports"))
        assert not complaint, complaint
    for width in ["64", "16be", "32be", "64be"]:
        for access in [READ, WRITE]:
            complaint, _ = compiled("x86_64", snippet(width, "rw", access, "ports"))
            assert "I/O ports have 8, 16 or 32 bits" in complaint, complaint or f"{access} of {width} bits compiles"


@tap.case
def no_space():
    """What is neither registers in memory nor ports is no space."""
    for space in ["uint32_t", "void", "struct dma_memory"]:
        text = snippet("32", "rw", READ).replace("struct mmio", space)
        complaint, _ = compiled("x86_64", "struct dma_memory;\n" + text)
        assert "_Generic" in complaint, complaint or f"{space} compiles"


def single(arch):
    def instruction():
        text = ""
        for width in WIDTHS:
            bits = width.removesuffix("be")
            text += (f"static const struct reg{width}_rw R{width} = {{ 0x40 }};\n"
                     f"uint{bits}_t read_{width}(struct mmio mmio) {{ return reg_read(&mmio, R{width}); }}\n"
                     f"void write_{width}(struct mmio mmio, uint{bits}_t value)"
                     f" {{ reg_write(&mmio, R{width}, value); }}\n")
        complaint, functions = compiled(arch, text)
        assert not complaint, complaint
        assert len(functions) == 2 * len(WIDTHS), functions
        for name, instructions in functions.items():
            accesses = [line for line in instructions if ACCESS[arch].search(line)]
            assert len(accesses) == 1, f"{name} is {instructions}"
            if not name.endswith("be"):
                assert len(instructions) <= 3, f"{name} is {instructions}"
    instruction.__name__ = f"single_{arch}"
    instruction.__doc__ = f"An access is a single instruction on {arch}."
    tap.case(instruction)


for each in TOOLS:
    single(each)

tap.run()
