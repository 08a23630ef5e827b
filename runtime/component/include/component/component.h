/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * A component: its descriptor, and the entry points that the runtime calls.
 *
 *	KAAL_COMPONENT(timer) = {
 *		KAAL_IDENTITY("timer"),
 *		.priority = 150,
 *		.stack_bytes = 16384,
 *		KAAL_NEEDS(KAAL_PROVIDES(KAAL_TIMER), KAAL_IOPORTS("pit", 0x40, 0x43)),
 *	};
 *
 * A component has either a plain main() or `component_events`; see there.
 */
#ifndef COMPONENT_COMPONENT_H
#define COMPONENT_COMPONENT_H

#include <stdint.h>

#include "abi/kaal/component.h"
#include "abi/kaal/startup.h"

/** Define this component's descriptor: a constant that stands in the built file for others to read. */
#define KAAL_COMPONENT(identifier)                                      \
	extern const struct kaal_component kaal_component_##identifier; \
	__attribute__((section(KAAL_COMPONENT_SECTION), used))          \
	const struct kaal_component kaal_component_##identifier

#define KAAL_IDENTITY(text)                                               \
	.magic = KAAL_COMPONENT_MAGIC, .version = KAAL_COMPONENT_VERSION, \
	.size_bytes = sizeof(struct kaal_component), .name = text

/** The needs, 1..KAAL_NEEDS_MAX of the forms below. */
#define KAAL_NEEDS(...)                                                                              \
	.needs_count = sizeof((const struct kaal_need[]){ __VA_ARGS__ }) / sizeof(struct kaal_need), \
	.needs = { __VA_ARGS__ }

/* A string that initialises an array takes no parentheses: NOLINTBEGIN(bugprone-macro-parentheses) */
#define KAAL_PROVIDES(interface)                              \
	{                                                     \
		.kind = KAAL_NEED_PROVIDES, .name = interface \
	}
/* A ring of so many bytes each way; 0: calls and signals alone. */
#define KAAL_USES(interface, ring_bytes)                                                        \
	{                                                                                       \
		.kind = KAAL_NEED_USES, .name = interface, .a = (ring_bytes), .b = (ring_bytes) \
	}
/* The same with a buffer region of so many bytes besides, which devices may access. */
#define KAAL_USES_BUFFERS(interface, ring_bytes, buffers_bytes)                                  \
	{                                                                                        \
		.kind = KAAL_NEED_USES, .name = interface, .a = (ring_bytes), .b = (ring_bytes), \
		.c = (buffers_bytes)                                                             \
	}
/* The same as KAAL_USES, for a connection that the component can do without. */
#define KAAL_MAY_USE(interface, ring_bytes)                                                                \
	{                                                                                                  \
		.kind = KAAL_NEED_USES, .flags = KAAL_NEED_OPTIONAL, .name = interface, .a = (ring_bytes), \
		.b = (ring_bytes)                                                                          \
	}
/* The log service, if the system has one: what component/log.h sends goes there. */
#define KAAL_LOGS                                                                                            \
	{                                                                                                    \
		.kind = KAAL_NEED_USES, .flags = KAAL_NEED_OPTIONAL, .name = "log", .a = KAAL_LOG_RING_BYTES \
	}
#define KAAL_IOPORTS(text, first, last)                                            \
	{                                                                          \
		.kind = KAAL_NEED_IOPORTS, .name = text, .a = (first), .b = (last) \
	}
#define KAAL_ISA_IRQ(text, irq)                                     \
	{                                                           \
		.kind = KAAL_NEED_ISA_IRQ, .name = text, .a = (irq) \
	}
/* A device of the device tree, by a string of its "compatible", and an entry of its "reg", "interrupts". */
#define KAAL_DT_MMIO(compatible, entry)                                                          \
	{                                                                                        \
		.kind = KAAL_NEED_DT_MMIO, .name = compatible, .a = (entry), .match = compatible \
	}
#define KAAL_DT_IRQ(compatible, entry)                                                          \
	{                                                                                       \
		.kind = KAAL_NEED_DT_IRQ, .name = compatible, .a = (entry), .match = compatible \
	}
/* Memory beyond the heap, so many bytes at most: malloc takes it from the root task when the heap is full. */
#define KAAL_MEMORY(bytes)                                               \
	{                                                                \
		.kind = KAAL_NEED_MEMORY, .name = "memory", .a = (bytes) \
	}
