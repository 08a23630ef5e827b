/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The console of PCs: COM1, a 16550, by I/O-port invocations alone. */
#include <console/console.h>

#include "device.h"

/* 16550 data sheet (PC16550D, section 8): ports and bits. */
enum {
	COM1_FIRST = 0x3f8,
	COM1_LAST = 0x3ff,

	DATA = COM1_FIRST,
	DIVISOR_LOW = COM1_FIRST,
	DIVISOR_HIGH = COM1_FIRST + 1,
	INTERRUPT_ENABLE = COM1_FIRST + 1,
	FIFO_CONTROL = COM1_FIRST + 2,
	LINE_CONTROL = COM1_FIRST + 3,
	MODEM_CONTROL = COM1_FIRST + 4,
	LINE_STATUS = COM1_FIRST + 5,

	LINE_8N1 = 0x03,
	LINE_DIVISOR_ACCESS = 0x80,
	FIFO_ENABLE_AND_CLEAR = 0x07,
	MODEM_DTR_RTS = 0x03,
	STATUS_DATA_READY = 0x01,
	STATUS_TRANSMITTER_EMPTY = 0x20,

	DIVISOR_115200 = 1,
	FIFO_BYTES = 16,
};

static void set_up_line(seL4_X86_IOPort port)
{
	static const struct {
		seL4_Uint16 port;
		seL4_Uint8 value;
	} steps[] = {
		{ INTERRUPT_ENABLE, 0 },          { LINE_CONTROL, LINE_DIVISOR_ACCESS },
		{ DIVISOR_LOW, DIVISOR_115200 },  { DIVISOR_HIGH, 0 },
		{ LINE_CONTROL, LINE_8N1 },       { FIFO_CONTROL, FIFO_ENABLE_AND_CLEAR },
		{ MODEM_CONTROL, MODEM_DTR_RTS },
	};

	for (unsigned i = 0; i < sizeof steps / sizeof steps[0]; i++)
		seL4_X86_IOPort_Out8(port, steps[i].port, steps[i].value);
}

seL4_Error console_open(struct console *console, seL4_X86_IOPortControl control, seL4_CNode root,
			seL4_Word index, seL4_Uint8 depth, seL4_CPtr slot)
{
	seL4_Error error = seL4_X86_IOPortControl_Issue(control, COM1_FIRST, COM1_LAST, root, index, depth);

	if (error)
		return error;
	console_attach(console, slot);
	set_up_line(slot);
	return seL4_NoError;
}

void console_attach(struct console *console, seL4_X86_IOPort port)
{
	console->port = port;
}

static int status_has(const struct console *console, seL4_Uint8 bit)
{
	return (seL4_X86_IOPort_In8(console->port, LINE_STATUS).result & bit) != 0;
}

/* Each access is a kernel call. The status says when the FIFO is empty, and then it takes 16 bytes unasked. */
void console_device_write(const struct console *console, const char *bytes, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++) {
		while (i % FIFO_BYTES == 0 && !status_has(console, STATUS_TRANSMITTER_EMPTY))
			;
		seL4_X86_IOPort_Out8(console->port, DATA, (seL4_Uint8)bytes[i]);
	}
}

int console_getchar(const struct console *console)
{
	if (!status_has(console, STATUS_DATA_READY))
		return -1;
	return seL4_X86_IOPort_In8(console->port, DATA).result;
}

seL4_Error console_open_root(struct console *console, const seL4_BootInfo *info, seL4_CPtr *next_slot)
{
	seL4_CPtr slot = (*next_slot)++;

	return console_open(console, seL4_CapIOPortControl, seL4_CapInitThreadCNode, slot, seL4_WordBits,
			    slot);
}
