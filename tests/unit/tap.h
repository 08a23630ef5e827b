/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Unit tests in plain C with TAP output.
 *
 *	static void adds(void)
 *	{
 *		CHECK_EQ(add(1, 2), 3);
 *	}
 *
 *	TAP_MAIN(TAP(adds), TAP(subtracts))
 *
 * A failed check ends its test and says where it stands; the other tests still run.
 * With arguments, only the tests named by them run.
 */
#ifndef TESTS_UNIT_TAP_H
#define TESTS_UNIT_TAP_H

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

struct tap_test {
	const char *name;
	void (*run)(void);
};

/* the check that fails is deep in helpers of the test: it jumps back to tap_run */
static jmp_buf tap_failed;

_Noreturn static inline void tap_fail(const char *file, int line, const char *what)
{
	printf("# %s:%d: %s\n", file, line, what);
	longjmp(tap_failed, 1);
}

static inline void tap_check_eq(unsigned long long got, unsigned long long want, const char *file, int line,
				const char *what)
{
	if (got == want)
		return;
	printf("# got %llu (0x%llx), want %llu (0x%llx)\n", got, got, want, want);
	tap_fail(file, line, what);
}

static inline void tap_check_str(const char *got, const char *want, const char *file, int line,
				 const char *what)
{
	if (strcmp(got, want) == 0)
		return;
	printf("# got \"%s\", want \"%s\"\n", got, want);
	tap_fail(file, line, what);
}

#define CHECK(condition) ((condition) ? (void)0 : tap_fail(__FILE__, __LINE__, #condition))
#define CHECK_EQ(got, want)                                                                     \
	tap_check_eq((unsigned long long)(got), (unsigned long long)(want), __FILE__, __LINE__, \
		     #got " == " #want)
#define CHECK_STR(got, want) tap_check_str(got, want, __FILE__, __LINE__, #got)

static inline int tap_wanted(const char *name, int argc, char **argv)
{
	if (argc < 2)
		return 1;
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return 1;
	return 0;
}

/* a function of its own: longjmp may clobber the variables of the one that calls setjmp */
static inline int tap_passes(const struct tap_test *test)
{
	if (setjmp(tap_failed))
		return 0;
	test->run();
	return 1;
}

/** @return exit status: 0 if every test passed */
static inline int tap_run(const struct tap_test *tests, unsigned count, int argc, char **argv)
{
	static unsigned number, failures;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (const struct tap_test *test = tests; test < tests + count; test++) {
		if (!tap_wanted(test->name, argc, argv))
			continue;
		number++;
		if (tap_passes(test)) {
			printf("ok %u - %s\n", number, test->name);
		} else {
			failures++;
			printf("not ok %u - %s\n", number, test->name);
		}
	}
	printf("1..%u\n", number);
	return failures != 0;
}

#define TAP(function)               \
	{                           \
#function, function \
	}
#define TAP_MAIN(...)                                                                \
	int main(int argc, char **argv)                                              \
	{                                                                            \
		static const struct tap_test tests[] = { __VA_ARGS__ };              \
                                                                                     \
		return tap_run(tests, sizeof(tests) / sizeof(tests[0]), argc, argv); \
	}

#endif
