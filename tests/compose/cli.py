#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The command line of sel4-compose: help, exit codes, JSON, terminals.

cli.py             the tests
cli.py --update    write docs/spec/sel4-compose.md
"""

import json
import os
import pathlib
import pty
import re
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import tap  # noqa: E402
from tool import TOOL, TREE, call  # noqa: E402

PAGE = TREE / "docs" / "spec" / "sel4-compose.md"
COMMANDS = re.findall(r"^  (\w+) ", call("help").out, re.MULTILINE)
PLUMBING = ("completion", "describe", "headers", "link", "parse")
LIMIT_S = 60


def on_terminal(words, typed=b"", environment=None, until=None, keys=b""):
    """Run it on a terminal of its own. With until: type these keys once that was printed. (text, exit code)"""
    pid, fd = pty.fork()
    if pid == 0:
        os.environ.update(environment or {})
        os.execv(TOOL, [str(TOOL), *words])
    os.write(fd, typed)
    text = b""
    try:
        while chunk := os.read(fd, 4096):
            text += chunk
            if until and until in text:
                os.write(fd, keys)
                until = None
    except OSError:  # the terminal is closed
        pass
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(fd)
    return text.decode(errors="replace"), code


@tap.case
def reference():
    """docs/spec/sel4-compose.md is what the table of commands says."""
    assert PAGE.read_text() == call("help", "--markdown").out, "out of date: tests/compose/cli.py --update"


@tap.case
def every_help():
    """every command explains itself in two ways, and its options are in the reference."""
    page = PAGE.read_text()
    assert len(COMMANDS) >= 12, COMMANDS
    for command in (*COMMANDS, *PLUMBING):
        long = call(command, "--help").expect(0, "usage: sel4-compose " + command)
        assert long.out == call("help", command).out == call(command, "-h").out, command
        for option in re.findall(r"--[a-z-]+", long.out.partition("Options:")[2]):
            assert option == "--help" or f"{option}" in page, option
        assert max(map(len, long.out.splitlines())) <= 100, long


@tap.case
def first_words():
    """without a command, or with --help or --version in its place."""
    call().expect(2, "usage:")
    call("--help").expect(0, "new ", "Exit code")
    version = call("--version").expect(0).out
    assert re.fullmatch(r"sel4-compose \d+\.\d+\.\d+\n", version), version
    assert version == call("version").out


@tap.case
def values_of_options():
    """values stand behind a blank or an equals sign; operands and options mix."""
    with tempfile.TemporaryDirectory() as folder:
        for number, words in enumerate((["--template", "server"], ["--template=server"], ["-t", "server"], ["-tserver"])):
            call("new", *words, f"{folder}/a{number}").expect(0, "template server")
        call("new", f"{folder}/b", "--template=server").expect(0)


@tap.case
def json_output():
    """what a program reads is JSON, and so are its messages."""
    version = json.loads(call("version", "--json").expect(0).out)
    assert set(version["architectures"]) >= {"x86_64"}, version
    doctor = call("doctor", "--json")
    report = json.loads(doctor.out)
    assert doctor.code == (0 if report["ok"] else 3), doctor
    assert any(check["name"] == "cmake" and check["state"] == "ok" for check in report["checks"]), report
    examples = json.loads(call("examples", "list", "--json").expect(0).out)
    assert [e for e in examples if e["name"] == "01-hello-world" and e["title"] == "Hello, world"], examples
    messages = json.loads(call("explain", "--json").expect(0).out)
    assert len(messages) > 100 and all(m["explanation"] for m in messages), len(messages)
    failed = call("check", "--json", folder="/")
    assert json.loads(failed.expect(1).said)["messages"][0]["id"] == "E0030", failed


@tap.case
def doctor_mends():
    """doctor names everything that is missing at once, with what mends it, and returns 3."""
    run = call("doctor", environment={"PATH": "/nonexistent"})
    run.expect(3, "missing   cmake", "missing   ninja", "missing   qemu-system-x86_64", "To mend:")
    assert run.out.count("in this system's own way") >= 5, run


@tap.case
def colours():
    """colours are for terminals alone, and for nobody who says NO_COLOR."""
    assert "\033[" not in call("nonsense").said
    plain = {"NO_COLOR": "1", "TERM": "xterm"}
    assert "\033[1;31m" in on_terminal(["nonsense"], environment={"TERM": "xterm"})[0]
    assert "\033[" not in on_terminal(["nonsense"], environment=plain)[0]
    assert "\033[" not in on_terminal(["nonsense"], environment={"TERM": "dumb"})[0]


@tap.case
def asks_for_the_template():
    """on a terminal, new asks which template; elsewhere it takes the smallest."""
    with tempfile.TemporaryDirectory() as folder:
        text, code = on_terminal(["new", f"{folder}/one"], typed=b"nonsense\nserver\n")
        assert code == 0 and "Which template?" in text and "template server" in text, text
        call("new", f"{folder}/two").expect(0, "template minimal")


@tap.case
def new_overwrites_nothing():
    """a folder that holds something is left alone; an empty one will do."""
    with tempfile.TemporaryDirectory() as folder:
        call("new", f"{folder}/os").expect(0)
        before = (pathlib.Path(folder) / "os" / "system.toml").read_text()
        call("new", f"{folder}/os", "-t", "server").expect(1, "[E0031]")
        assert (pathlib.Path(folder) / "os" / "system.toml").read_text() == before
        os.mkdir(f"{folder}/empty")
        call("new", f"{folder}/empty").expect(0)


@tap.case
def new_is_the_users():
    """what new makes is complete, carries no licence of ours, and is for the architecture asked for."""
    with tempfile.TemporaryDirectory() as folder:
        call("new", "mine", "--arch", "aarch64", folder=folder).expect(0)
        made = {str(p.relative_to(folder)) for p in pathlib.Path(folder).rglob("*") if p.is_file()}
        assert made == {f"mine/{name}" for name in ("system.toml", "src/main.c", "CMakeLists.txt", ".gitignore",
                                                    "README.md")}, made
        texts = "".join((pathlib.Path(folder) / name).read_text() for name in made)
        assert "SPDX" not in texts and "@" not in texts and 'arch = ["aarch64"]' in texts, texts


@tap.case
def smallest_system():
    """the smallest system.toml is five lines."""
    with tempfile.TemporaryDirectory() as folder:
        call("new", f"{folder}/os").expect(0)
        project = pathlib.Path(folder) / "os"
        text = '[system]\nname = "os"\n\n[components.hello]\npath = "src"\n'
        (project / "system.toml").write_text(text)
        assert text.count("\n") == 5
        image = call("build", folder=project).expect(0).out.strip()
        assert os.path.getsize(image) <= 1 << 20, "the hello image is over 1 MiB"


@tap.case
def completion():
    """the completion script offers commands, options and values."""
    script = call("completion").expect(0).out

    def offered(*words):
        line = f'COMP_WORDS=({" ".join(words)}); COMP_CWORD={len(words) - 1}; _sel4_compose; echo "${{COMPREPLY[@]}}"'
        done = subprocess.run(["bash", "-c", script + line], capture_output=True, text=True, check=True)
        assert not done.stderr, done.stderr
        return done.stdout.split()

    assert "build" in offered("sel4-compose", "b") and offered("sel4-compose", "ex") == ["examples", "explain"]
    assert offered("sel4-compose", "run", "--ac") == ["--accel"]
    assert offered("sel4-compose", "run", "--arch", "a") == ["aarch64"]
    assert "server" in offered("sel4-compose", "new", "x", "--template", "''")


@tap.case
def compiler_speaks():
    """a mistake in C is shown as the compiler says it, without the noise of the build; the exit code is 1."""
    with tempfile.TemporaryDirectory() as folder:
        call("new", f"{folder}/os").expect(0)
        project = pathlib.Path(folder) / "os"
        (project / "src" / "main.c").write_text("int main(void)\n{\n\treturn nothing;\n}\n")
        run = call("build", folder=project).expect(1, "main.c:3:16: error:", "[E0705]")
        assert "ninja" not in run.said and "FAILED" not in run.said and "/bin/cc" not in run.said, run


@tap.case
def new_file_is_noticed():
    """a file that is added to a component's folder is compiled, and one that is removed is not missed."""
    with tempfile.TemporaryDirectory() as folder:
        call("new", f"{folder}/os").expect(0)
        source = pathlib.Path(folder) / "os" / "src"
        call("build", folder=source).expect(0)
        (source / "more.c").write_text('const char *more(void);\nconst char *more(void)\n{\n\treturn "more";\n}\n')
        (source / "main.c").write_text('#include <stdio.h>\nconst char *more(void);\n'
                                       'int main(void)\n{\n\tprintf("one %s\\n", more());\n\treturn 0;\n}\n')
        run = call("run", "--exec", "ps", folder=source)
        run.expect(0, "hello")
        (source / "more.c").unlink()
        call("build", folder=source).expect(1, "undefined reference to `more'")


