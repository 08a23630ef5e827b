/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* I/O ports (manual seL4_X86_IOPort*). Errors and their order: ABI sheet section X7. */
#ifndef SEL4_ARCH_IOPORT_H
#define SEL4_ARCH_IOPORT_H

#include <sel4/arch/types.h>
#include <sel4/invoke.h>

/** Issue a capability for ports @first_port..@last_port, both included. */
static inline seL4_Error seL4_X86_IOPortControl_Issue(seL4_X86_IOPortControl service, seL4_Word first_port,
						      seL4_Word last_port, seL4_CNode root, seL4_Word index,
						      seL4_Uint8 depth)
{
	seL4_SetCap(0, root);
	return sel4_invoke4(service, X86IOPortControlIssue, 1, 4, first_port, last_port, index, depth);
}

/* One reading and one writing call per width: In8, In16, In32, Out8, Out16, Out32. */
#define SEL4_IOPORT_WIDTH(bits)                                                                      \
	typedef struct seL4_X86_IOPort_In##bits {                                                    \
		int error;                                                                           \
		seL4_Uint##bits result;                                                              \
	} seL4_X86_IOPort_In##bits##_t;                                                              \
	static inline seL4_X86_IOPort_In##bits##_t seL4_X86_IOPort_In##bits(seL4_X86_IOPort service, \
									    seL4_Uint16 port)        \
	{                                                                                            \
		struct sel4_registers mrs = { { port } };                                            \
		seL4_Error error = sel4_invoke(service, X86IOPortIn##bits, 0, 1, &mrs);              \
		return (seL4_X86_IOPort_In##bits##_t){ error, (seL4_Uint##bits)mrs.mr[0] };          \
	}                                                                                            \
	static inline seL4_Error seL4_X86_IOPort_Out##bits(seL4_X86_IOPort service, seL4_Word port,  \
							   seL4_Word data)                           \
	{                                                                                            \
		return sel4_invoke4(service, X86IOPortOut##bits, 0, 2, port, data, 0, 0);            \
	}

SEL4_IOPORT_WIDTH(8)
SEL4_IOPORT_WIDTH(16)
SEL4_IOPORT_WIDTH(32)

#undef SEL4_IOPORT_WIDTH

#endif
