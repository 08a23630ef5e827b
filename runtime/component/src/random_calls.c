/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "random_calls.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/random.h>
#include <sys/syscall.h>

#include <component/component.h>
#include <component/connection.h>
#include <component/root.h>

#include "abi/kaal/rng.h"

enum {
	RESETS_MAX = 16,      /* so often the source may die while it is asked */
	COUNT_MAX = 33554431, /* of getrandom(2) */
};

/** Ask for up to so many. @return bytes given, 1.., or a negative errno */
static long take_once(const struct connection *rng, void *bytes, size_t count)
{
	uint64_t words[1 + KAAL_RNG_BYTES_MAX / sizeof(uint64_t)];
	int words_count;

	words[0] = count < KAAL_RNG_BYTES_MAX ? count : KAAL_RNG_BYTES_MAX;
	count = words[0];
	words_count = connection_exchange(rng, KAAL_RNG_TAKE, words, 1, words, sizeof words / sizeof *words);
	if (words_count < 0)
		return words_count;
	if (words_count < 1 || !words[0] || words[0] > count ||
	    (uint64_t)words_count < 1 + (words[0] + sizeof *words - 1) / sizeof *words)
		return -EIO;
	count = words[0];
	memcpy(bytes, &words[1], count);
	explicit_bzero(words, sizeof words);
	return (long)count;
}

/** The same, having waited until there are some. */
static long take(const struct connection *rng, void *bytes, size_t count, unsigned flags)
{
	for (unsigned resets = 0; resets < RESETS_MAX;) {
		long taken = take_once(rng, bytes, count);

		if (taken == -ECONNRESET)
			resets++;
		else if (taken == -EAGAIN && !(flags & GRND_NONBLOCK))
			component_wait(connection_signal(rng));
		else
			return taken;
	}
	return -EIO;
}

long random_get(void *bytes, size_t count, unsigned flags)
{
	struct connection rng;
	size_t got = 0;

	if (flags & ~(unsigned)(GRND_NONBLOCK | GRND_RANDOM))
		return -EINVAL;
	if (connection_open(&rng, KAAL_RNG, 1)) {
		root_unknown_syscall(SYS_getrandom);
		return -ENOSYS;
	}
	if (count > COUNT_MAX)
		count = COUNT_MAX;
	while (got < count) {
		long taken = take(&rng, (char *)bytes + got, count - got, flags);

		if (taken < 0)
			return got ? (long)got : taken;
		got += (size_t)taken;
	}
	return (long)got;
}
