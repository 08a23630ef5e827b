/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The contract between the kernel's core and an architecture: everything the core
 * calls, and nothing else. Every folder arch/<name>/ has these headers:
 *
 *   arch_context.h  struct arch_context { u64 reg[ARCH_REGISTERS]; ... }: a thread's registers;
 *                   REG_CAP (capability in, badge out), REG_INFO, arch_message_register(i), i = 0..3
 *   arch_state.h    struct arch_state, the architecture's part of struct kernel; ARCH_IRQ_COUNT,
 *                   ARCH_IRQ_NONE, ARCH_ASID_POOLS
 *   arch_labels.h   the architecture's numbers of invocations that all have: ARCH_LABEL_ASID_MAKE_POOL,
 *                   ARCH_LABEL_ASID_ASSIGN
 *   arch_memory.h   kernel_address(paddr) -> void *, physical_address(pointer) -> u64; inline
 *   arch_switch.h   the inline functions at the end of this file
 *
 * host is an architecture too: there the core runs as a library under tests.
 */
#ifndef KERNEL_ARCH_ARCH_H
#define KERNEL_ARCH_ARCH_H

#include "api/invocation.h"
#include "arch_memory.h"
#include "kernel.h"

/* registers ------------------------------------------------------------- */

/** Registers of TCB_ReadRegisters in message order, as indices into reg[]; the first ones are the frame registers. */
extern const u8 arch_user_registers[];
extern const unsigned arch_user_register_count, arch_frame_register_count;

/** Registers that an UnknownSyscall message starts with and its reply may write; same for UserException. */
extern const u8 arch_syscall_message[];
extern const unsigned arch_syscall_message_count;
extern const u8 arch_exception_message[];
extern const unsigned arch_exception_message_count;

/** The value that a user may put into register @index instead of @value (canonical addresses, flags, ...). */
u64 arch_sanitise_register(unsigned index, u64 value);

/** Registers of a new TCB whose memory is zero. */
void arch_context_init(struct arch_context *context);

/** Address of the instruction that trapped; the thread restarts there. */
u64 arch_restart_pc(const struct arch_context *context);

/** Where the thread goes on when it runs next. */
void arch_set_next_pc(struct arch_context *context, u64 pc);

/** The trap is done with: should the thread be stopped and restarted, it goes on where it would have gone on. */
void arch_complete_trap(struct arch_context *context);

/** Registers were written from outside: resume with all of them (x86: not by sysret). */
void arch_context_written(struct arch_context *context);

/** Bring registers that live in the processor (TLS bases) of the current thread into its context, and back. */
void arch_current_save(void);
void arch_current_load(void);

void arch_set_tls_base(struct tcb *tcb, u64 base);

/** @tcb->flags changed (seL4_TCBFlag_fpuDisabled). */
void arch_tcb_flags_changed(struct tcb *tcb);

/** @tcb goes away or is suspended for good: forget what the processor holds of it (FPU state). */
void arch_tcb_release(struct tcb *tcb);

/* capabilities of the architecture's types (cap_is_arch) ------------------ */

struct derived {
	struct result result;
	struct cap cap;
};

/** What a copy of @cap in @slot is (ABI sheet, derivation); null for what cannot be copied, or an error. */
struct derived arch_cap_derive(const struct slot *slot, struct cap cap);

/** Is a copy @derived of @source a child, so that @source revokes it? */
bool arch_cap_revocable(struct cap derived, struct cap source);

/** Does @a cover @b, so that revoking @a may delete @b? @b is an architecture's type, @a too or IRQControl. */
bool arch_cap_covers(struct cap a, struct cap b);

bool arch_cap_same_object(struct cap a, struct cap b);

/** Physical range of the object; false for capabilities without memory (ports, control). */
bool arch_cap_range(struct cap cap, u64 *paddr, u64 *bytes);

/** The capability is being deleted: unmap, free ASIDs or port ranges. @final: the last one of its object. */
void arch_cap_finalise(struct cap cap, bool final);

/** Handle an invocation of one of the architecture's capabilities. */
struct result arch_invoke(const struct invocation *inv);

/* objects ---------------------------------------------------------------- */

/** log2 of the size of object @type (seL4_NonArchObjectTypeCount..seL4_ObjectTypeCount - 1). */
unsigned arch_object_size_bits(unsigned type);
bool arch_object_is_frame(unsigned type);

