/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The root task's state. One of it exists; everything gets it as its first argument. */
#ifndef ROOT_ROOT_H
#define ROOT_ROOT_H

#include <stdarg.h>
#include <stdbool.h>

#include <console/console.h>
#include <sel4/sel4.h>

#include "arch_root.h"
#include "broker/broker.h"
#include "bundle.h"
#include "component.h"
#include "memory.h"
#include "plan.h"
#include "pool.h"
#include "slots.h"
#include "timekeeper.h"
#include "vspace.h"

/** The console, shared with a driver once it has been handed over. */
struct root_console {
	struct console port;
	bool open;
	uint32_t owner;    /* id of the component it was handed over to; 0: the root task's own */
	bool line_is_ours; /* nobody else can have written since our last line end */
};

/** What two components share. Lives as long as the system: it outlives either. */
struct connection {
	bool made;       /* both sides are acceptable */
	bool opened;     /* one that is wired on request, and was asked for */
	seL4_CPtr rings; /* frames of the ring to the provider and of the one back, not mapped themselves */
	struct region data; /* frames of the buffer region; count 0: none */
};

struct root {
	const seL4_BootInfo *info;
	uint64_t boot_tsc, tsc_khz;
	struct root_console console;
	struct slots slots;
	struct memory memory;

	struct pool pool;         /* what the root task itself needs, and connections */
	struct vspace vspace;     /* its own */
	seL4_CPtr endpoint;       /* where components' calls and faults arrive */
	seL4_CPtr watch_endpoint; /* where its own faults arrive */
	struct timekeeper timekeeper;

	struct arch_root arch;
	struct broker broker;

	struct bundle bundle;
	uint8_t files_checked[KAAL_BUNDLE_FILES_MAX]; /* enum file_state, system.c */
	struct plan plan;
	struct component components[KAAL_PLAN_COMPONENTS_MAX];
	unsigned components_count;
	struct connection connections[KAAL_PLAN_CONNECTIONS_MAX];
	struct thread threads[THREADS_MAX];
	seL4_Word missed_signals; /* badges of signals that have come and not been heeded */
	uint64_t due_ms;          /* when supervisor_tick is to be called, if not before */
};

/** Where the root task maps other memory for a moment, far from its image. */
enum { WINDOW_COPY_PAGES = POOL_FRAMES_MAX };
#define WINDOW_COPY      0x4000000000ull
#define WINDOW_ARCH      0x4000400000ull
#define WINDOW_WATCH_IPC 0x4000800000ull
#define WINDOW_TIME_IPC  0x4000801000ull
#define WINDOW_STATUS    0x4000c00000ull /* and a page for each component */

/** Badges on the root task's endpoint: a component's number, and with it: */
enum {
	BADGE_FAULT = 1 << 16,   /* a message about a fault */
	BADGE_THREAD_SHIFT = 17, /* the number of the thread that it is about */
	BADGE_COMPONENT_MASK = 0xffff,
	BADGE_MESSAGE_MASK = BADGE_COMPONENT_MASK | BADGE_FAULT, /* of messages; all else are signals */
};
#define BADGE_TIME (1ull << 40) /* a signal: the time has come that was asked for */

/** @return the component of this number, as in a badge; NULL: there is none */
static inline struct component *root_component(struct root *root, uint64_t id)
{
	return id >= 1 && id <= root->components_count ? &root->components[id - 1] : NULL;
}

/** @return milliseconds since boot; 0 on a machine whose counter's rate is unknown */
uint64_t root_now_ms(const struct root *root);

/* console.c */

/** Write "[KaaL] ", the text and a line end. Lines that people need to see. */
void say(struct root *root, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Write a line "[KaaL] NAME text" about a component. */
void say_about(struct root *root, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/** Begin a new line if a driver may have left the cursor within one. */
void console_fresh_line(struct root *root);

/** Write text as it is, without a prefix or line end. */
void console_text(struct root *root, const char *text, size_t bytes);

/* start.c */

/** Read the boot information, and make the root task ready to make objects. */
int root_prepare(struct root *root, const seL4_BootInfo *info);

/* image.c */

/** What the image carries behind the root task. */
struct image_bytes {
	const void *at;
	size_t count;
};

/**
 * Find the bundle.
 *
 * @param why  out on error: what is wrong, for people
 * @return 0 or -EINVAL
 */
int image_bundle(const struct root *root, struct image_bytes *out, char why[BUNDLE_WHY_BYTES]);

/** Take rights from the root task's own pages that they do not need. */
void image_protect(struct root *root);

/* watch.c */

/** Have somebody tell if the root task itself faults. */
int watch_start(struct root *root);

/* power.c */

/** Switch the machine off, or halt with a message if that fails. */
_Noreturn void power_off(struct root *root);

/** Restart the machine, or halt with a message if that fails. */
_Noreturn void power_restart(struct root *root);

/** Say why the root task cannot go on, and switch off. */
_Noreturn void root_fail(struct root *root, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
