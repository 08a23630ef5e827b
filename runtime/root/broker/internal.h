/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef BROKER_INTERNAL_H
#define BROKER_INTERNAL_H

#include <core/errno.h>
#include <core/string.h>
#include <core/text.h>

#include "broker/broker.h"
#include "broker/bus.h"
#include "broker/match.h"
#include "message.h"
#include "root.h"

/* --- broker.c ------------------------------------------------------------------ */

/** Say why a component is refused, unless it has been told too often. @return @error */
int broker_refuse(struct root *root, const struct component *component, int error, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/** A grant of the caller's plan by its index. @return NULL: there is none of this kind */
const struct kaal_plan_grant *grant_of(const struct root *root, const struct component *component,
				       uint64_t index, uint32_t kind);

/** The sum of what the needs of this kind allow. @param name  of the needs; NULL: any */
uint64_t grants_sum(const struct root *root, const struct component *component, uint32_t kind,
		    const char *name);

/** Log2 of the least block that holds @bytes. */
static inline unsigned block_bits_for(uint64_t bytes)
{
	unsigned bits = BLOCK_BITS_MIN;

	while (bits < BLOCK_BITS_MAX && 1ull << bits < bytes)
		bits++;
	return bits;
}

/* --- device.c ------------------------------------------------------------------ */

/** Find what a plan names. @return 0, -ENODEV, -EINVAL: it makes no sense */
int device_find(struct root *root, const char *text, uint64_t index, struct device *out);

static inline bool device_equal(const struct device *a, const struct device *b)
{
	return a->kind == b->kind && a->number == b->number;
}

/** The PCI function behind a device; NULL: it is none. */
static inline const struct pci_function *device_function(const struct root *root, const struct device *device)
{
	return device->kind == DEVICE_PCI ? &root->broker.pci.functions[device->number] : NULL;
}

/** @return 0; -ENOENT: it has none of this index */
int device_region(struct root *root, const struct device *device, unsigned index, struct device_region *out);

/** @param why  out on error, for people */
int device_line(struct root *root, const struct device *device, unsigned index, struct bus_line *out,
		char why[BROKER_WHY_BYTES]);

/** Fill in what a driver is told of its device. */
void device_describe(struct root *root, const struct device *device, struct kaal_broker_device *out);

/** "PCI 00:03.0 (8086:100e)" and so on. */
void device_name(struct root *root, const struct device *device, char out[PCI_NAME_BYTES]);

/* --- claim.c ------------------------------------------------------------------- */

/** The device that a component has claimed by the need of this name. @return NULL: none */
struct claim *claim_of(struct root *root, const struct component *component, const char *name);

/**
 * Claim what a need names.
 *
 * @param index  of one of the alternatives among the component's grants
 * @return 0; -ENODEV: none of them is there; -EBUSY: another has it; -EAGAIN: it is still being reset
 */
int claim_take(struct root *root, struct component *component, uint64_t index, struct claim **out);

/** Who has a device, or had it and is not done with its reset. @return NULL: nobody */
struct claim *claim_on(struct root *root, const struct device *device);

/** Take the frames of its region @index, which nobody else has. */
int claim_frames(struct root *root, struct claim *claim, unsigned index);
void claim_frames_give(struct root *root, struct device_frames *frames);

/** Let a claimed device master the bus. */
void claim_master(struct root *root, const struct claim *claim);

/** Where its MSI-X table is mapped here. @return NULL: it cannot be */
volatile uint8_t *claim_msix_table(struct root *root, struct claim *claim);

/** Is a device, or the bus that it is on, being reset? Goes on with the reset as far as time allows. */
bool claim_is_resetting(struct root *root, const struct device *device);

/**
 * Stop the device and begin to reset it. No region or interrupt of it may be held any more.
 * @return 0, or -EIO: it cannot be stopped, so memory that it may write must not be used again
 */
int claim_give(struct root *root, struct claim *claim);

/* --- holding.c ----------------------------------------------------------------- */

/** A new record; its generation is set. @return NULL: there are no more */
struct holding *holding_new(struct root *root, const struct component *owner, enum holding_kind kind);

/** The record is free again. */
void holding_drop(struct holding *holding);

uint64_t holding_handle(const struct root *root, const struct holding *holding);

/** @return NULL: no such holding, or not this component's */
struct holding *holding_find(struct root *root, const struct component *owner, uint64_t handle);

/** Free addresses in a component's VSpace, with an unmapped page before them. */
int area_find(const struct root *root, const struct component *component, uint64_t bytes, uint64_t align,
	      uint64_t *vaddr);

/** A free slot of a component's CSpace. @return 0 or -ENOSPC */
int slot_find(struct root *root, const struct component *component, uint64_t *slot);

/** A free signal bit. @return 0 or -ENOSPC */
int signal_find(const struct root *root, const struct component *component, int *signal);

/* --- the kinds of holdings -------------------------------------------------------- */

int region_map(struct root *root, struct component *component, struct claim *claim, unsigned index,
	       struct holding **out);
void region_release(struct root *root, struct component *component, struct holding *holding);

int irq_connect(struct root *root, struct component *component, struct claim *claim, uint32_t kind,
		unsigned vector, struct holding **out);
void irq_release(struct root *root, struct component *component, struct holding *holding);
/** The driver is done with an interrupt of a shared line. */
int irq_done(struct root *root, struct holding *holding);

/** Mint what sets a bit of a component's notification, for as long as it takes to hand it over. */
int irq_signal_to(struct root *root, const struct component *component, int signal, seL4_CPtr handler);

int dma_make(struct root *root, struct component *component, struct claim *claim, uint64_t bytes,
	     uint64_t align, struct holding **out);
int memory_make(struct root *root, struct component *component, uint64_t bytes, struct holding **out);
/** Take memory back. @param hide  only unmap it: a device may still write it */
void memory_release(struct root *root, struct component *component, struct holding *holding, bool hide);
/** Never use the memory again that a claim was given for DMA: its device cannot be stopped. */
void memory_abandon(struct root *root, int claim);

/* --- line.c -------------------------------------------------------------------- */

/** Does anybody else's plan, or the machine, have a device on this line? */
bool line_is_shared(struct root *root, const struct claim *claim, const struct bus_line *where);

/** Have a shared line interrupt @holding's owner too. */
int line_join(struct root *root, struct holding *holding, const struct bus_line *where);
void line_leave(struct root *root, struct holding *holding);

#endif
