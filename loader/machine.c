/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The machine, as its device tree describes it; and the loader's last words. */
#include "loader.h"

enum {
	TREE_BYTES_MAX = 2 << 20, /* as the boot protocol says */

	UART_DATA = 0x00 / 4, /* PL011 (Arm DDI 0183, chapter 3) */
	UART_FLAGS = 0x18 / 4,
	UART_FLAG_BUSY = 1 << 3,
	UART_FLAG_FULL = 1 << 5,
};

#define PSCI_SYSTEM_OFF 0x84000008u

static void add_range(struct range *list, unsigned *count, u64 address, u64 bytes)
{
	if (*count < BANKS_MAX && bytes > 0 && address + bytes > address)
		list[(*count)++] = (struct range){ address, address + bytes };
}

/** The unit names of "/reserved-memory" and its children differ; what is below it is reserved. */
static bool is_named(const struct dt_node *node, const char *name)
{
	const char *at = node->name;

	while (*name && *at == *name) {
		at++;
		name++;
	}
	return *name == 0 && (*at == 0 || *at == '@');
}

static void read_node(struct machine *machine, const struct dt_node *node, bool reserved)
{
	const struct dt *tree = &machine->tree;
	u64 address, bytes;

	if (!machine->has_uart && dt_has_string(tree, node, "compatible", "arm,pl011") &&
	    dt_reg(tree, node, 0, &address, &bytes)) {
		machine->uart = address;
		machine->has_uart = true;
	}
	if (dt_has_string(tree, node, "compatible", "arm,psci-1.0") ||
	    dt_has_string(tree, node, "compatible", "arm,psci-0.2")) {
		machine->psci_by_smc = dt_has_string(tree, node, "method", "smc");
		machine->has_psci = machine->psci_by_smc || dt_has_string(tree, node, "method", "hvc");
	}
	if (reserved)
		for (unsigned i = 0; dt_reg(tree, node, i, &address, &bytes); i++)
			add_range(machine->kept, &machine->kept_count, address, bytes);
	else if (dt_has_string(tree, node, "device_type", "memory"))
		for (unsigned i = 0; dt_reg(tree, node, i, &address, &bytes); i++)
			add_range(machine->bank, &machine->bank_count, address, bytes);
}

bool machine_read(struct machine *machine, u64 tree)
{
	struct dt_node node = { 0 };
	bool reserved = false;

	*machine = (struct machine){ .uart = LOADER_UART };
	if (!tree || !dt_open(&machine->tree, (const void *)tree, TREE_BYTES_MAX))
		return false;
	while (dt_next(&machine->tree, &node)) {
		if (node.depth == 2)
			reserved = is_named(&node, "reserved-memory");
		read_node(machine, &node, reserved && node.depth == 3);
	}
	return true;
}

bool machine_has_ram(const struct machine *machine, struct range range)
{
	for (unsigned i = 0; i < machine->kept_count; i++)
		if (range_overlaps(range, machine->kept[i]))
			return false;
	for (unsigned i = 0; i < machine->bank_count; i++)
		if (range_within(range, machine->bank[i]))
			return true;
	return false;
}

static void put(volatile u32 *uart, const char *text)
{
	for (; *text; text++) {
		while (uart[UART_FLAGS] & UART_FLAG_FULL)
			;
		uart[UART_DATA] = (u8)*text;
		while (uart[UART_FLAGS] & UART_FLAG_BUSY)
			;
	}
}

/** By PSCI; stops where there is none. */
static _Noreturn void power_off(const struct machine *machine)
{
	register u64 x0 __asm__("x0") = PSCI_SYSTEM_OFF;

	if (machine->has_psci && machine->psci_by_smc)
		__asm__ volatile("smc #0" : "+r"(x0) : : "x1", "x2", "x3", "memory");
	else if (machine->has_psci)
		__asm__ volatile("hvc #0" : "+r"(x0) : : "x1", "x2", "x3", "memory");
	for (;;)
		__asm__ volatile("wfi");
}

_Noreturn void loader_fail(const struct machine *machine, const char *why)
{
	volatile u32 *uart = (volatile u32 *)machine->uart;

	if (uart) {
		put(uart, "KaaL loader: cannot start: ");
		put(uart, why);
		put(uart, "\r\n");
	}
	power_off(machine);
}
