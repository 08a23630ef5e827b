/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include <component/component.h>
#include <connections.h>

int main(void)
{
	const char *number = strrchr(component_startup()->name, '-') + 1;
	uint32_t present;
	int error = roll_answer(connections_roll(), (uint32_t)atoi(number), &present);

	while (!error)
		component_wait(~0ull); /* stay, and hold what was given */
	return -error;
}
