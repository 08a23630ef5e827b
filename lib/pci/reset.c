/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <pci/reset.h>

#include "internal.h"

enum {
	/* times that the specifications ask for */
	WAIT_FUNCTION_US = 100000, /* PCI Express 3.0, 6.6.2 */
	HOLD_BUS_US = 1000,        /* Trst, PCI Local Bus 3.0, 4.3.2 */
	WAIT_BUS_US = 100000,      /* PCI Express 3.0, 6.6.1 */
	WAIT_POWER_US = 10000,     /* Power Management 1.2, 5.4 */
};

const char *pci_reset_name(enum pci_reset_kind kind)
{
	static const char *const names[] = {
		[PCI_RESET_NONE] = "none",
		[PCI_RESET_FUNCTION] = "function-level reset",
		[PCI_RESET_ADVANCED] = "function-level reset (advanced features)",
		[PCI_RESET_BUS] = "reset of its bus",
		[PCI_RESET_POWER] = "power off and on",
	};

	return names[kind];
}

static enum pci_reset_kind best_kind(const struct pci *pci, const struct pci_function *function, bool alone)
{
	const struct pci_config *config = &pci->config;

	if (function->pcie &&
	    pci_read(config, function->at, function->pcie + EXPRESS_DEVICE, 4) & EXPRESS_DEVICE_RESET)
		return PCI_RESET_FUNCTION;
	if (function->af &&
	    pci_read(config, function->at, function->af + ADVANCED_FEATURES, 1) & ADVANCED_HAS_RESET)
		return PCI_RESET_ADVANCED;
	if (function->parent != PCI_NOT_FOUND && alone)
		return PCI_RESET_BUS;
	if (function->pm &&
	    !(pci_read(config, function->at, function->pm + POWER_CONTROL, 2) & POWER_KEEPS_STATE))
		return PCI_RESET_POWER;
	return PCI_RESET_NONE;
}

enum pci_reset_kind pci_reset_begin(const struct pci *pci, const struct pci_function *function, bool alone,
				    struct pci_reset *out)
{
	*out = (struct pci_reset){ .function = function, .kind = (uint8_t)best_kind(pci, function, alone) };
	if (function->pcie)
		out->device_control =
			(uint16_t)pci_read(&pci->config, function->at, function->pcie + EXPRESS_CONTROL, 2);
	return out->kind;
}

static void power_set(const struct pci *pci, const struct pci_function *function, unsigned state)
{
	bits_set(pci, function, function->pm + POWER_CONTROL, POWER_STATE, state);
}

/* Reset by the function's own means, in one or two steps. */
static uint32_t step_function(const struct pci *pci, const struct pci_reset *reset)
{
	const struct pci_function *function = reset->function;

	if (reset->kind == PCI_RESET_POWER) {
		power_set(pci, function, reset->step == 1 ? POWER_STATE_D3 : 0);
		return reset->step <= 2 ? WAIT_POWER_US : 0;
	}
	if (reset->step > 1)
		return 0;
	if (reset->kind == PCI_RESET_FUNCTION)
		pci_write(&pci->config, function->at, function->pcie + EXPRESS_CONTROL, 2,
			  reset->device_control | EXPRESS_CONTROL_RESET);
	else
		pci_write(&pci->config, function->at, function->af + ADVANCED_CONTROL, 1,
			  ADVANCED_CONTROL_RESET);
	return WAIT_FUNCTION_US;
}

static uint32_t step_bus(const struct pci *pci, const struct pci_reset *reset)
{
	const struct pci_function *bridge = parent_of(pci, reset->function);

	if (reset->step > 2)
		return 0;
	bits_set(pci, bridge, REG_BRIDGE_CONTROL, BRIDGE_CONTROL_RESET,
		 reset->step == 1 ? BRIDGE_CONTROL_RESET : 0);
	return reset->step == 1 ? HOLD_BUS_US : WAIT_BUS_US;
}

/* What a reset has cleared. */
static void restore(const struct pci *pci, const struct pci_reset *reset)
{
	const struct pci_function *function = reset->function;

	bits_set(pci, function, REG_COMMAND, COMMAND_IO | COMMAND_MEMORY, 0);
	for (unsigned i = 0; i < bars_count(function); i++)
		if (function->ranges[i].state == PCI_RANGE_PLACED)
			bar_write(pci, function, i);
	pci_write(&pci->config, function->at, REG_INTERRUPT_LINE, 1, function->interrupt_line);
	if (function->pcie)
		pci_write(&pci->config, function->at, function->pcie + EXPRESS_CONTROL, 2,
			  reset->device_control & ~(uint32_t)EXPRESS_CONTROL_RESET);
	pci_function_quiet(pci, function);
}

uint32_t pci_reset_step(const struct pci *pci, struct pci_reset *reset)
{
	uint32_t wait_us = 0;

	reset->step++;
	if (reset->kind == PCI_RESET_BUS)
		wait_us = step_bus(pci, reset);
	else if (reset->kind != PCI_RESET_NONE)
		wait_us = step_function(pci, reset);
	if (!wait_us)
		restore(pci, reset);
	return wait_us;
}
