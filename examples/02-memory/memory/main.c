/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/broker.h>
#include <component/component.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 4096, BLOCKS_MAX = 64, MORE = 128 * 1024 };

/* What a program needs from the machine stands in its descriptor: here, memory beyond its heap. */
KAAL_COMPONENT(memory) = {
	KAAL_IDENTITY("memory"),
	KAAL_NEEDS(KAAL_MEMORY(MORE)),
};

static void use_heap(void)
{
	void *blocks[BLOCKS_MAX];
	int count = 0;

	while (count < BLOCKS_MAX && (blocks[count] = malloc(BLOCK)) != NULL)
		count++;
	printf("malloc gave %d blocks of 4 KiB of a heap of 64 KiB\n", count);
	while (count > 0)
		free(blocks[--count]);
}

static void use_broker(void)
{
	uint64_t handle, address;
	int error = broker_request_memory(MORE, &handle, &address);

	if (error) {
		printf("no memory: %s\n", strerror(-error));
		return;
	}
	memset((void *)address, 1, MORE);
	error = broker_request_memory(BLOCK, &handle, &address);
	printf("128 KiB at run time; more than that is refused: %s\n", strerror(-error));
	broker_release(handle);
}

int main(void)
{
	use_heap();
	for (int i = 0; i < 1000; i++)
		use_broker_quietly();
	return 0;
}
