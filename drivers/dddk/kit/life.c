/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A driver's life: started, served, stopped, perhaps started again. */
#include <errno.h>
#include <string.h>

#include <dddk/poll.h>

#include "dddk.h"

static int driver_start(struct dddk *dddk)
{
	int error = dddk->driver->start ? dddk->driver->start(dddk->driver->state, dddk) : 0;

	dddk->running = !error;
	if (error)
		dddk_say("the device cannot be used: %s", strerror(-error));
	return error;
}

int dddk_start(struct dddk *dddk, const struct dddk_driver *driver)
{
	int error;

	*dddk = (struct dddk){ .driver = driver };
	if (driver->state)
		memset(driver->state, 0, driver->state_bytes);
	if (driver->serial)
		serial_class_init(&dddk->serial, driver);
	error = dddk_acquire(dddk);
	return error ? error : driver_start(dddk);
}

void dddk_stop(struct dddk *dddk)
{
	dddk->running = false;
	dddk->deferred = false;
	dddk_timeout_in(dddk, 0);
	if (dddk->driver->stop)
		dddk->driver->stop(dddk->driver->state);
}

int dddk_restart(struct dddk *dddk)
{
	dddk_stop(dddk);
	dddk->later_used = 0;
	return driver_start(dddk);
}

/** The driver's own, or its class's. */
static void interrupt_serve(struct dddk *dddk, unsigned vector)
{
	if (dddk->driver->irq)
		dddk->driver->irq(dddk->driver->state, vector);
	else if (dddk->driver->serial)
		serial_class_interrupt(&dddk->serial);
	else if (dddk->driver->timer)
		timer_class_interrupt(dddk);
}

static void vectors_serve(struct dddk *dddk, uint64_t signals)
{
	for (unsigned i = 0; i < dddk->vectors_count; i++) {
		const struct machine_irq *irq = &dddk->vectors[i];

		if (!(signals & irq->signal))
			continue;
		machine_irq_begin(irq);
		if (dddk->running)
			interrupt_serve(dddk, i);
		machine_irq_end(irq);
	}
}

static uint64_t sooner(uint64_t a_ns, uint64_t b_ns)
{
	if (!a_ns || !b_ns)
		return a_ns ? a_ns : b_ns;
	return a_ns < b_ns ? a_ns : b_ns;
}

/** Have the alarm come for whatever is next. An earlier one that is not wanted any more may come too. */
static void alarm_set(struct dddk *dddk)
{
	uint64_t next_ns = sooner(dddk->timeout_ns, dddk->driver->block ? block_class_deadline_ns(dddk) : 0);

	if (!next_ns || (dddk->alarm_ns && dddk->alarm_ns <= next_ns))
		return;
	dddk->alarm_ns = next_ns;
	dddk->alarm_signal = machine_alarm(next_ns);
}

static void timeout_serve(struct dddk *dddk)
{
	dddk->alarm_ns = 0;
	if (!dddk->timeout_ns || machine_now_ns() < dddk->timeout_ns)
		return;
	dddk->timeout_ns = 0;
	dddk->driver->timeout(dddk->driver->state);
}

static void deferred_serve(struct dddk *dddk)
{
	if (!dddk->deferred)
		return;
	dddk->deferred = false;
	dddk->driver->deferred(dddk->driver->state);
}

static void class_serve(struct dddk *dddk)
{
	if (dddk->driver->block)
		block_class_serve(dddk);
	if (dddk->driver->rng && dddk->running)
		rng_class_fill(dddk);
	if (dddk->driver->timer)
		timer_class_serve(dddk);
	if (dddk->driver->serial)
		serial_class_move(&dddk->serial);
}

void dddk_serve(struct dddk *dddk, uint64_t signals)
{
	vectors_serve(dddk, signals);
	if (signals & dddk->alarm_signal)
		timeout_serve(dddk);
	deferred_serve(dddk);
	class_serve(dddk);
	alarm_set(dddk);
}

/* --- what drivers call --------------------------------------------------- */

const struct kaal_broker_device *dddk_device(const struct dddk *dddk)
{
	return &dddk->device;
}

int dddk_region(struct dddk *dddk, unsigned index, struct mmio *mmio)
{
	return machine_region(&dddk->device, index, mmio, NULL);
}

int dddk_vector(struct dddk *dddk, unsigned vector)
{
	if (vector >= dddk->vectors_count)
		return -EPERM;
	return (int)dddk->vectors[vector].kind;
}

/* A driver that is started again asks for the same in the same order, and gets the same. */
static bool dma_had(struct dddk *dddk, uint64_t bytes, struct dma_memory *memory)
{
	const struct dma_memory *had = &dddk->later[dddk->later_used];

	if (dddk->later_used == dddk->later_count || had->bytes != bytes)
		return false;
	dddk->later_used++;
	memset(had->at, 0, bytes);
	*memory = *had;
	return true;
}

int dddk_dma(struct dddk *dddk, uint64_t bytes, uint64_t alignment, struct dma_memory *memory)
{
	int error;

	if (dma_had(dddk, bytes, memory))
		return 0;
	if (dddk->later_count == DDDK_LATER_MAX)
		return -EDQUOT;
	error = machine_dma(&dddk->device, bytes, alignment, memory);
	if (error)
		return error;
	memory->bytes = bytes;
	dddk->later[dddk->later_count++] = *memory;
	dddk->later_used = dddk->later_count;
	return 0;
}

int dddk_config_read(struct dddk *dddk, unsigned offset, unsigned bytes, uint32_t *value)
{
	return machine_config_read(&dddk->device, offset, bytes, value);
}

void dddk_timeout_in(struct dddk *dddk, uint64_t us)
{
	dddk->timeout_ns = us ? machine_now_ns() + us * 1000 : 0;
}

void dddk_defer(struct dddk *dddk)
{
	dddk->deferred = true;
}

uint64_t dddk_now_ns(void)
{
	return machine_now_ns();
}

enum { POLL_LOOKS_MIN = 16 };

struct poll poll_for_us(uint64_t us)
{
	return (struct poll){ machine_now_ns() + us * 1000, POLL_LOOKS_MIN };
}

bool poll_over(struct poll *poll)
{
	if (poll->looks) {
		poll->looks--;
		return false;
	}
	return machine_now_ns() >= poll->end_ns;
}
