/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "abi/kaal/plan.h"
#include "resolve/program.h"

enum {
	STACK_BYTES_MAX = 16 << 20,
	PRIORITY_MAX = 254,
	PORT_MAX = 0xffff,
	ISA_IRQ_MAX = 15,
	THREADS_MAX = 255,
};
static const uint64_t HEAP_BYTES_MAX = 1ull << 36;

static int refuse(char why[DESCRIPTOR_WHY_BYTES], const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static int refuse(char why[DESCRIPTOR_WHY_BYTES], const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(why, DESCRIPTOR_WHY_BYTES, format, args);
	va_end(args);
	return -EINVAL;
}

/* Visible ASCII, ending within the field. */
static bool is_text(const char *text, size_t room)
{
	size_t length = strnlen(text, room);

	for (size_t i = 0; i < length; i++)
		if (text[i] <= ' ' || text[i] > '~')
			return false;
	return length < room;
}

bool name_fits(const char *name)
{
	size_t length = strnlen(name, KAAL_NAME_BYTES);

	return length && length < KAAL_NAME_BYTES && is_text(name, length + 1);
}

const char *need_interface(const struct kaal_need *need)
{
	return need->interface[0] ? need->interface : need->name;
}

static bool is_ring_size(uint64_t bytes)
{
	return bytes <= KAAL_PLAN_RING_BYTES_MAX && (bytes & (bytes - 1)) == 0;
}

static int check_use(const struct kaal_need *need, char why[DESCRIPTOR_WHY_BYTES])
{
	if (!is_ring_size(need->a) || !is_ring_size(need->b))
		return refuse(why,
			      "it wants rings of %llu and %llu bytes to %s: powers of two up to %d, or 0",
			      (unsigned long long)need->a, (unsigned long long)need->b, need->name,
			      KAAL_PLAN_RING_BYTES_MAX);
	if (need->c > KAAL_PLAN_DATA_BYTES_MAX)
		return refuse(why, "it wants to share %llu bytes with %s: at most %d",
			      (unsigned long long)need->c, need->name, KAAL_PLAN_DATA_BYTES_MAX);
	return 0;
}

static bool is_match(const char *match)
{
	static const char *const buses[] = { "pci:", "pci-class:", "dt:", "acpi:", "virtio:" };

	for (size_t i = 0; i < sizeof buses / sizeof buses[0]; i++)
		if (strncmp(match, buses[i], strlen(buses[i])) == 0 && match[strlen(buses[i])])
			return true;
	return false;
}

static int check_resource(const struct kaal_need *need, char why[DESCRIPTOR_WHY_BYTES])
{
	switch (need->kind) {
	case KAAL_NEED_IOPORTS:
		if (need->a > need->b || need->b > PORT_MAX)
			return refuse(why, "it wants I/O ports 0x%llx..0x%llx, which is no range of ports",
				      (unsigned long long)need->a, (unsigned long long)need->b);
		return 0;
	case KAAL_NEED_ISA_IRQ:
		if (need->a > ISA_IRQ_MAX)
			return refuse(why, "it wants ISA interrupt %llu: there are 0..%d",
				      (unsigned long long)need->a, ISA_IRQ_MAX);
		return 0;
	case KAAL_NEED_DT_MMIO:
	case KAAL_NEED_DT_IRQ:
		return need->match[0] ? 0 : refuse(why, "its device %s matches nothing", need->name);
	case KAAL_NEED_DEVICE:
		if (!is_match(need->match))
			return refuse(
				why,
				"its device %s matches \"%s\": use pci:, pci-class:, dt:, acpi: or virtio:",
				need->name, need->match);
		return 0;
	default:
		return 0;
	}
}

static int check_need(const struct kaal_need *need, unsigned int index, char why[DESCRIPTOR_WHY_BYTES])
{
	if (need->kind == KAAL_NEED_NONE || need->kind >= KAAL_NEED_KINDS)
		return refuse(why, "its need %u is of unknown kind %u", index, need->kind);
	if (!name_fits(need->name) || !is_text(need->interface, sizeof need->interface) ||
	    !is_text(need->match, sizeof need->match))
		return refuse(why, "its need %u has no proper name, interface or match", index);
	return need->kind == KAAL_NEED_USES ? check_use(need, why) : check_resource(need, why);
}

/* A device has several regions and interrupts, and alternatives; all else is named once. */
static bool needs_equal(const struct kaal_need *a, const struct kaal_need *b)
{
	if (a->kind != b->kind || strcmp(a->name, b->name) != 0)
		return false;
	switch (a->kind) {
	case KAAL_NEED_DMA:
		return false; /* they add up */
	case KAAL_NEED_DEVICE:
	case KAAL_NEED_DT_MMIO:
	case KAAL_NEED_DT_IRQ:
	case KAAL_NEED_REGION:
	case KAAL_NEED_IRQ:
		return strcmp(a->match, b->match) == 0 && a->a == b->a && a->b == b->b;
	default:
		return true;
	}
}

/* Is @need a part of a device that the descriptor does not name? */
static bool lacks_device(const struct kaal_component *descriptor, const struct kaal_need *need)
{
	if (need->kind != KAAL_NEED_DMA && need->kind != KAAL_NEED_REGION && need->kind != KAAL_NEED_IRQ)
		return false;
	for (unsigned int i = 0; i < descriptor->needs_count; i++)
		if (descriptor->needs[i].kind == KAAL_NEED_DEVICE &&
		    strcmp(descriptor->needs[i].name, need->name) == 0)
			return false;
	return true;
}

static int check_needs(const struct kaal_component *descriptor, char why[DESCRIPTOR_WHY_BYTES])
{
	if (descriptor->needs_count > KAAL_NEEDS_MAX)
		return refuse(why, "it lists %u needs, and at most %d fit", descriptor->needs_count,
			      KAAL_NEEDS_MAX);
	for (unsigned int i = 0; i < descriptor->needs_count; i++) {
		int error = check_need(&descriptor->needs[i], i, why);

		if (error)
			return error;
		for (unsigned int j = 0; j < i; j++)
			if (needs_equal(&descriptor->needs[i], &descriptor->needs[j]))
				return refuse(why, "it names %s twice", descriptor->needs[i].name);
	}
	for (unsigned int i = 0; i < descriptor->needs_count; i++)
		if (lacks_device(descriptor, &descriptor->needs[i]))
			return refuse(why, "it wants a part of device %s, which it does not name",
				      descriptor->needs[i].name);
	return 0;
}

static int check_limits(const struct kaal_component *descriptor, char why[DESCRIPTOR_WHY_BYTES])
{
	if (descriptor->priority < 1 || descriptor->priority > PRIORITY_MAX)
		return refuse(why, "it wants priority %u: there are 1..%d", descriptor->priority,
			      PRIORITY_MAX);
	if (descriptor->stack_bytes == 0 || descriptor->stack_bytes > STACK_BYTES_MAX)
		return refuse(why, "it wants a stack of %llu bytes: use 1..%d",
			      (unsigned long long)descriptor->stack_bytes, STACK_BYTES_MAX);
	if (descriptor->heap_bytes > HEAP_BYTES_MAX)
		return refuse(why, "it wants a heap of %llu bytes: use at most %llu",
			      (unsigned long long)descriptor->heap_bytes, (unsigned long long)HEAP_BYTES_MAX);
	if (descriptor->threads_max > THREADS_MAX)
		return refuse(why, "it wants %u threads: use at most %d", descriptor->threads_max,
			      THREADS_MAX);
	return 0;
}

int descriptor_check(const struct kaal_component *descriptor, char why[DESCRIPTOR_WHY_BYTES])
{
	int error;

	if (descriptor->magic != KAAL_COMPONENT_MAGIC)
		return refuse(why, "it is none (magic 0x%x)", descriptor->magic);
	if (descriptor->version != KAAL_COMPONENT_VERSION || descriptor->size_bytes != sizeof *descriptor)
		return refuse(why,
			      "it is of version %u with %u bytes, and this KaaL's of version %d with %zu",
			      descriptor->version, descriptor->size_bytes, KAAL_COMPONENT_VERSION,
			      sizeof *descriptor);
	if (!name_fits(descriptor->name))
		return refuse(why, "it has no proper name: 1 to %d visible ASCII characters",
			      KAAL_NAME_BYTES - 1);
	error = check_limits(descriptor, why);
	return error ? error : check_needs(descriptor, why);
}
