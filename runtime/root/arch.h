/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the root task needs to know of the architecture; each arch/ folder defines all of it. */
#ifndef ROOT_ARCH_H
#define ROOT_ARCH_H

#include <core/text.h>
#include <sel4/sel4.h>

#include "root.h"

/** Give a new address space its identifier. */
int arch_vspace_assign(seL4_CPtr vspace);

/**
 * Map one frame, or change its mapping's rights.
 *
 * @param missing_bits  out: 0, or on error log2 of the bytes that the paging structure missing
 *                      for @vaddr translates
 */
int arch_frame_map(seL4_CPtr vspace, seL4_CPtr frame, uint64_t vaddr, access_rights rights,
		   unsigned *missing_bits);

void arch_frame_unmap(seL4_CPtr frame);

/** Make and install the paging structure that arch_frame_map missed. */
int arch_table_add(struct vspace *vspace, uint64_t vaddr, unsigned missing_bits);

/** See to it that instructions written into @count mapped frames, whose capabilities stand in a row, are run. */
int arch_code_ready(seL4_CPtr first, size_t count);

/** The registers that a component starts with. */
seL4_UserContext arch_start_registers(uint64_t entry, uint64_t stack_top, uint64_t startup);

/** The registers of a further thread: where it begins, its stack pointer, and a C function's first arguments. */
seL4_UserContext arch_thread_registers(uint64_t entry, uint64_t stack_pointer, const seL4_Word arguments[4]);

/**
 * Have a thread with these registers go on in a function of its own, on another stack; its thread pointer stays.
 * The function's arguments are where the thread was, its frame pointer, and @argument.
 */
void arch_registers_call(seL4_UserContext *registers, uint64_t function, uint64_t stack_end,
			 uint64_t argument);

/** The capability that a thread with these registers has called, or tried to receive from. */
seL4_CPtr arch_capability_used(const seL4_UserContext *registers);

/** Where a thread with these registers is. */
uint64_t arch_instruction(const seL4_UserContext *registers);

/** What tells calls apart: the words that travel in registers. */
struct call_words {
	seL4_Word label, mr[seL4_FastMessageRegisters];
};

/** @param mr  registers, of which a message uses as many as it is long */
struct call_words call_words_of(seL4_MessageInfo_t info, const seL4_Word mr[seL4_FastMessageRegisters]);

/** Are these the registers of a thread that calls this capability? @param words  out */
bool arch_call_read(const seL4_UserContext *registers, seL4_CPtr called, struct call_words *words);

/** Change the registers of a thread that waits in a call to those of one that got an answer without words. */
void arch_call_answer(seL4_UserContext *registers, seL4_Word label);

/** The cycle counter. */
uint64_t arch_cycles(void);

/** Ticks of the cycle counter per millisecond; 0: unknown. */
uint64_t arch_cycles_khz(const seL4_BootInfo *info);

/** Read the firmware's tables: interrupts and power. What cannot be read stays unknown, with a message. */
void arch_machine_read(struct root *root);

/** Open the console's device. @return 0, or a negative errno: there is none */
int arch_console_open(struct root *root);

/** Are these the registers of the console's device? */
bool arch_is_console(const struct root *root, const struct kaal_grant *grant);

/**
 * Complete a grant by what the machine says of the device.
 *
 * @param grant  of a kind that stands for registers or an interrupt
 * @param out    filled in so far as the plan says; its numbers may change
 * @param why    out on error: what the machine lacks, for people
 */
int arch_device_find(struct root *root, const struct kaal_plan_grant *grant, struct kaal_grant *out,
		     char why[COMPONENT_WHY_BYTES]);

/**
 * Give a component access to a device's registers.
 *
 * @param why  out on error: what went wrong, for people
 */
int arch_grant_registers(struct root *root, struct component *component, const struct kaal_grant *grant,
			 char why[COMPONENT_WHY_BYTES]);

/**
 * Make the handler capability of an interrupt, in an own slot.
 * @return 0, -ENOENT: the machine does not say where it arrives, -ENOSPC, -EBUSY, ...
 */
int arch_irq_issue(struct root *root, const struct component *component, const struct kaal_grant *grant,
		   seL4_CPtr slot);

/** Make the devices of a component that has ended usable again. */
void arch_devices_release(struct root *root, struct component *component);

/** Append what a user exception is called. */
void arch_exception_name(struct text *text, uint64_t number, uint64_t code);

/** What a VM fault tried, from its fault status word. */
struct access {
	bool write, fetch, present; /* present: a mapping is there and forbids it */
	bool unaligned;             /* this alone was wrong */
};
struct access arch_vm_access(uint64_t status, bool prefetch);

/** Print a register dump, line by line, with say(). */
void arch_registers_say(struct root *root, const seL4_UserContext *registers);

/** Do it; return if it did not work. */
void arch_power_off(struct root *root);
void arch_power_restart(struct root *root);

#endif
