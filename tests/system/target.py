# SPDX-License-Identifier: MIT OR Apache-2.0
"""What differs for the tests between architectures. KAAL_ARCH in the environment names another than x86_64."""

import os

ARCH = os.environ.get("KAAL_ARCH", "x86_64")

_FACTS = {
    "x86_64": {
        "instruction_pointer": "rip",
        "last_register": "r15",
        "console_registers": "0x3f8",  # as caps shows them
        "elf_machine": 62,
        "undefined": b"\x0f\x0b",
        "undefined_report": "executed an invalid instruction, vector 6",
        "restarts": True,  # can the machine be restarted from within?
        "shell_faults": {
            "undefined": r"faulted: executed an invalid instruction",
            "divide": r"faulted: .*divide",
            "port": r"faulted: .*protection",
        },
        "crimes": {
            "read-kernel": r"read from 0xffffffff80100000: (that is not its own|nothing is mapped there)",
            "divide": r"divided by zero, vector 0",
            "undefined": r"executed an invalid instruction, vector 6",
            "privileged": r"was refused an instruction.*vector 13",
            "breakpoint": r"hit a breakpoint, vector 3",
            "out-port": r"was refused an instruction.*vector 13",
        },
    },
    "aarch64": {
        "instruction_pointer": "pc ",
        "last_register": "x28",
        "console_registers": "0x9000000",
        "elf_machine": 183,
        "undefined": bytes(4),
        "undefined_report": "executed an invalid instruction, class 0x0",
        "restarts": False,
        "shell_faults": {
            "undefined": r"faulted: executed an invalid instruction",
            "breakpoint": r"faulted: hit a breakpoint",
            "register": r"faulted: executed an invalid instruction",
            "unaligned": r"faulted: read from 0x[0-9a-f]+: that access must be aligned",
        },
        "crimes": {
            "read-kernel": r"read from 0xffffff8040000000: (that is not its own|nothing is mapped there)",
            "undefined": r"executed an invalid instruction, class 0x0",
            "privileged": r"used a system register or instruction without the right to, class 0x18",
            "breakpoint": r"hit a breakpoint, class 0x3c",
            "jump-unaligned": r"jumped to an unaligned address, class 0x22",
            "firmware-call": r"executed an invalid instruction, class 0x0",
        },
    },
}

FACTS = _FACTS[ARCH]
