/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * x86_64 thread-local storage (ELF TLS variant II): the variables end at the
 * thread pointer, where a word holding the pointer itself stands.
 */
#include <sel4/root.h>

/* The initial values; the linker script pads them to the alignment of the block. */
extern const char sel4_tls_image[], sel4_tls_image_end[];

/** Where __sel4_ipc_buffer stands relative to the thread pointer, in bytes. */
static seL4_Sint64 ipc_buffer_offset(void)
{
	seL4_Sint64 offset;

	__asm__("movq $__sel4_ipc_buffer@tpoff, %0" : "=r"(offset));
	return offset;
}

seL4_Word sel4_tls_init(void *block, seL4_IPCBuffer *buffer)
{
	seL4_Word bytes = (seL4_Word)sel4_tls_image_end - (seL4_Word)sel4_tls_image;
	char *variables = block;
	char *thread_pointer = variables + bytes;
	seL4_Word *self = (void *)thread_pointer;
	seL4_IPCBuffer **ipc_buffer = (void *)(thread_pointer + ipc_buffer_offset());

	if (bytes + sizeof *self > SEL4_ROOT_TLS_BYTES)
		return 0;
	for (seL4_Word i = 0; i < bytes; i++)
		variables[i] = sel4_tls_image[i];
	*self = (seL4_Word)self;
	*ipc_buffer = buffer;
	return (seL4_Word)self;
}
