/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A component: an isolated program. It holds what system.toml says, and nothing else. */
#include <stdio.h>

int main(void)
{
	printf("Hello from hello, a component of @NAME@.\n");
	return 0;
}
