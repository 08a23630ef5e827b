/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * AArch64 thread-local storage (ELF TLS variant I): the thread pointer points at
 * two words of the runtime's, behind which the variables begin, at the alignment
 * of their segment.
 */
#include <sel4/root.h>

/* The initial values; the linker script aligns and pads them to TLS_ALIGN. */
extern const char sel4_tls_image[], sel4_tls_image_end[];

enum { TLS_ALIGN = 64, TLS_HEAD_BYTES = TLS_ALIGN }; /* the two words, rounded up */

/** Where __sel4_ipc_buffer stands relative to the thread pointer, in bytes. */
static seL4_Word ipc_buffer_offset(void)
{
	seL4_Word offset;

	__asm__("mov %0, xzr\n\t"
		"add %0, %0, #:tprel_hi12:__sel4_ipc_buffer, lsl #12\n\t"
		"add %0, %0, #:tprel_lo12_nc:__sel4_ipc_buffer"
		: "=r"(offset));
	return offset;
}

seL4_Word sel4_tls_init(void *block, seL4_IPCBuffer *buffer)
{
	seL4_Word bytes = (seL4_Word)(sel4_tls_image_end - sel4_tls_image);
	char *variables = (char *)block + TLS_HEAD_BYTES;
	seL4_IPCBuffer **ipc_buffer = (void *)((char *)block + ipc_buffer_offset());

	if (TLS_HEAD_BYTES + bytes > SEL4_ROOT_TLS_BYTES)
		return 0;
	for (seL4_Word i = 0; i < TLS_HEAD_BYTES; i++)
		((char *)block)[i] = 0;
	for (seL4_Word i = 0; i < bytes; i++)
		variables[i] = sel4_tls_image[i];
	*ipc_buffer = buffer;
	return (seL4_Word)block;
}
