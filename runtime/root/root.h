/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The root task's state. One of it exists; everything gets it as its first argument. */
#ifndef ROOT_ROOT_H
#define ROOT_ROOT_H

#include <stdarg.h>
#include <stdbool.h>

#include <console/console.h>
#include <sel4/sel4.h>

#include "arch_root.h"
#include "bundle.h"
#include "memory.h"
#include "plan.h"
#include "pool.h"
#include "slots.h"
#include "vspace.h"

/** The console, shared with a driver once it has been handed over. */
struct root_console {
	struct console port;
	bool open;
	uint32_t owner;    /* id of the component it was handed over to; 0: the root task's own */
	bool line_is_ours; /* nobody else can have written since our last line end */
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

	struct arch_root arch;

	struct bundle bundle;
	struct plan plan;
};

/** Where the root task maps other memory for a moment, far from its image. */
enum { WINDOW_COPY_PAGES = POOL_FRAMES_MAX };
#define WINDOW_COPY      0x4000000000ull
#define WINDOW_ARCH      0x4000400000ull
#define WINDOW_WATCH_IPC 0x4000800000ull

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

/** The bundle that the image carries; 0 @bytes: none. */
const void *image_bundle(size_t *bytes);

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
