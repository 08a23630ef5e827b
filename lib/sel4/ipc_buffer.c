/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <sel4/ipc_buffer.h>

/* With a stored initial value: a root task's loader must not meet a zero-filled TLS part (root.ld). */
__thread seL4_IPCBuffer *__sel4_ipc_buffer __attribute__((section(".tdata")));