@tap.case
def exec_returns():
    """run --exec prints the line's output alone and returns its status."""
    with tempfile.TemporaryDirectory() as folder:
        call("new", f"{folder}/os").expect(0)
        run = call("run", "--exec", "echo one  two", folder=f"{folder}/os").expect(0)
        assert run.out == "one two\n" and "[E" not in run.said, run
        call("run", "-e", "caps nobody", folder=f"{folder}/os").expect(1, "there is no component 'nobody'")
        call("run", "-e", "caps", folder=f"{folder}/os").expect(2)
        call("run", "-e", "nonsense", folder=f"{folder}/os").expect(127)
        lines = call("run", folder=f"{folder}/os", typed="echo from a pipe\n").expect(0)
        assert "\nfrom a pipe\n" in lines.out, lines
        call("clean", folder=f"{folder}/os").expect(0, "removed")
        assert not os.path.exists(f"{folder}/os/build/x86_64")


def machines_of(pid):
    """The QEMUs among a process's children."""
    try:
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [child for child in children if pathlib.Path(f"/proc/{child}/comm").read_text().startswith("qemu")]
    except OSError:  # one of them has ended meanwhile
        return []


@tap.case
def on_this_terminal():
    """run hands keys to the machine, says how to leave, and Ctrl-A X leaves with exit code 0."""
    with tempfile.TemporaryDirectory() as folder:
        call("new", f"{folder}/os").expect(0)
        text, code = on_terminal(["run", "-C", f"{folder}/os"], until=b"\n$ ", keys=b"\x01x")
        assert code == 0 and "Ctrl-A and then X" in text and "Hello from hello" in text, text


