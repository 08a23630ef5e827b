/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <sel4/ipc_buffer.h>

__thread seL4_IPCBuffer *__sel4_ipc_buffer;
