/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Take randomness while its driver is restarted, and read the time of day, both as any program does. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include <component/component.h>
#include <component/root.h>

#include "abi/kaal/clock.h"
#include "abi/kaal/rng.h"
#include "abi/kaal/serial.h"

enum { KILLS = 10, TAKE_BYTES = 64 };

KAAL_COMPONENT(devicestest) = {
	KAAL_IDENTITY("devicestest"),
	.priority = 60,
	.stack_bytes = 16384,
	.heap_bytes = 65536,
	.flags = KAAL_COMPONENT_ON_DEMAND,
	KAAL_NEEDS(KAAL_MANAGE, KAAL_USES(KAAL_SERIAL, 4096), KAAL_MAY_USE(KAAL_CLOCK, 0),
		   KAAL_MAY_USE(KAAL_RNG, 0)),
};

/** @return whether some bytes came, and none are as they were */
static bool take(unsigned char *before)
{
	unsigned char now[TAKE_BYTES] = { 0 };
	bool taken = getentropy(now, sizeof now) == 0 && memcmp(now, before, sizeof now) != 0;

	memcpy(before, now, sizeof now);
	return taken;
}

static void randomness(void)
{
	static unsigned char much[5000];
	unsigned char last[TAKE_BYTES] = { 0 };
	unsigned taken = 0;
	uint64_t id;

	for (unsigned i = 0; i < KILLS; i++) {
		taken += take(last);
		if (root_restart("virtio-rng", &id))
			printf("no restart\n");
		taken += take(last);
	}
	printf("takes that differ: %u\n", taken);
	printf("much: %zd\n", getrandom(much, sizeof much, 0));
}

static void time_of_day(void)
{
	struct timespec now, later;
	struct tm date;
	char text[32];

	if (clock_gettime(CLOCK_REALTIME, &now)) {
		printf("time of day: %s\n", strerror(errno));
		return;
	}
	gmtime_r(&now.tv_sec, &date);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M", &date);
	clock_gettime(CLOCK_REALTIME, &later);
	printf("time of day: %s, goes on: %d\n", text,
	       later.tv_sec > now.tv_sec || (later.tv_sec == now.tv_sec && later.tv_nsec > now.tv_nsec));
}

int main(void)
{
	unsigned char byte;

	time_of_day();
	if (getrandom(&byte, 1, 0) == 1)
		randomness();
	else
		printf("randomness: %s\n", strerror(errno));
	printf("devices test done\n");
	return 0;
}
