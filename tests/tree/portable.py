#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The host tools are C for every POSIX host: what only Linux has stands in files called *_linux.c."""

import pathlib
import re
import subprocess
import sys

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TREE / "tests" / "support"))
import files  # noqa: E402
import tap  # noqa: E402

INCLUDE = re.compile(r"^\s*#\s*include\s*<([^>]+)>", re.MULTILINE)
EXTENSIONS = re.compile(r"^\s*#\s*define\s+_(?:GNU|DEFAULT|BSD|DARWIN_C|ALL)_SOURCE", re.MULTILINE)
ISO_C = {f"{name}.h" for name in (
    "assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign stdarg "
    "stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath time wchar wctype").split()}
POSIX = {f"{name}.h" for name in (
    "aio arpa/inet cpio dirent dlfcn fcntl fmtmsg fnmatch ftw glob grp iconv langinfo libgen monetary net/if netdb "
    "netinet/in netinet/tcp nl_types poll pthread pwd regex sched search semaphore spawn strings sys/ipc sys/mman "
    "sys/msg sys/resource sys/select sys/sem sys/shm sys/socket sys/stat sys/statvfs sys/time sys/times sys/types "
    "sys/uio sys/un sys/utsname sys/wait syslog tar termios ulimit unistd utime utmpx wordexp").split()}
COMMON = {"getopt.h", "sys/ioctl.h"}  # getopt_long, a terminal's size: glibc, musl, macOS and the BSDs


def sources(*patterns):
    return [path for path in files.named(*patterns)
            if path.startswith("tools/") and not path.endswith("_linux.c")
            and "/templates/" not in path]  # components' sources


def include_folders():
    folders = {TREE, TREE / "abi/sel4/arch/x86_64", TREE / "tools/compose"}
    folders |= {header.parent for header in TREE.glob("tools/*/*.h")}
    folders |= set(TREE.glob("tools/*/include")) | set(TREE.glob("lib/*/include"))
    return [f"-I{folder}" for folder in sorted(folders)]


def refused(code, name="probe.c"):
    """What the compiler says to this source when libc shows POSIX.1-2008 (with XSI) alone; empty when all is well."""
    done = subprocess.run(
        ["cc", "-std=gnu11", "-D_XOPEN_SOURCE=700", "-Werror=implicit-function-declaration", "-fsyntax-only",
         *include_folders(), "-x", "c", name if code is None else "-"],
        cwd=TREE, input=code, capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else ""


@tap.case
def headers():
    """the host tools include what ISO C and POSIX have."""
    ours = {re.split("/include/|tools/portable/", path)[-1] for path in files.named("*.h")}
    wrong = [f"{path}: <{name}>" for path in sources("*.c", "*.h")
             for name in INCLUDE.findall((TREE / path).read_text())
             if name not in ISO_C | POSIX | COMMON | ours]
    assert not wrong, "\n".join(wrong)


@tap.case
def extensions():
    """the host tools ask libc for no more than it shows by itself."""
    wrong = [path for path in sources("*.c", "*.h") if EXTENSIONS.search((TREE / path).read_text())]
    assert not wrong, "\n".join(wrong)


@tap.case
def calls():
    """the host tools call what POSIX.1-2008 has."""
    wrong = "".join(refused(None, path) for path in sources("*.c"))
    assert not wrong, wrong


@tap.case
def calls_can_fail():
    """a call that only Linux has is noticed, and one of POSIX is not."""
    head = "#include <unistd.h>\n#include <fcntl.h>\n"
    assert refused(head + "int main(void) { int ends[2]; return pipe2(ends, O_CLOEXEC); }")
    assert not refused(head + "int main(void) { int ends[2]; return pipe(ends); }")


if __name__ == "__main__":
    tap.run()