@tap.case
def interrupt():
    """Ctrl-C ends QEMU too."""
    with tempfile.TemporaryDirectory() as folder:
        call("new", f"{folder}/os").expect(0)
        call("build", folder=f"{folder}/os").expect(0)
        process = subprocess.Popen([TOOL, "run", "-C", f"{folder}/os", "--machine", "pc", "--", "-S"],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        limit = time.monotonic() + LIMIT_S
        while not (machines := machines_of(process.pid)):
            assert time.monotonic() < limit and process.poll() is None, "QEMU does not start"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=LIMIT_S) != 0
        assert not any(pathlib.Path(f"/proc/{pid}/exe").exists() for pid in machines), "QEMU is still there"
        process.communicate()


@tap.case
def debugger():
    """run --gdb waits, and prints a line with all symbol files that gdb would load."""
    with tempfile.TemporaryDirectory() as folder:
        call("new", f"{folder}/os").expect(0)
        call("build", folder=f"{folder}/os").expect(0)
        process = subprocess.Popen([TOOL, "run", "--gdb", "--gdb-port", "0x0"], cwd=f"{folder}/os",
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.wait(timeout=LIMIT_S) == 2 and "E0024" in process.stderr.read()
        process.communicate()
        text, _ = on_gdb(folder)
        files = re.findall(r"['\"](/[^'\"]+\.elf)['\"]", text)
        names = {os.path.basename(name) for name in files}
        assert names >= {"kernel.elf", "root.elf", "hello.elf", "shell.elf", "serial.elf"}, text
        assert all(os.path.exists(name) for name in files), files
        assert "target remote localhost:" in text, text


def on_gdb(folder):
    """Start with --gdb until the line is printed, then end it. (text, exit code)"""
    process = subprocess.Popen([TOOL, "run", "--gdb", "--gdb-port", str(20000 + os.getpid() % 20000)],
                               cwd=f"{folder}/os", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True)
    text = ""
    for line in process.stderr:
        text += line
        if line.startswith("Components share"):
            break
    process.send_signal(signal.SIGTERM)
    code = process.wait(timeout=LIMIT_S)
    process.communicate()
    return text, code


if __name__ == "__main__":
    if "--update" in sys.argv:
        PAGE.write_text(call("help", "--markdown").out)
    else:
        tap.run()
