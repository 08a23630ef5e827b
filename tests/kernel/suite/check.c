/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "suite/check.h"

#include "suite/driver.h"

struct verdict verdict;

void check_failed(struct failure failure)
{
	if (verdict.num_failures < MAX_FAILURES)
		verdict.failures[verdict.num_failures] = failure;
	verdict.num_failures++;
}

void check_true(const char *file, int line, const char *what, int ok)
{
	if (!ok)
		check_failed((struct failure){ .file = file, .line = line, .what = what });
}

void check_equal(const char *file, int line, const char *what, seL4_Word got, seL4_Word want)
{
	if (got != want)
		check_failed((struct failure){ file, line, what, "got", "want", got, want });
}

void check_required(const char *file, int line, const char *what, int ok)
{
	check_true(file, line, what, ok);
	if (!ok)
		test_end();
}

_Noreturn void test_skip(const char *why)
{
	verdict.skipped = why;
	test_end();
}
