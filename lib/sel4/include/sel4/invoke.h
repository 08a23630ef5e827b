/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What all object invocations share: a Call whose reply label is the error. */
#ifndef SEL4_INVOKE_H
#define SEL4_INVOKE_H

#include <sel4/syscalls.h>

/**
 * Invoke an object. Message words 0..3 go in and come back through @regs, later
 * ones and the extra capabilities stand in the IPC buffer already.
 * On error words 0..3 of the reply, which tell details, are left in the IPC buffer.
 */
static inline seL4_Error sel4_invoke(seL4_CPtr service, seL4_Word label, seL4_Word extra_caps,
				     seL4_Word length, struct sel4_registers *regs)
{
	seL4_MessageInfo_t info = seL4_MessageInfo_new(label, 0, extra_caps, length);

	info = sel4_exchange(seL4_SysCall, service, info, (void *)0, regs);
	if (seL4_MessageInfo_get_label(info) != seL4_NoError)
		sel4_registers_to_buffer(regs);
	return (seL4_Error)seL4_MessageInfo_get_label(info);
}

/** Invoke with up to four words (unused ones 0) and nothing to read back. */
static inline seL4_Error sel4_invoke4(seL4_CPtr service, seL4_Word label, seL4_Word extra_caps,
				      seL4_Word length, seL4_Word mr0, seL4_Word mr1, seL4_Word mr2,
				      seL4_Word mr3)
{
	struct sel4_registers regs = { { mr0, mr1, mr2, mr3 } };

	return sel4_invoke(service, label, extra_caps, length, &regs);
}

static inline seL4_Error sel4_invoke0(seL4_CPtr service, seL4_Word label)
{
	return sel4_invoke4(service, label, 0, 0, 0, 0, 0, 0);
}

#endif
