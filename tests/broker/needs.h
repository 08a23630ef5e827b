/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Needs for the broker, as descriptors state them. */
#ifndef TESTS_NEEDS_H
#define TESTS_NEEDS_H

#include <component/component.h>

#define NEED_DEVICE(text, which, index)                                              \
	{                                                                            \
		.kind = KAAL_NEED_DEVICE, .name = text, .match = which, .b = (index) \
	}
#define NEED_DEVICE_OPTIONAL(text, which)                                                           \
	{                                                                                           \
		.kind = KAAL_NEED_DEVICE, .flags = KAAL_NEED_OPTIONAL, .name = text, .match = which \
	}
#define NEED_DMA(text, bytes)                                     \
	{                                                         \
		.kind = KAAL_NEED_DMA, .name = text, .a = (bytes) \
	}
#define NEED_REGION(text, index)                                     \
	{                                                            \
		.kind = KAAL_NEED_REGION, .name = text, .a = (index) \
	}
#define NEED_IRQ(text, vector, which)                                            \
	{                                                                        \
		.kind = KAAL_NEED_IRQ, .name = text, .a = (vector), .b = (which) \
	}
#define NEED_CHANNEL(interface)                                                          \
	{                                                                                \
		.kind = KAAL_NEED_USES, .flags = KAAL_NEED_ON_REQUEST, .name = interface \
	}
#define NEED_MEMORY(bytes)                                               \
	{                                                                \
		.kind = KAAL_NEED_MEMORY, .name = "memory", .a = (bytes) \
	}

#endif
