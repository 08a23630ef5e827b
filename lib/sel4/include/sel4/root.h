/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Start of a root task. Link `sel4root`: its linker script lays the image out
 * (64 KiB of stack without a guard page, or what `--defsym
 * sel4_root_stack_bytes=...` says), its start code sets the stack, the TLS
 * block and the IPC buffer pointer, then calls root_main. Nothing of it needs
 * more than seL4 gives the initial thread.
 */
#ifndef SEL4_ROOT_H
#define SEL4_ROOT_H

#include <sel4/sel4.h>

/** Bytes that suffice for the TLS block of a thread of a root task. */
enum { SEL4_ROOT_TLS_BYTES = 512 };

/**
 * The root task's program; written by the user of this library.
 * When it returns, the initial thread suspends itself.
 */
void root_main(const seL4_BootInfo *info);

/**
 * Lay out a TLS block for a bare thread of a root task.
 *
 * @param block   SEL4_ROOT_TLS_BYTES bytes, aligned to 64, the thread's own
 * @param buffer  the thread's IPC buffer, becomes its seL4_GetIPCBuffer()
 * @return the thread pointer for seL4_TCB_SetTLSBase; 0 if the image's
 *         thread-local variables need more than the block
 */
seL4_Word sel4_tls_init(void *block, seL4_IPCBuffer *buffer);

#endif
