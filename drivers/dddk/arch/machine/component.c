/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The component that a driver is: entry points, clients, calls. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <component/component.h>

#include "abi/kaal/rng.h"
#include "dddk.h"

/* entry points carry no context */
static struct dddk the_dddk;
static bool rng_awaited; /* a client was told to wait */

void dddk_say(const char *format, ...)
{
	va_list args;
	char line[160];

	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	printf("%s: %s\n", dddk_the_driver->name, line);
}

static int block_connect(int index, const struct kaal_grant *grant)
{
	const struct block_client_memory memory = {
		(void *)grant->vaddr,  (void *)grant->back_vaddr, grant->bytes,
		{ grant->data_paddr }, grant->data_bytes,
	};

	if (grant->bytes != grant->back_bytes)
		return -EINVAL;
	return block_class_add_client(&the_dddk, (unsigned)index, &memory);
}

static void clients_connect(void)
{
	for (int i = 0; (unsigned)i < component_startup()->grants_count; i++) {
		const struct kaal_grant *grant = component_grant(i);
		int error = 0;

		if (grant->kind != KAAL_NEED_PROVIDES)
			continue;
		if (dddk_the_driver->block)
			error = block_connect(i, grant);
		if (error)
			dddk_say("client %u cannot be served: %s", grant->peer, strerror(-error));
	}
}

static int driver_start(void)
{
	int error = dddk_start(&the_dddk, dddk_the_driver);

	if (error)
		return error;
	clients_connect();
	dddk_serve(&the_dddk, 0);
	return 0;
}

static void signal_all(void)
{
	for (int i = component_grant_find(KAAL_NEED_PROVIDES, KAAL_RNG, 0); i >= 0;
	     i = component_grant_find(KAAL_NEED_PROVIDES, KAAL_RNG, i + 1))
		component_signal_peer(i);
}

static void driver_notified(uint64_t signals)
{
	dddk_serve(&the_dddk, signals);
	if (rng_awaited && the_dddk.rng.bytes) {
		rng_awaited = false;
		signal_all();
	}
}

static int call_block(struct component_call *call)
{
	const struct block_disk *disk = &the_dddk.block.disk;

	if (call->operation != KAAL_BLOCK_INFO)
		return -ENOSYS;
	call->words[0] = disk->sectors;
	call->words[1] = disk->sector_bytes;
	call->words[2] = disk->flags;
	call->words[3] = disk->request_sectors;
	call->words_count = 4;
	return the_dddk.block.dead ? -ENODEV : 0;
}

static int call_rng(struct component_call *call)
{
	int bytes;

	if (call->operation != KAAL_RNG_TAKE)
		return -ENOSYS;
	if (call->words_count < 1 || call->words[0] < 1 || call->words[0] > KAAL_RNG_BYTES_MAX)
		return -EINVAL;
	call->words_count = 1 + ((unsigned)call->words[0] + 7) / 8;
	bytes = rng_class_take(&the_dddk, &call->words[1], (uint32_t)call->words[0]);
	rng_awaited |= bytes == -EAGAIN;
	dddk_serve(&the_dddk, 0); /* fetch more */
	if (bytes < 0)
		return bytes;
	call->words[0] = (uint64_t)bytes;
	return 0;
}

static int driver_call(struct component_call *call)
{
	if (dddk_the_driver->block)
		return call_block(call);
	if (dddk_the_driver->rng)
		return call_rng(call);
	return -ENOSYS;
}

static void driver_stop(void)
{
	dddk_stop(&the_dddk);
}

const struct component_events component_events = {
	.start = driver_start,
	.notified = driver_notified,
	.call = driver_call,
	.stop = driver_stop,
};
