/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/broker.h>

#include <errno.h>
#include <string.h>

#include <component/component.h>
#include <sel4/sel4.h>

/** Ask, and take the reply's words as the @bytes of @out. */
static int ask(enum kaal_broker_op operation, const uint64_t words[], unsigned count, void *out, size_t bytes)
{
	seL4_Word *message = seL4_GetIPCBuffer()->msg;
	seL4_MessageInfo_t info;

	for (unsigned i = 0; i < count; i++)
		message[i] = words[i];
	info = seL4_Call(KAAL_SLOT_ROOT, seL4_MessageInfo_new(operation, 0, 0, count));
	if (seL4_MessageInfo_get_label(info))
		return -(int)seL4_MessageInfo_get_label(info);
	if (bytes)
		memcpy(out, seL4_GetIPCBuffer()->msg, bytes);
	return 0;
}

int broker_request_device(const char *name, int *grant, struct kaal_broker_device *device)
{
	int index = component_grant_find(KAAL_NEED_DEVICE, name, 0), error;

	if (index < 0)
		return index;
	*grant = index;
	do { /* a device that is being reset is to be had soon, in 100 ms at most */
		error = ask(KAAL_BROKER_DEVICE, (const uint64_t[]){ (uint64_t)index }, 1, device,
			    sizeof *device);
		if (error == -EAGAIN)
			seL4_Yield();
	} while (error == -EAGAIN);
	return error;
}

int broker_request_region(int grant, unsigned index, struct kaal_broker_region *region)
{
	return ask(KAAL_BROKER_REGION, (const uint64_t[]){ (uint64_t)grant, index }, 2, region,
		   sizeof *region);
}

int broker_request_irq(int grant, enum kaal_broker_irq_kind kind, unsigned vector,
		       struct kaal_broker_irq *irq)
{
	return ask(KAAL_BROKER_IRQ, (const uint64_t[]){ (uint64_t)grant, kind, vector }, 3, irq, sizeof *irq);
}

int broker_irq_done(const struct kaal_broker_irq *irq)
{
	return ask(KAAL_BROKER_IRQ_DONE, &irq->handle, 1, NULL, 0);
}

int broker_request_dma(int grant, uint64_t bytes, uint64_t alignment, struct kaal_broker_dma *dma)
{
	return ask(KAAL_BROKER_DMA, (const uint64_t[]){ (uint64_t)grant, bytes, alignment }, 3, dma,
		   sizeof *dma);
}

int broker_request_memory(uint64_t bytes, uint64_t *handle, uint64_t *vaddr)
{
	uint64_t reply[2];
	int error = ask(KAAL_BROKER_MEMORY, &bytes, 1, reply, sizeof reply);

	if (error)
		return error;
	*handle = reply[0];
	*vaddr = reply[1];
	return 0;
}

int broker_request_channel(const char *end)
{
	int index = component_grant_find(KAAL_NEED_USES, end, 0);

	if (index < 0)
		return index;
	return ask(KAAL_BROKER_CHANNEL, (const uint64_t[]){ (uint64_t)index }, 1, NULL, 0);
}

int broker_release(uint64_t handle)
{
	return ask(KAAL_BROKER_RELEASE, &handle, 1, NULL, 0);
}

int broker_config_read(int grant, unsigned offset, unsigned bytes, uint32_t *value)
{
	uint64_t read;
	int error = ask(KAAL_BROKER_CONFIG_READ, (const uint64_t[]){ (uint64_t)grant, offset, bytes }, 3,
			&read, sizeof read);

	if (!error)
		*value = (uint32_t)read;
	return error;
}

int broker_config_write(int grant, unsigned offset, unsigned bytes, uint32_t value)
{
	return ask(KAAL_BROKER_CONFIG_WRITE, (const uint64_t[]){ (uint64_t)grant, offset, bytes, value }, 4,
		   NULL, 0);
}
