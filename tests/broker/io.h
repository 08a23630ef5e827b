/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Registers of a region in PCI's I/O space: ports, or memory where the processor has none. */
#ifndef TESTS_IO_H
#define TESTS_IO_H

#include "abi/kaal/broker.h"

uint32_t io_read32(const struct kaal_broker_region *region, unsigned offset);
void io_write32(const struct kaal_broker_region *region, unsigned offset, uint32_t value);

#endif
