/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a test says about what it saw. Any thread of a test may call these. */
#ifndef SUITE_CHECK_H
#define SUITE_CHECK_H

#include <sel4/sel4.h>

/* The condition's own text is the message; a failed CHECK lets the test go on, REQUIRE ends it. */
#define CHECK(condition)    check_true(__FILE_NAME__, __LINE__, #condition, (condition) ? 1 : 0)
#define CHECK_EQ(got, want) check_equal(__FILE_NAME__, __LINE__, #got, (seL4_Word)(got), (seL4_Word)(want))
#define REQUIRE(condition)  check_required(__FILE_NAME__, __LINE__, #condition, (condition) ? 1 : 0)

/** One thing that was not as it had to be. */
struct failure {
	const char *file;
	int line;
	const char *what;
	const char *got_is, *want_is; /* what the two values are, or NULL without them */
	seL4_Word got, want;
};

enum { MAX_FAILURES = 4 };

/** What is known about the test that runs; the driver clears it before each. */
struct verdict {
	struct failure failures[MAX_FAILURES];
	unsigned num_failures; /* may exceed MAX_FAILURES: the rest is only counted */
	const char *skipped;   /* why, or NULL */
};

extern struct verdict verdict;

/** Record a failure. */
void check_failed(struct failure failure);

void check_true(const char *file, int line, const char *what, int ok);
void check_equal(const char *file, int line, const char *what, seL4_Word got, seL4_Word want);

/** As check_true, but a failure ends the calling test at once. */
void check_required(const char *file, int line, const char *what, int ok);

/** Record that this machine or kernel configuration cannot run the test, and end it. */
_Noreturn void test_skip(const char *why);

#endif
