/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Waits for ever with all its threads: it must be seen to live, and end in good order. */
#include <pthread.h>
#include <stdio.h>

#include <component/component.h>
#include <component/log.h>

#include "abi/kaal/timer.h"

KAAL_COMPONENT(steady) = {
	KAAL_IDENTITY("steady"), .priority = 120,  .stack_bytes = 16384,
	.heap_bytes = 1048576,   .threads_max = 3, KAAL_NEEDS(KAAL_USES(KAAL_TIMER, 0)),
};

static void say_goodbye(void)
{
	printf("# steady says goodbye\n");
}

static void *wait_for_nobody(void *unused)
{
	pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	pthread_cond_t never = PTHREAD_COND_INITIALIZER;

	pthread_mutex_lock(&mutex);
	for (;;)
		pthread_cond_wait(&never, &mutex);
	return unused;
}

int main(void)
{
	pthread_t threads[2];

	component_on_stop(say_goodbye);
	for (int i = 0; i < 2; i++)
		pthread_create(&threads[i], NULL, wait_for_nobody, NULL);
	pthread_join(threads[0], NULL);
	return 1;
}
