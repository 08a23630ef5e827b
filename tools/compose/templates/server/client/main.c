/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The client: it calls the service as if that were a function. */
#include <connections.h>
#include <stdio.h>
#include <string.h>

static void add(uint32_t amount)
{
	uint64_t total;
	int error = counter_add(connections_counter(), amount, &total);

	if (error)
		printf("client: %u was not added: %s\n", amount, strerror(-error));
	else
		printf("client: total is %llu\n", (unsigned long long)total);
}

int main(void)
{
	add(1);
	add(2);
	add(13); /* the service crashes over this one, and only the service */
	add(4);
	return 0;
}