#define KAAL_MANAGE                                        \
	{                                                  \
		.kind = KAAL_NEED_MANAGE, .name = "manage" \
	}

/* NOLINTEND(bugprone-macro-parentheses) */

enum { COMPONENT_CALL_WORDS_MAX = 100 };

/** Of the ring to the log service: 32 entries. */
enum { KAAL_LOG_RING_BYTES = 4096 };

/** A call that a client made on the interface that this component provides. */
struct component_call {
	uint32_t client;      /* component id, see kaal_grant.peer */
	uint32_t words_count; /* of @words in use; the client's on entry, the reply's on return of 0 */
	uint64_t operation;
	uint64_t words[COMPONENT_CALL_WORDS_MAX]; /* up to four travel in registers */
};

/** What component_events.call returns when the answer comes later (component_reply_later). */
enum { COMPONENT_REPLIES_LATER = 1 };

/**
 * Entry points of a component without main(). Each runs to its end before the next
 * event is taken; an entry that is not needed is NULL.
 */
struct component_events {
	/** Once, at the start; others are told that the component is ready when it returns. @return 0, or a negative errno: the component ends */
	int (*start)(void);

	/** Signals came, see component_grant_signalled. May come without cause. */
	void (*notified)(uint64_t signals);

	/**
	 * A client called.
	 * @return 0 or a negative errno, which the client gets as its reply's label; or COMPONENT_REPLIES_LATER
	 */
	int (*call)(struct component_call *call);

	/** The component is to end: it does, with status 0, when this returns. */
	void (*stop)(void);
};

/** Defined by a component that has no main(). */
extern const struct component_events component_events;

/** This component's start-up block. */
const struct kaal_startup *component_startup(void);

/**
 * Find a grant.
 *
 * @param kind  enum kaal_need_kind
 * @param name  as in the descriptor
 * @param from  index to begin at: 0, or behind the last one found
 * @return its index, or -ENOENT
 */
int component_grant_find(uint32_t kind, const char *name, int from);

/** @param index  as component_grant_find returns it */
const struct kaal_grant *component_grant(int index);

/** The signal that stands for a grant, as a mask; 0: none does. Several connections may share one. */
uint64_t component_grant_signal(int index);

/**
 * Find a grant that signals may stand for; look at each, for several can share a signal.
 *
 * @param signals  as component_events.notified and component_wait give them
 * @param from     index to begin at: 0, or behind the last one found
 * @return its index, or -ENOENT
 */
int component_grant_signalled(uint64_t signals, int from);

/**
 * The connection of a client that calls.
 *
 * @param client     component_call.client
 * @param interface  that it must be connected to: one endpoint serves all that a component provides
 * @return the grant's index, or -EPERM: that client does not use that interface
 */
int component_client_find(uint32_t client, const char *interface);

/** Signal the other side of connection @index, whether it asked or not. */
void component_signal_peer(int index);

/**
 * Answer the call that component_events.call is serving later. The client waits until then.
 *
 * @param later  out: hand it to component_reply, once
 * @return COMPONENT_REPLIES_LATER, for component_events.call to return; or -EBUSY: nine are waiting already
 */
int component_reply_later(int *later);

/**
 * Answer a call that was put off.
 *
 * @param result  0 or a negative errno
 * @param words   of the answer, copied; not used unless @result is 0
 * @param count   0..COMPONENT_CALL_WORDS_MAX
 */
void component_reply(int later, int result, const uint64_t *words, unsigned int count);

/**
 * Others may use this component from now on: those who wait for it are started. Of a component
 * with entry points it is known when .start returns, of one that provides nothing when main begins.
 */
void component_ready(void);

/**
 * Have a function called when the component is to end in good order, for one with main(); it
 * runs in a thread that is waiting just then. The component ends when it returns, or if it takes too long.
 * Without one it ends at once.
 */
void component_on_stop(void (*stop)(void));

/**
 * Block until one of these signals has come. Others are kept for later waits and for
 * the event loop. Each thread gets to know of every signal.
 *
 * @param signals  of component_grant_signal, not 0
 * @return those of @signals that came; they count as taken
 */
uint64_t component_wait(uint64_t signals);

#endif
