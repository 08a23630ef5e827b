/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "survey.h"

enum {
	RAM_MAX = 1 << 23,
	IN_CONTAINER = 1,
	VISITED = 2,
};

/* Marks are valid when they carry the number of the present survey, so that nothing need be cleared. */
struct slot_mark {
	u32 survey;
	u8 flags;
};

/** Which unit of 1 << @bits bytes of RAM @at is. */
static u64 ram_unit(const void *at, unsigned bits)
{
	return (u64)((const u8 *)at - host_ram) >> bits;
}

static struct slot_mark slot_marks[RAM_MAX / sizeof(struct slot)];
static struct slot_mark irq_marks[ARCH_IRQ_COUNT], idle_marks[TCB_SLOTS];

static struct object_mark {
	u32 survey, index;
} object_marks[RAM_MAX >> seL4_MinUntypedBits];

static u32 number; /* of the present survey */

static bool in_ram(const void *at)
{
	return (const u8 *)at >= host_ram && (const u8 *)at < host_ram + host.ram_bytes;
}

/** The mark of a well-formed slot address, else NULL. */
static struct slot_mark *slot_mark(const struct slot *slot)
{
	struct slot_mark *mark;

	if (in_ram(slot) && ((const u8 *)slot - host_ram) % sizeof(struct slot) == 0)
		mark = &slot_marks[ram_unit(slot, seL4_SlotBits)];
	else if (slot >= kernel.irq_slots && slot < kernel.irq_slots + ARCH_IRQ_COUNT)
		mark = &irq_marks[slot - kernel.irq_slots];
	else if (slot >= kernel.idle.slots && slot < kernel.idle.slots + TCB_SLOTS)
		mark = &idle_marks[slot - kernel.idle.slots];
	else
		return NULL;
	if (mark->survey != number)
		*mark = (struct slot_mark){ .survey = number };
	return mark;
}

bool survey_has_slot(const struct slot *slot)
{
	struct slot_mark *mark = slot_mark(slot);

	return mark && (mark->flags & IN_CONTAINER);
}

struct survey_object *survey_find(struct survey *survey, const void *at, unsigned type)
{
	struct object_mark *mark;

	if (!in_ram(at) || ((const u8 *)at - host_ram) % (1 << seL4_MinUntypedBits) != 0)
		return NULL;
	mark = &object_marks[ram_unit(at, seL4_MinUntypedBits)];
	if (mark->survey != number || survey->objects[mark->index].type != type)
		return NULL;
	return &survey->objects[mark->index];
}

/** Note @slot, unless it is empty or noted already. */
static const char *visit_slot(struct survey *survey, struct slot *slot)
{
	struct slot_mark *mark = slot_mark(slot);

	if (!mark)
		return "a link in the tree leads to no slot";
	if (mark->flags & VISITED)
		return NULL;
	mark->flags |= VISITED;
	if (slot_is_empty(slot))
		return NULL;
	if (survey->slot_count == SURVEY_SLOTS_MAX)
		return "too many slots for the survey";
	survey->slots[survey->slot_count++] = slot;
	return NULL;
}

static const char *visit_container(struct survey *survey, struct slot *slots, u64 count)
{
	for (u64 i = 0; i < count; i++) {
		struct slot_mark *mark = slot_mark(&slots[i]);
		const char *broken;

		if (!mark)
			return "an object with slots lies outside RAM";
		mark->flags |= IN_CONTAINER;
		broken = visit_slot(survey, &slots[i]);
		if (broken)
			return broken;
	}
	return NULL;
}

static const char *visit_object_slots(struct survey *survey, const struct survey_object *object)
{
	if (object->type == CAP_THREAD)
		return visit_container(survey, ((struct tcb *)object->at)->slots, TCB_SLOTS);
	if (object->type == CAP_CNODE)
		return visit_container(survey, object->at, object->bytes >> seL4_SlotBits);
	return NULL;
}

