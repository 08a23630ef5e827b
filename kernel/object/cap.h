/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Capabilities: 16 bytes by value.
 *
 *   w0  63..16  address of the object (kernel virtual, sign-extended by the shift),
 *               or physical address for untypeds and frames
 *       15..5   what the type needs, see below
 *        4..0   enum cap_type
 *   w1          badge, guard, free offset, mapping, ...: by type
 *
 * Bits 15..5 of w0 and w1 by type (architecture types: cap_arch.h):
 *   untyped        10..5 size_bits, 11 device             w1 see cap_untyped_used, cap_untyped_clean
 *   endpoint        8..5 rights (seL4_Right*)             w1 badge
 *   notification    8..5 rights (write, read)             w1 badge
 *   reply           5 grant
 *   cnode          10..5 radix                            w1 guard << 6 | guard bits
 *   irq_handler                                           w1 irq
 *   asid_pool                                             w1 its first ASID
 *   frame           6..5 size, 7 device, 9..8 rights      w1 mapping, 0: none
 *   zombie         10..5 radix, 11 of a TCB               w1 slots not yet emptied
 */
#ifndef KERNEL_OBJECT_CAP_H
#define KERNEL_OBJECT_CAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "abi/sel4/rights.h"
#include "abi/sel4/word.h"

typedef uint64_t u64;
typedef uint32_t u32;
typedef uint16_t u16;
typedef uint8_t u8;

struct cap {
	u64 w0, w1;
};

enum cap_type {
	CAP_NULL = 0,
	CAP_UNTYPED,
	CAP_ENDPOINT,
	CAP_NOTIFICATION,
	CAP_REPLY,
	CAP_CNODE,
	CAP_THREAD,
	CAP_IRQ_CONTROL,
	CAP_IRQ_HANDLER,
	CAP_ZOMBIE,
	CAP_DOMAIN,
	CAP_ASID_CONTROL,
	CAP_ASID_POOL,
	CAP_FRAME,
	CAP_ARCH_FIRST = 16, /* the architecture's types: 16..31 */
};

struct tcb;
struct slot;
struct endpoint;
struct notification;

/** enum cap_type, or a type of the architecture. */
static inline unsigned cap_type(struct cap cap)
{
	return cap.w0 & 31;
}

static inline bool cap_is_arch(struct cap cap)
{
	return (cap.w0 & CAP_ARCH_FIRST) != 0;
}

/** Field of w0: @bits bits from bit @shift. */
static inline u64 cap_field(struct cap cap, unsigned shift, unsigned bits)
{
	return (cap.w0 >> shift) & ((1ull << bits) - 1);
}

/** Kernel address of the object; not for untypeds and frames. */
static inline void *cap_object(struct cap cap)
{
	return (void *)((int64_t)cap.w0 >> 16);
}

/** Physical address of an untyped or a frame. */
static inline u64 cap_paddr(struct cap cap)
{
	return cap.w0 >> 16;
}

/** A capability with @address in its upper 48 bits; @fields holds bits 15..5 in place. */
static inline struct cap cap_make(unsigned type, u64 address, u64 fields, u64 w1)
{
	return (struct cap){ address << 16 | fields | type, w1 };
}

static inline struct cap cap_null(void)
{
	return (struct cap){ 0, 0 };
}

/*
 * untyped: w1 holds, in units of 16 bytes, how much is in use from the start, and
 * above that how much behind it is known to be zero: the progress of a preempted Retype.
 */

enum {
	UNTYPED_USED_BITS = 44,
	UNTYPED_CLEAN_BITS = 18, /* log2 of the unit of cap_untyped_clean, in bytes */
};

static inline struct cap cap_untyped(u64 paddr, unsigned size_bits, bool device, u64 used_bytes)
{
	return cap_make(CAP_UNTYPED, paddr, (u64)size_bits << 5 | (u64)device << 11,
			used_bytes >> seL4_MinUntypedBits);
}

static inline unsigned cap_untyped_size_bits(struct cap cap)
{
	return (unsigned)cap_field(cap, 5, 6);
}

static inline bool cap_untyped_device(struct cap cap)
{
	return cap_field(cap, 11, 1);
}

/** Bytes in use. */
static inline u64 cap_untyped_used(struct cap cap)
{
	return (cap.w1 & ((1ull << UNTYPED_USED_BITS) - 1)) << seL4_MinUntypedBits;
}

/** Bytes behind those in use that are zero already. */
static inline u64 cap_untyped_clean(struct cap cap)
{
	return cap.w1 >> UNTYPED_USED_BITS << UNTYPED_CLEAN_BITS;
}

/** @param clean_bytes  multiple of 1 << UNTYPED_CLEAN_BITS */
static inline struct cap cap_untyped_progress(struct cap cap, u64 used_bytes, u64 clean_bytes)
{
	cap.w1 = used_bytes >> seL4_MinUntypedBits | clean_bytes >> UNTYPED_CLEAN_BITS << UNTYPED_USED_BITS;
	return cap;
}

/* endpoint, notification */

static inline struct cap cap_endpoint(struct endpoint *endpoint, unsigned rights, u64 badge)
{
	return cap_make(CAP_ENDPOINT, (u64)endpoint, (u64)rights << 5, badge);
}

static inline struct cap cap_notification(struct notification *notification, unsigned rights, u64 badge)
{
	return cap_make(CAP_NOTIFICATION, (u64)notification, (u64)rights << 5, badge);
}

/** Rights of an endpoint or notification capability. */
static inline unsigned cap_rights(struct cap cap)
{
	return (unsigned)cap_field(cap, 5, 4);
}

static inline u64 cap_badge(struct cap cap)
{
	return cap.w1;
}

/* reply */

static inline struct cap cap_reply(struct tcb *caller, bool grant)
{
	return cap_make(CAP_REPLY, (u64)caller, (u64)grant << 5, 0);
}

static inline bool cap_reply_grant(struct cap cap)
{
	return cap_field(cap, 5, 1);
}

/* cnode */

static inline struct cap cap_cnode(struct slot *slots, unsigned radix, u64 guard_word)
{
	return cap_make(CAP_CNODE, (u64)slots, (u64)radix << 5, guard_word);
}

static inline unsigned cap_cnode_radix(struct cap cap)
{
	return (unsigned)cap_field(cap, 5, 6);
}

static inline unsigned cap_cnode_guard_bits(struct cap cap)
{
	return (unsigned)(cap.w1 & 63);
}

static inline u64 cap_cnode_guard(struct cap cap)
{
	return cap.w1 >> 6;
}

/* thread, interrupts, domain */

static inline struct cap cap_thread(struct tcb *tcb)
{
	return cap_make(CAP_THREAD, (u64)tcb, 0, 0);
}

static inline struct cap cap_irq_handler(u64 irq)
{
	return cap_make(CAP_IRQ_HANDLER, 0, 0, irq);
}

static inline u64 cap_irq(struct cap cap)
{
	return cap.w1;
}

/* zombie: what is left of a CNode or TCB whose last capability is being deleted */

static inline struct cap cap_zombie(struct slot *slots, unsigned radix, bool of_tcb, u64 count)
{
	return cap_make(CAP_ZOMBIE, (u64)slots, (u64)radix << 5 | (u64)of_tcb << 11, count);
}

static inline bool cap_zombie_of_tcb(struct cap cap)
{
	return cap_field(cap, 11, 1);
}

static inline u64 cap_zombie_count(struct cap cap)
{
	return cap.w1;
}

#endif