/** Make object @type in zeroed memory at @paddr (device frames: memory is not touched); the capability has all rights. */
struct cap arch_object_create(unsigned type, u64 paddr, bool device);

/** Is @cap a VSpace root that has an ASID? */
bool arch_cap_is_vspace(struct cap cap);

/** Is @cap a VSpace root that never had one? */
bool arch_cap_is_unassigned_vspace(struct cap cap);

/** Root of VSpace capability @cap. */
u64 *arch_vspace_root(struct cap cap);

/** Let VSpace @cap be used under @asid. @return the capability with it */
struct cap arch_vspace_assign(struct cap cap, u64 asid);

/** The VSpace @root loses its ASID: nothing of it may stay loaded or cached. */
void arch_vspace_retire(u64 *root);

/* frames, see object/frame.h */

/** Page_Map, which each architecture checks in an order of its own. */
struct result arch_frame_map(const struct invocation *inv);

/** Clear the entry of frame capability @cap, if it still maps this frame. */
void arch_frame_unmap(struct cap cap);

/** Invocations other than Map, Unmap and GetAddress. */
struct result arch_frame_invoke(const struct invocation *inv);

/* interrupts --------------------------------------------------------------- */

/** Arch check of IRQControl_Get (label IRQIssueIRQHandler): may users have @irq at all? */
struct result arch_irq_check(u64 irq);

/** IRQControl invocations other than IRQIssueIRQHandler. Uses irq_handler_issue for the common part. */
struct result arch_irq_control_invoke(const struct invocation *inv);

void arch_irq_mask(u64 irq);
void arch_irq_unmask(u64 irq);

/** The user has handled @irq: let it come again (IRQHandler_Ack). */
void arch_irq_ack(u64 irq);

/** The kernel has taken @irq from the controller and is done with it (end of interrupt). */
void arch_irq_end(u64 irq);

bool arch_irq_is_tick(u64 irq);

/** Does an interrupt wait? Asked in the middle of long operations, interrupts being off. */
bool arch_interrupt_pending(void);

/* memory --------------------------------------------------------------------- */

/** Zero kernel memory; @bytes and @at are multiples of 16. */
void arch_clear_memory(void *at, u64 bytes);

/* boot, used by boot/ ------------------------------------------------------------ */

/** Write one character of a boot message to the machine's first console. */
void arch_console_put(char c);

/** Power the machine off, or stop it for good where that is not possible. */
_Noreturn void arch_power_off(void);

/** Size of the paging structures (one 4 KiB page each, root excluded) that map [start, end) with 4 KiB frames. */
u64 arch_root_paging_count(u64 start, u64 end);

/** The root VSpace in a zeroed page, without an ASID. */
struct cap arch_root_vspace_create(void *page);

/** Install paging structure @index (0.. in the ABI's order: top level down, ascending) in zeroed @page. */
struct cap arch_root_paging_create(struct cap vspace, u64 start, u64 end, u64 index, void *page);

/** Map a 4 KiB frame, read-write, all paging structures being there; executable only if @executable. */
struct cap arch_root_frame_create(struct cap vspace, u64 paddr, u64 vaddr, bool executable);

/** Capability for slot seL4_CapIOPortControl, or null. */
struct cap arch_root_ioport_control(void);

/** Write the chunks of extra boot information to @at (NULL: only count). @return bytes */
u64 arch_extra_bootinfo(u8 *at);

/** How much of the extra region of @region_bytes, of which @used_bytes are written, is mapped, in whole pages. */
u64 arch_extra_frame_bytes(u64 used_bytes, u64 region_bytes);

/** Check e_machine of a root-task image. */
bool arch_elf_machine_ok(u16 machine);

/** bootinfo.numIOPTLevels */
u64 arch_num_iopt_levels(void);

/** User virtual addresses end here: image and boot information must lie below. */
u64 arch_user_top(void);

/** Give @idle a context that waits for interrupts in the kernel. */
void arch_idle_create(struct tcb *idle);

/*
 * inline, in arch_switch.h:
 *
 * void arch_switch_to_thread(struct tcb *from, struct tcb *to);
 *      Load @to's VSpace (the kernel's own if @to has none that is valid), TLS bases and FPU
 *      state; save @from's. @from may be the idle thread, one that is going away, or @to itself
 *      (its VSpace has changed).
 * void arch_switch_to_idle(struct tcb *from, struct tcb *idle);
 * bool arch_vspace_ready(struct tcb *tcb);
 *      May the fast path switch to @tcb without looking further?
 */

#endif
