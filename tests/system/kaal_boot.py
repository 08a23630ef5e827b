#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""kaal-boot itself, tried on kernels of a few bytes that hang, die or power off."""

import os
import pathlib
import pty
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
import toys  # noqa: E402
from machine import BUILD, TREE, boot  # noqa: E402

AARCH64 = TREE / "build" / "aarch64"
STRICT = ("--expect-prompt", "--silence", "5")
RESET = b"\x0f\x01\x1d\x00\x00\x00\x00\xcc"  # lidt [0]; int3: a triple fault, unless memory at 0 is an IDT


def boot_toy(image, lines=(), options=STRICT, more=()):
    with tempfile.NamedTemporaryFile() as file:
        file.write(image)
        file.flush()
        return boot(lines, root=None, kernel=file.name, options=options, more=more)


@tap.case
def hang_is_noticed():
    """A kernel that hangs before its prompt is a failure, shown with its last lines."""
    run = boot_toy(toys.elf(toys.print_code("one\r\ntwo", toys.HALT)))
    run.expect_failure(r"(?s)hangs before its prompt: nothing printed for 5 s.*one\ntwo\n")


@tap.case
def stop_is_noticed():
    """A kernel that powers off before its prompt is a failure."""
    boot_toy(toys.elf(toys.print_code("bye\r\n", toys.POWER_OFF))).expect_failure("stopped before its prompt")


@tap.case
def stop_is_allowed():
    """... but not where no prompt was asked for."""
    run = boot_toy(toys.elf(toys.print_code("bye\r\n", toys.POWER_OFF)), options=())
    run.expect_ok()
    assert run.console == "bye\n", run


@tap.case
def silent_prompt():
    """A prompt that does not answer is a failure, not a hang."""
    run = boot_toy(toys.elf(toys.print_code("hello\r\n$ ", toys.HALT)), ["ps"])
    run.expect_failure("no answer to the last line")


@tap.case
def endless_output():
    """A kernel that prints without end and never comes to a prompt is a failure too."""
    loop = b"\xe9" + (-(8 + 4 + 1) & 0xffffffff).to_bytes(4, "little")
    forever = toys.print_code("again ", b"\xbe" + bytes(4) + loop)
    at = forever.index(b"\xbe", 0)
    # the second mov esi,... takes the same text
    second = forever.index(b"\xbe" + bytes(4))
    forever = forever[:second + 1] + forever[at + 1:at + 5] + forever[second + 5:]
    boot_toy(toys.elf(forever), options=("--expect-prompt", "--boot", "3")).expect_failure("no prompt within 3 s")


@tap.case
def elf64_is_converted():
    """An ELF64 kernel without load addresses starts as an ELF32 copy, which is removed."""
    folder = pathlib.Path(tempfile.gettempdir())
    before = set(folder.glob("kaal-boot-kernel-*"))
    run = boot_toy(toys.elf(toys.print_code("64\r\n", toys.POWER_OFF), bits=64), options=())
    run.expect_ok()
    assert run.console == "64\n", run
    assert set(folder.glob("kaal-boot-kernel-*")) <= before


@tap.case
def qemu_failure():
    """QEMU's own failure is passed on."""
    boot_toy(b"no kernel").expect_failure("QEMU ended with exit code 1")


@tap.case
def missing_files():
    """A missing kernel or root image is named."""
    boot(kernel="/nowhere/kernel.elf").expect_failure("cannot open the kernel '/nowhere/kernel.elf'")
    boot(root="/nowhere/root.elf").expect_failure("cannot open the root-task image '/nowhere/root.elf'")


@tap.case
def names_with_blanks():
    """Blanks and commas in file names do no harm."""
    with tempfile.TemporaryDirectory() as folder:
        kernel, root = (pathlib.Path(folder) / name for name in ("a kernel, mine", "a root, mine"))
        kernel.write_bytes(toys.elf(toys.print_code("bye\r\n", toys.POWER_OFF)))
        root.write_bytes(b"anything")
        boot(kernel=kernel, root=root, options=()).expect_ok()


def boot_aarch64(kernel, root, **more):
    """Boot with the kaal-boot of that architecture's build."""
    return boot(kernel=kernel, root=root, tools=AARCH64 / "bin", **more)


@tap.case
def whole_image():
    """A packed image starts as it is, and takes no other root task."""
    with tempfile.NamedTemporaryFile() as file:
        subprocess.run([AARCH64 / "bin" / "kaal-pack", file.name, AARCH64 / "loader.bin", AARCH64 / "kernel.elf",
                        AARCH64 / "demo.elf"], check=True)
        run = boot_aarch64(file.name, None, lines=["echo packed"])
        run.expect_ok()
        run.expect(r"^packed$", r"^Powering off\.$", r"safe to do it by hand\.$")
        boot_aarch64(file.name, AARCH64 / "demo.elf").expect_failure("is a whole image: name no root task with it")


@tap.case
def aarch64_needs():
    """An AArch64 kernel needs a root task, and the loader of its build."""
    boot_aarch64(AARCH64 / "kernel.elf", None).expect_failure("needs a root task: name one")
    boot(kernel=AARCH64 / "kernel.elf", root=AARCH64 / "demo.elf").expect_failure("make boot ARCH=aarch64")


@tap.case
def packing_fails():
    """What cannot be packed is said, and nothing is left behind."""
    folder = pathlib.Path(tempfile.gettempdir())
    before = set(folder.glob("kaal-boot-kernel-*"))
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"no root task")
        file.flush()
        boot_aarch64(AARCH64 / "kernel.elf", file.name).expect_failure("is not an ELF file")
    assert set(folder.glob("kaal-boot-kernel-*")) <= before


@tap.case
def terminal():
    """On a terminal it says how to leave, and Ctrl-A X leaves with exit code 0."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(toys.elf(toys.print_code("hello\r\n$ ", toys.HALT)))
        file.flush()
        pid, fd = pty.fork()
        if pid == 0:
            os.execv(BUILD / "bin" / "kaal-boot", ["kaal-boot", "--expect-prompt", file.name])
        text = b""
        while b"hello" not in text:
            text += os.read(fd, 1000)
        os.write(fd, b"\x01x")
        try:
            while chunk := os.read(fd, 1000):
                text += chunk
        except OSError:  # the terminal is closed
            pass
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        os.close(fd)
    assert code == 0 and b"Ctrl-A and then X" in text, (code, text)


if __name__ == "__main__":
    tap.run()
