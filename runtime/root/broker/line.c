/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Lines that several devices share. The root task answers such a line: it asks each
 * sharer's device whether it is the one (PCI's status register), keeps that device
 * from raising the line until its driver is done, and acknowledges at once. So a
 * driver that hangs holds up nobody else. A line that interrupts without any of them
 * owning up is left masked.
 */
#include "arch.h"
#include "internal.h"
#include "kernel_calls.h"

enum { UNCLAIMED_MAX = 100 };

static bool line_equal(const struct bus_line *a, const struct bus_line *b)
{
	return a->controller == b->controller && a->input == b->input;
}

/* Could a plan's device be on this line, other than the claimed one? */
static bool grant_is_on(struct root *root, const struct kaal_plan_grant *grant, const struct claim *claim,
			const struct bus_line *where)
{
	char why[BROKER_WHY_BYTES];
	struct device device;
	struct bus_line line;

	return grant->kind == KAAL_NEED_DEVICE && !device_find(root, grant->match, grant->b, &device) &&
	       !device_equal(&device, &claim->device) && device.kind == DEVICE_PCI &&
	       !device_line(root, &device, 0, &line, why) && line_equal(&line, where);
}

bool line_is_shared(struct root *root, const struct claim *claim, const struct bus_line *where)
{
	if (claim->device.kind != DEVICE_PCI)
		return false;
	for (uint32_t i = 0; i < root->plan.header->grants_count; i++)
		if (grant_is_on(root, &root->plan.grants[i], claim, where))
			return true;
	return false;
}

static struct line *line_at(struct root *root, const struct bus_line *where)
{
	for (unsigned i = 0; i < LINES_MAX; i++)
		if (root->broker.lines[i].used && line_equal(&root->broker.lines[i].where, where))
			return &root->broker.lines[i];
	return NULL;
}

/* Have the line signal the root task's own notification. */
static int listen(struct root *root, const struct line *line)
{
	seL4_CPtr scratch;
	int error = slots_take(&root->slots, OWNER_ROOT, 1, &scratch);

	if (error)
		return error;
	error = kernel_mint(place_own(scratch), root->timekeeper.arrivals, seL4_RightWrite,
			    BROKER_BADGE_LINE(line - root->broker.lines));
	if (!error)
		error = -kernel_errno(seL4_IRQHandler_SetNotification(line->handler, scratch));
	kernel_delete(scratch);
	slots_give(&root->slots, scratch, 1);
	return error;
}

static void line_close(struct root *root, struct line *line)
{
	kernel_delete(line->handler);
	slots_give(&root->slots, line->handler, 1);
	bus_vector_give(root, line->vector);
	line->used = false;
}

static int line_open(struct root *root, const struct bus_line *where, struct line **out)
{
	struct line *line = root->broker.lines;
	int error;

	while (line < root->broker.lines + LINES_MAX && line->used)
		line++;
	if (line == root->broker.lines + LINES_MAX)
		return -ENOSPC;
	*line = (struct line){ .where = *where };
	error = slots_take(&root->slots, OWNER_ROOT, 1, &line->handler);
	if (error)
		return error;
	error = bus_line_issue(root, OWNER_ROOT, where, line->handler, &line->vector);
	if (error) {
		slots_give(&root->slots, line->handler, 1);
		return error;
	}
	line->used = true;
	*out = line;
	error = listen(root, line);
	if (error)
		line_close(root, line);
	return error;
}

static bool is_sharer(const struct holding *holding, int line)
{
	return holding->kind == HOLDING_IRQ && holding->line == line;
}

static void close_if_unused(struct root *root, int line)
{
	for (unsigned i = 0; i < HOLDINGS_MAX; i++)
		if (is_sharer(&root->broker.holdings[i], line))
			return;
	line_close(root, &root->broker.lines[line]);
}

static const struct pci_function *function_of(struct root *root, const struct holding *holding)
{
	return device_function(root, &root->broker.claims[holding->claim].device);
}

int line_join(struct root *root, struct holding *holding, const struct bus_line *where)
{
	const struct component *owner = root_component(root, holding->owner);
	struct line *line = line_at(root, where);
	int error = line ? 0 : line_open(root, where, &line);

	if (error)
		return error;
	error = kernel_mint(place_own(holding->handler), owner->ends.notification, seL4_RightWrite,
			    1ull << holding->signal);
	if (error) {
		close_if_unused(root, (int)(line - root->broker.lines));
		return error;
	}
	holding->line = (int)(line - root->broker.lines);
	line->unclaimed = 0;
	if (line->stuck) {
		line->stuck = false;
		seL4_IRQHandler_Ack(line->handler);
	}
	pci_function_intx(&root->broker.pci, function_of(root, holding), true);
	return 0;
}

void line_leave(struct root *root, struct holding *holding)
{
	int line = holding->line;

	holding->line = NO_LINE;
	close_if_unused(root, line);
}

/* @return how many sharers' devices were raising the line */
static unsigned fan_out(struct root *root, int line)
{
	unsigned raised = 0;

	for (unsigned i = 0; i < HOLDINGS_MAX; i++) {
		struct holding *holding = &root->broker.holdings[i];

		if (!is_sharer(holding, line) || holding->masked ||
		    !pci_function_intx_raised(&root->broker.pci, function_of(root, holding)))
			continue;
		pci_function_intx(&root->broker.pci, function_of(root, holding), false);
		holding->masked = true;
		seL4_Signal(holding->handler);
		raised++;
	}
	return raised;
}

static void answer(struct root *root, struct line *line)
{
	if (fan_out(root, (int)(line - root->broker.lines)))
		line->unclaimed = 0;
	else if (++line->unclaimed == UNCLAIMED_MAX) {
		line->stuck = true;
		say(root,
		    "Interrupt line %u.%u keeps interrupting, and none of its devices says why: masked.",
		    line->where.controller, line->where.input);
		return;
	}
	seL4_IRQHandler_Ack(line->handler);
}

void broker_interrupt(struct root *root, uint64_t badge)
{
	for (unsigned i = 0; i < LINES_MAX; i++)
		if (badge & BROKER_BADGE_LINE(i) && root->broker.lines[i].used &&
		    !root->broker.lines[i].stuck)
			answer(root, &root->broker.lines[i]);
}

int irq_done(struct root *root, struct holding *holding)
{
	if (holding->line == NO_LINE)
		return -EINVAL;
	if (!holding->masked)
		return 0;
	holding->masked = false;
	pci_function_intx(&root->broker.pci, function_of(root, holding), true);
	return 0;
}
