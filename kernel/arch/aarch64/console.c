/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Boot messages and the kernel's last words: a PL011 (Arm DDI 0183, chapter 3), which the firmware has set up. */
#include "arch/arch.h"
#include "kernel_map.h"

enum {
	UART_DATA = 0x00 / 4,
	UART_FLAGS = 0x18 / 4,
	UART_FLAG_BUSY = 1 << 3,
	UART_FLAG_FULL = 1 << 5,
};

void arch_console_put(char c)
{
	volatile u32 *uart = kernel_device(DEVICE_UART);

	if (!kernel_device_is_mapped(DEVICE_UART))
		return;
	while (uart[UART_FLAGS] & UART_FLAG_FULL)
		;
	uart[UART_DATA] = (u8)c;
	while (uart[UART_FLAGS] & UART_FLAG_BUSY)
		;
}
