/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <core/errno.h>

#include "arch.h"
#include "arch_objects.h"
#include "kernel_calls.h"

int arch_console_open(struct root *root)
{
	seL4_CPtr slot;
	int error = slots_take(&root->slots, OWNER_ROOT, 1, &slot);

	return error ? error
		     : -kernel_errno(console_open(&root->console.port, seL4_CapIOPortControl,
						  seL4_CapInitThreadCNode, slot, seL4_WordBits, slot));
}

bool arch_is_console(const struct root *root, const struct kaal_grant *grant)
{
	return grant->kind == KAAL_NEED_IOPORTS && grant->a == ARCH_CONSOLE_PORT_FIRST &&
	       grant->b == ARCH_CONSOLE_PORT_LAST;
}