static const char *visit_object(struct survey *survey, void *at, unsigned type, u64 bytes, bool zombie)
{
	struct survey_object *object;

	if (!in_ram(at) || (u64)((u8 *)at - host_ram) + bytes > host.ram_bytes ||
	    ((u8 *)at - host_ram) % bytes != 0)
		return "a capability names something outside RAM or unaligned";
	object = survey_find(survey, at, type);
	if (object) {
		if (object->bytes != bytes)
			return "two capabilities disagree about an object's size";
		if (zombie || object->zombie)
			return "an object has a zombie and another capability";
		object->caps++;
		return NULL;
	}
	if (object_marks[ram_unit(at, seL4_MinUntypedBits)].survey == number)
		return "two objects of different types at one address";
	object = &survey->objects[survey->object_count];
	*object = (struct survey_object){ at, type, bytes, 1, zombie, false };
	object_marks[ram_unit(at, seL4_MinUntypedBits)] =
		(struct object_mark){ number, survey->object_count };
	if (++survey->object_count == SURVEY_OBJECTS_MAX)
		return "too many objects for the survey";
	return visit_object_slots(survey, object);
}

static const char *visit_zombie(struct survey *survey, struct cap cap)
{
	u64 bytes = 1ull << (cap_cnode_radix(cap) + seL4_SlotBits), count = cap_zombie_count(cap);
	u64 tcb_mask = (1ull << seL4_TCBBits) - 1;

	if (count == 0)
		return "a zombie has no slots left";
	if (cap_zombie_of_tcb(cap)) {
		struct tcb *tcb = (struct tcb *)((u64)cap_object(cap) & ~tcb_mask);

		if (tcb->slots != cap_object(cap) || count > TCB_SLOTS)
			return "a thread's zombie is malformed";
		return visit_object(survey, tcb, CAP_THREAD, 1u << seL4_TCBBits, true);
	}
	if (count > bytes >> seL4_SlotBits)
		return "a CNode's zombie has too many slots";
	return visit_object(survey, cap_object(cap), CAP_CNODE, bytes, true);
}

static const char *visit_cap(struct survey *survey, struct cap cap)
{
	switch (cap_type(cap)) {
	case CAP_ENDPOINT:
		return visit_object(survey, cap_object(cap), CAP_ENDPOINT, 1u << seL4_EndpointBits, false);
	case CAP_NOTIFICATION:
		return visit_object(survey, cap_object(cap), CAP_NOTIFICATION, 1u << seL4_NotificationBits,
				    false);
	case CAP_CNODE:
		return visit_object(survey, cap_object(cap), CAP_CNODE,
				    1ull << (cap_cnode_radix(cap) + seL4_SlotBits), false);
	case CAP_THREAD:
		return visit_object(survey, cap_object(cap), CAP_THREAD, 1u << seL4_TCBBits, false);
	case CAP_ZOMBIE:
		return visit_zombie(survey, cap);
	case CAP_PAGE_TABLE:
	case CAP_PAGE_DIRECTORY:
	case CAP_PDPT:
	case CAP_VSPACE:
	case CAP_ASID_POOL:
		return visit_object(survey, cap_object(cap), cap_type(cap), 4096, false);
	case CAP_NULL:
	case CAP_UNTYPED:
	case CAP_REPLY:
	case CAP_IRQ_CONTROL:
	case CAP_IRQ_HANDLER:
	case CAP_DOMAIN:
	case CAP_FRAME:
	case CAP_ASID_CONTROL:
		return NULL;
	default:
		return "a capability of no known type";
	}
}

/**
 * Follow what is noted: capabilities to objects, and links to slots that nothing else
 * leads to, such as those of a CNode whose capabilities are in itself.
 */
static const char *visit_all(struct survey *survey)
{
	for (unsigned i = 0; i < survey->slot_count; i++) {
		struct slot *prev = slot_prev(survey->slots[i]), *next = slot_next(survey->slots[i]);
		const char *broken = visit_cap(survey, survey->slots[i]->cap);

		if (!broken && prev)
			broken = visit_slot(survey, prev);
		if (!broken && next)
			broken = visit_slot(survey, next);
		if (broken)
			return broken;
	}
	return NULL;
}

const char *survey_take(struct survey *survey, struct slot *cnode, unsigned count, struct tcb *root)
{
	const char *broken;

	number++;
	survey->slot_count = survey->object_count = 0;
	broken = visit_container(survey, cnode, count);
	if (!broken)
		broken = visit_container(survey, root->slots, TCB_SLOTS);
	if (!broken)
		broken = visit_container(survey, kernel.irq_slots, ARCH_IRQ_COUNT);
	if (!broken)
		broken = visit_container(survey, kernel.idle.slots, TCB_SLOTS);
	return broken ? broken : visit_all(survey);
}
