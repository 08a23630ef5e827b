/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/watchdog.h"

#include "suite/env.h"
#include "suite/tap.h"

/* MC146818 data sheet: registers A-C behind the index port 0x70 and data port 0x71. */
enum {
	RTC_INDEX = 0x70,
	RTC_DATA = 0x71,
	RTC_A = 0x0a,
	RTC_B = 0x0b,
	RTC_C = 0x0c, /* reading it acknowledges the interrupt */
	RTC_A_32KHZ = 0x20,
	RTC_A_RATE_2HZ = 0x0f,
	RTC_B_PERIODIC = 0x40,
	RTC_B_24H = 0x02,
	RTC_PIN = 8,                  /* ISA interrupt and IOAPIC pin */
	WATCHDOG_VECTOR = VECTOR_MAX, /* tests use lower ones */
};

static seL4_CPtr rtc_ports, rtc_irq;

static void rtc_write(seL4_Uint8 index, seL4_Uint8 value)
{
	seL4_X86_IOPort_Out8(rtc_ports, RTC_INDEX, index);
	seL4_X86_IOPort_Out8(rtc_ports, RTC_DATA, value);
}

static void rtc_acknowledge(void)
{
	seL4_X86_IOPort_Out8(rtc_ports, RTC_INDEX, RTC_C);
	seL4_X86_IOPort_In8(rtc_ports, RTC_DATA);
}

void watchdog_init(seL4_CPtr notification)
{
	seL4_Error error;

	rtc_ports = env_keep_slot();
	rtc_irq = env_keep_slot();
	error = seL4_X86_IOPortControl_Issue(seL4_CapIOPortControl, RTC_INDEX, RTC_DATA,
					     seL4_CapInitThreadCNode, rtc_ports, ROOT_DEPTH);
	if (!error)
		error = seL4_IRQControl_GetIOAPIC(seL4_CapIRQControl, seL4_CapInitThreadCNode, rtc_irq,
						  ROOT_DEPTH, 0, RTC_PIN, 0, 0, WATCHDOG_VECTOR);
	if (!error)
		error = seL4_IRQHandler_SetNotification(rtc_irq, notification);
	if (error) {
		tap_note("no watchdog: the clock's interrupt cannot be had (error %u)", (unsigned)error);
		return;
	}
	rtc_write(RTC_A, RTC_A_32KHZ | RTC_A_RATE_2HZ);
	rtc_write(RTC_B, RTC_B_PERIODIC | RTC_B_24H);
	watchdog_ack();
}

void watchdog_ack(void)
{
	rtc_acknowledge();
	seL4_IRQHandler_Ack(rtc_irq);
}
