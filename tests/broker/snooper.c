/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Reaches configuration space through the ports, past the broker, where the broker itself
 * uses memory (q35): is the victim's device quiet? With the argument "unmask" it lets that
 * device raise its interrupt line against the broker's will.
 */
#include <stdio.h>
#include <string.h>

#include <component/component.h>
#include <sel4/sel4.h>

enum {
	ADDRESS = 0xcf8,
	DATA = 0xcfc,
	MASTER = 1 << 2,
	INTX_OFF = 1 << 10,
};
#define VICTIM_COMMAND 0x80004004u /* of 00:08.0 */

KAAL_COMPONENT(snooper) = {
	KAAL_IDENTITY("snooper"), .priority = 110,     .flags = KAAL_COMPONENT_ON_DEMAND,
	.stack_bytes = 16384,     .heap_bytes = 65536, KAAL_NEEDS(KAAL_IOPORTS("pci", ADDRESS, DATA + 3)),
};

int main(void)
{
	int index = component_grant_find(KAAL_NEED_IOPORTS, "pci", 0);
	uint64_t slot = component_grant(index)->slot;

	seL4_X86_IOPort_Out32(slot, ADDRESS, VICTIM_COMMAND);
	if (strcmp(component_startup()->args, "unmask") == 0) {
		uint16_t command = seL4_X86_IOPort_In16(slot, DATA).result;

		return (int)seL4_X86_IOPort_Out16(slot, DATA, command & ~(uint64_t)INTX_OFF);
	}
	printf("# snooper: victim's device %s the bus\n",
	       seL4_X86_IOPort_In32(slot, DATA).result & MASTER ? "masters" : "does not master");
	return 0;
}
