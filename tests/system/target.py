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
        "restarts": True,  # can the machine be restarted from within, and switched off?
        "console_need": ("IOPORTS", "uart", 0x3F8, 0x3FF),
        "device_needs": (("IOPORTS", "x", 0x60, 0x64), ("ISA_IRQ", "x", 12)),
        # of others, after one who needs these: name, need, why it is skipped
        "device_collisions": (
            ("ports", ("IOPORTS", "x", 0x62, 0x70), "0x62..0x70 overlap ports in use"),
            ("irq", ("ISA_IRQ", "x", 12), "ISA interrupt 12 cannot be granted: it is in use"),
            ("console", ("IOPORTS", "x", 0x3F8, 0x3FA), "0x3f8..0x3fa overlap ports in use"),
            ("tree", ("DT_MMIO", "arm,pl011"), "is a driver for arm,pl011 of a device tree: there is none"),
        ),
        "missing_need": ("DT_IRQ", "arm,pl031"),
        "missing_report": "is a driver for arm,pl031 of a device tree: there is none",
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
        "console_need": ("DT_MMIO", "arm,pl011"),
        "device_needs": (("DT_MMIO", "arm,pl031"), ("DT_IRQ", "arm,pl031")),
        "device_collisions": (
            ("registers", ("DT_MMIO", "arm,pl031"), "registers of arm,pl031 at 0x[0-9a-f]+ are in use"),
            ("irq", ("DT_IRQ", "arm,pl031"), "GIC interrupt [0-9]+ cannot be granted: it is in use"),
            ("missing", ("DT_MMIO", "no,such"), "is a driver for no,such: the device tree names none"),
            ("index", ("DT_MMIO", "arm,pl031", 0, 1), "the device tree names none"),
            ("no-such-reg", ("DT_MMIO", "arm,pl061", 1), "does not say where its registers are"),
            ("no-such-irq", ("DT_IRQ", "arm,pl061", 1), "does not say which interrupt it has"),
            ("no-irq", ("DT_IRQ", "arm,psci"), "does not say which interrupt it has"),
            ("gic", ("DT_MMIO", "arm,cortex-a15-gic"), "at 0x8000000 are in use, or the kernel's"),
            ("tick", ("DT_IRQ", "arm,armv8-timer", 2), "GIC interrupt 27 cannot be granted: it is in use"),
            ("large", ("DT_MMIO", "pci-host-ecam-generic"), "more registers than can be mapped"),
            ("ports", ("IOPORTS", "x", 0x60, 0x64), "this machine has no I/O ports or ISA interrupts"),
        ),
        "missing_need": ("ISA_IRQ", "x", 12),
        "missing_report": "this machine has no I/O ports or ISA interrupts",
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
