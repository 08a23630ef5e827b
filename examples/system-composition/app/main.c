/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The application: it outlives the service that it uses. */
#include <connections.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
	for (;;) {
		uint32_t kept;
		int error = store_put(connections_notes(), "remember the milk", &kept);

		if (error)
			printf("app: try again: %s\n", strerror(-error));
		else
			printf("app: %u kept\n", kept);
		usleep(200000);
	}
}
