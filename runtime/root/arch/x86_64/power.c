/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Off by ACPI S5 (ACPI 6.4, 4.8.3.2); restart by the FADT's register or the ones PCs always had. */
#include "arch.h"

enum {
	SCI_ENABLED = 1 << 0,
	SLEEP_ENABLE = 1 << 13,
	PATIENCE = 1000000, /* reads of a port; far longer than any machine takes */

	/* PCI chipsets' reset control: full reset (PIIX3 data sheet, 3.1.4) */
	RESET_CONTROL = 0xcf9,
	RESET_FULL = 0x06,

	/* keyboard controller: pulse the CPU's reset line (IBM AT technical reference) */
	KEYBOARD_COMMAND = 0x64,
	KEYBOARD_PULSE_RESET = 0xfe,
};

/* A capability for a port, for as long as it takes; 0: somebody else has it. */
static seL4_CPtr port_open(struct root *root, uint16_t port, unsigned bytes)
{
	seL4_CPtr slot;

	if (!port || slots_take(&root->slots, OWNER_ROOT, 1, &slot))
		return 0;
	if (!seL4_X86_IOPortControl_Issue(seL4_CapIOPortControl, port, port + bytes - 1u,
					  seL4_CapInitThreadCNode, slot, seL4_WordBits))
		return slot;
	slots_give(&root->slots, slot, 1);
	return 0;
}

static void wait_for_acpi(seL4_CPtr control, uint16_t port)
{
	for (unsigned i = 0; i < PATIENCE; i++)
		if (seL4_X86_IOPort_In16(control, port).result & SCI_ENABLED)
			return;
}

static void enable_acpi(struct root *root, seL4_CPtr control)
{
	const struct acpi_power *power = &root->arch.power;
	seL4_CPtr command;

	if (seL4_X86_IOPort_In16(control, power->off_a.port).result & SCI_ENABLED)
		return;
	command = port_open(root, power->enable.port, 1);
	if (!command || !power->enable.value)
		return;
	seL4_X86_IOPort_Out8(command, power->enable.port, power->enable.value);
	wait_for_acpi(control, power->off_a.port);
}

/* The sleep type goes first and the enable bit with it in a second write, as the standard asks. */
static void write_sleep(seL4_CPtr port, const struct acpi_port_write *off)
{
	if (!port)
		return;
	seL4_X86_IOPort_Out16(port, off->port, off->value & ~SLEEP_ENABLE);
	seL4_X86_IOPort_Out16(port, off->port, off->value);
}

/* The machine takes a moment to go. */
static void linger(seL4_CPtr control, uint16_t port)
{
	for (unsigned i = 0; i < PATIENCE; i++)
		seL4_X86_IOPort_In16(control, port);
}

void arch_power_off(struct root *root)
{
	const struct acpi_power *power = &root->arch.power;
	seL4_CPtr a = port_open(root, power->off_a.port, 2);

	if (!a)
		return;
	enable_acpi(root, a);
	write_sleep(a, &power->off_a);
	write_sleep(port_open(root, power->off_b.port, 2), &power->off_b);
	linger(a, power->off_a.port);
}

static void write_port(struct root *root, uint16_t port, uint8_t value)
{
	seL4_CPtr slot = port_open(root, port, 1);

	if (slot)
		seL4_X86_IOPort_Out8(slot, port, value);
}

void arch_power_restart(struct root *root)
{
	write_port(root, root->arch.power.restart.port, (uint8_t)root->arch.power.restart.value);
	write_port(root, RESET_CONTROL, RESET_FULL);
	write_port(root, KEYBOARD_COMMAND, KEYBOARD_PULSE_RESET);
}
