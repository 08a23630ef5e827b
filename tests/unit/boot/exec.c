/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* run --exec: a line's output and status, found in what the machine prints. */
#include "project/boot.h"
#include "tap.h"

static struct exec exec;
static char output[4096];
static size_t output_len;

static void take(void *context, const char *bytes, size_t len)
{
	(void)context;
	memcpy(output + output_len, bytes, len);
	output_len += len;
	output[output_len] = '\0';
}

static void begin(void)
{
	output_len = 0;
	output[0] = '\0';
	exec_init(&exec, take, NULL);
}

/* What the machine prints; @ stands for the tag. It comes byte by byte. */
static void printed(const char *text)
{
	for (; *text; text++) {
		if (*text == '@')
			exec_feed(&exec, exec.tag, strlen(exec.tag));
		else
			exec_feed(&exec, text, 1);
	}
}

static void output_and_status(void)
{
	begin();
	printed("[KaaL] Booting...\n$ report @ ps\n@ begins\none\ntwo\n@ ended 3\n$ poweroff\n");
	CHECK_STR(output, "one\ntwo\n");
	CHECK_EQ(exec.state, EXEC_DONE);
	CHECK_EQ(exec.status, 3);
}

static void echo_is_no_mark(void)
{
	begin();
	printed("$ report @ begins\n");
	CHECK_EQ(exec.state, EXEC_BEFORE);
	printed("@ begins\nrun-other ended 1\n@ ended 127\n");
	CHECK_STR(output, "run-other ended 1\n");
	CHECK_EQ(exec.status, 127);
}

static void output_without_its_newline(void)
{
	begin();
	printed("@ begins\nno newline@ ended 0\n");
	CHECK_STR(output, "no newline");
	CHECK_EQ(exec.state, EXEC_DONE);
}

static void a_long_line(void)
{
	for (size_t length = 500; length < 530; length++) {
		char line[600];

		begin();
		memset(line, 'x', length);
		line[length] = '\0';
		printed("@ begins\n");
		printed(line);
		printed("@ ended 5\n");
		CHECK_STR(output, line);
		CHECK_EQ(exec.status, 5);
	}
}

static void no_end(void)
{
	begin();
	printed("@ begins\nhalf an answ");
	CHECK_EQ(exec.state, EXEC_WITHIN);
}

static void what_is_typed(void)
{
	struct arena arena = { NULL };
	char line[64];

	begin();
	snprintf(line, sizeof(line), "report %s ps -a", exec.tag);
	CHECK_STR(exec_line(&arena, &exec, "ps -a"), line);
	arena_release(&arena);
}

TAP_MAIN(TAP(output_and_status), TAP(echo_is_no_mark), TAP(output_without_its_newline), TAP(a_long_line),
	 TAP(no_end), TAP(what_is_typed))
