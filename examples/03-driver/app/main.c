/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A program that uses the driver, and knows nothing of the device. */
#include <connections.h>
#include <stdio.h>

int main(void)
{
	uint32_t product;
	int error = factorial_compute(connections_math(), 10, &product);

	if (!error)
		printf("app: 10! is %u\n", product);
	return -error;
}
