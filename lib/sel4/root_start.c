/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <sel4/root.h>

_Noreturn void sel4_root_start(const seL4_BootInfo *info);

static _Alignas(64) char root_tls[SEL4_ROOT_TLS_BYTES];

_Noreturn void sel4_root_start(const seL4_BootInfo *info)
{
	/* Up to here nothing may touch a thread-local variable. */
	seL4_TCB_SetTLSBase(seL4_CapInitThreadTCB, sel4_tls_init(root_tls, info->ipcBuffer));
	root_main(info);
	for (;;)
		seL4_TCB_Suspend(seL4_CapInitThreadTCB);
}
