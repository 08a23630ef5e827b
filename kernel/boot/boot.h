/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * From a machine to a running root task. The architecture finds out what there is,
 * fills in struct boot_machine and calls boot_root_task.
 */
#ifndef KERNEL_BOOT_BOOT_H
#define KERNEL_BOOT_BOOT_H

#include "object/cap.h"

enum { BOOT_REGIONS_MAX = 128 };

/** Physical addresses [start, end). */
struct region {
	u64 start, end;
};

/** Ascending, disjoint. */
struct region_list {
	unsigned count;
	struct region at[BOOT_REGIONS_MAX];
};

struct boot_machine {
	struct region_list ram;      /* memory that the kernel may touch and users may have, page-aligned;
	                                the kernel's image and the root task's image file excluded */
	struct region_list reserved; /* never device memory for users: all RAM, kernel, its devices */
	struct region recycled;      /* boot-only kernel memory, given away after boot; may be empty */
	struct region image;         /* the root task's ELF file; its pages are given away after boot */
	bool image_is_loaded;        /* no file, but the root task as it will run: these pages are its own */
	u64 image_vaddr;             /* then: where it stands in its VSpace, */
	u64 image_entry;             /* and where it starts */
	u64 device_top;              /* user device memory ends here */
};

void region_list_add(struct region_list *list, struct region region);

/** Take @region out of the list, splitting what it cuts. */
void region_list_remove(struct region_list *list, struct region region);

/** Print "KaaL: " and @text on the console. */
void boot_say(const char *text);

/** Say why this machine or image cannot be started, and power off. */
_Noreturn void boot_fail(const char *why);

/** Build the root task and choose it as the current thread; the caller then restores kernel.current. */
void boot_root_task(const struct boot_machine *machine);

#endif
