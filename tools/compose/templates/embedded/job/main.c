/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* A job with a fixed period. It ends in an error now and then, and is started again. */
#include <component/clock.h>
#include <component/component.h>
#include <stdio.h>

static const uint64_t PERIOD_NS = 100000000; /* 100 ms */

/* Sample, compute, set an output. @return 0, or what went wrong */
static int job_cycle(unsigned int number)
{
	printf("job: cycle %u\n", number);
	return number % 5 == 0 ? -1 : 0; /* as if a sensor did not answer */
}

int main(void)
{
	uint64_t next_ns = clock_now_ns();

	if (component_startup()->restarts)
		printf("job: begins again\n");
	for (unsigned int number = 1; job_cycle(number) == 0; number++) {
		next_ns += PERIOD_NS; /* not "now + period": the period does not drift */
		clock_sleep_until(next_ns);
	}
	return 1;
}
