/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/broker.h>
#include <component/component.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1024, MORE = 128 * 1024 };

/* What a program needs from the machine stands in its descriptor: here, memory beyond its heap. */
KAAL_COMPONENT(memory) = {
	KAAL_IDENTITY("memory"),       .priority = 100, .stack_bytes = 16384, .heap_bytes = 65536,
	KAAL_NEEDS(KAAL_MEMORY(MORE)),
};

/* Memory that comes at run time, and goes again. @return 0, or a negative errno */
static int use_more(void)
{
	uint64_t handle, address, other;
	int error = broker_request_memory(MORE, &handle, &address);

	if (error)
		return error;
	memset((void *)address, 1, MORE);
	error = broker_request_memory(BLOCK, &other, &address);
	broker_release(handle);
	return error == -EDQUOT ? 0 : -EPROTO; /* it had all that it may have */
}

int main(void)
{
	int kib = 0, error = 0;

	for (int i = 0; i < 1000 && !error; i++)
		error = use_more();
	printf("1000 times 128 KiB, and 1 KiB more refused each time: %s\n", strerror(-error));
	while (malloc(BLOCK))
		kib++;
	printf("malloc gave %d KiB, and then NULL\n", kib);
	return error != 0;
}
