/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <core/errno.h>
#include <core/string.h>
#include <core/text.h>

#include "plan.h"

enum {
	STACK_BYTES_MAX = 16 << 20,
	PRIORITY_MAX = 254,
	PORT_MAX = 0xffff,
	ISA_IRQ_MAX = 15,
};
#define HEAP_BYTES_MAX (1ull << 36)

static int refuse(char why[COMPONENT_WHY_BYTES], const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static int refuse(char why[COMPONENT_WHY_BYTES], const char *format, ...)
{
	struct text text = text_in(why, COMPONENT_WHY_BYTES);
	va_list args;

	va_start(args, format);
	text_add_list(&text, format, args);
	va_end(args);
	return -EINVAL;
}

static bool is_name(const char name[KAAL_NAME_BYTES])
{
	size_t length = strnlen(name, KAAL_NAME_BYTES);

	if (length == 0 || length == KAAL_NAME_BYTES)
		return false;
	for (size_t i = 0; i < length; i++)
		if (name[i] <= ' ' || name[i] > '~')
			return false;
	return true;
}

/* Text that ends within its field. */
static bool is_ended(const char *text, size_t bytes)
{
	return strnlen(text, bytes) < bytes;
}

static bool is_interface(const char interface[KAAL_NAME_BYTES])
{
	return !interface[0] || is_name(interface);
}

static bool is_ring_size(uint64_t bytes)
{
	return bytes <= RING_BYTES_MAX && (bytes & (bytes - 1)) == 0;
}

static int check_need(const struct kaal_need *need, unsigned index, char why[COMPONENT_WHY_BYTES])
{
	if (!is_name(need->name))
		return refuse(why, "its descriptor's need %u has no proper name", index);
	if (!is_interface(need->interface) || !is_ended(need->match, sizeof need->match))
		return refuse(why, "its descriptor's need %u has no proper interface or match", index);
	switch (need->kind) {
	case KAAL_NEED_PROVIDES:
	case KAAL_NEED_MANAGE:
	case KAAL_NEED_DT_MMIO: /* the device tree says what there is */
	case KAAL_NEED_DT_IRQ:
		return 0;
	case KAAL_NEED_USES:
		if (!is_ring_size(need->a) || !is_ring_size(need->b))
			return refuse(why,
				      "asks for rings of %lu and %lu bytes to %s: make each a power of "
				      "two up to %u",
				      need->a, need->b, need->name, RING_BYTES_MAX);
		if (need->c)
			return refuse(why, "asks for a buffer region to %s, which is not made yet",
				      need->name);
		return 0;
	case KAAL_NEED_IOPORTS:
		if (need->a > need->b || need->b > PORT_MAX)
			return refuse(why, "asks for I/O ports 0x%lx..0x%lx: not a range of ports", need->a,
				      need->b);
		return 0;
	case KAAL_NEED_ISA_IRQ:
		if (need->a > ISA_IRQ_MAX)
			return refuse(why, "asks for ISA interrupt %lu: there are 0..%u", need->a,
				      ISA_IRQ_MAX);
		return 0;
	default:
		return refuse(why, "its descriptor's need %u is of unknown kind %u", index, need->kind);
	}
}

static bool needs_equal(const struct kaal_need *a, const struct kaal_need *b)
{
	bool several = a->kind == KAAL_NEED_DT_MMIO || a->kind == KAAL_NEED_DT_IRQ; /* of the same device */

	return a->kind == b->kind && strcmp(a->name, b->name) == 0 &&
	       (!several || (a->a == b->a && a->b == b->b));
}

static int check_needs(const struct kaal_component *descriptor, char why[COMPONENT_WHY_BYTES])
{
	if (descriptor->needs_count > KAAL_NEEDS_MAX)
		return refuse(why, "its descriptor lists %u needs, at most %u fit", descriptor->needs_count,
			      KAAL_NEEDS_MAX);
	for (unsigned i = 0; i < descriptor->needs_count; i++) {
		int error = check_need(&descriptor->needs[i], i, why);

		if (error)
			return error;
		for (unsigned j = 0; j < i; j++)
			if (needs_equal(&descriptor->needs[i], &descriptor->needs[j]))
				return refuse(why, "its descriptor names %s twice",
					      descriptor->needs[i].name);
	}
	return 0;
}

int descriptor_check(const struct kaal_component *descriptor, char why[COMPONENT_WHY_BYTES])
{
	if (descriptor->magic != KAAL_COMPONENT_MAGIC)
		return refuse(why, "its descriptor is not one (magic 0x%x)", descriptor->magic);
	if (descriptor->version != KAAL_COMPONENT_VERSION || descriptor->size_bytes != sizeof *descriptor)
		return refuse(why,
			      "its descriptor is of version %u with %u bytes, this root task wants "
			      "%u with %zu: build it again",
			      descriptor->version, descriptor->size_bytes, KAAL_COMPONENT_VERSION,
			      sizeof *descriptor);
	if (!is_name(descriptor->name))
		return refuse(why, "its descriptor has no proper name");
	if (descriptor->priority < 1 || descriptor->priority > PRIORITY_MAX)
		return refuse(why, "wants priority %u: use 1..%u", descriptor->priority, PRIORITY_MAX);
	if (descriptor->stack_bytes == 0 || descriptor->stack_bytes > STACK_BYTES_MAX)
		return refuse(why, "wants a stack of %lu bytes: use 1..%u", descriptor->stack_bytes,
			      STACK_BYTES_MAX);
	if (descriptor->heap_bytes > HEAP_BYTES_MAX)
		return refuse(why, "wants a heap of %lu KiB, more than a component may have",
			      descriptor->heap_bytes >> 10);
	return check_needs(descriptor, why);
}
