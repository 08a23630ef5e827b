/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The native shell: a prompt on the serial connection. */
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include <component/component.h>

#include "abi/kaal/log_reader.h"
#include "abi/kaal/serial.h"
#include "abi/kaal/timer.h"

#include "commands.h"
#include "line_edit.h"

KAAL_COMPONENT(shell) = {
	KAAL_IDENTITY("shell"),
	.priority = 100,
	.stack_bytes = 32768,
	.heap_bytes = 262144,
	KAAL_NEEDS(KAAL_USES(KAAL_SERIAL, 4096), KAAL_USES(KAAL_TIMER, 0), KAAL_MAY_USE(KAAL_LOG_READER, 0),
		   KAAL_MANAGE),
};

enum { INPUT_BYTES = 64 };

/** Bytes typed that no line has used yet. */
struct input {
	uint8_t bytes[INPUT_BYTES];
	size_t from, to;
	bool ended; /* the connection broke */
};

static void terminal_write(void *context, const char *bytes, size_t count)
{
	(void)context;
	if (count)
		fwrite(bytes, 1, count, stdout);
}

static void input_fill(struct input *input)
{
	ssize_t count;

	fflush(stdout); /* nothing more to do: show what there is */
	count = read(STDIN_FILENO, input->bytes, sizeof input->bytes);
	input->ended = count <= 0;
	input->from = 0;
	input->to = input->ended ? 0 : (size_t)count;
}

static enum line_result line_read(struct line_edit *edit, struct input *input)
{
	enum line_result result = LINE_MORE;

	line_edit_begin(edit);
	while (result == LINE_MORE && !input->ended) {
		if (input->from == input->to)
			input_fill(input);
		else
			result = line_edit_feed(edit, input->bytes[input->from++]);
	}
	return result;
}

int main(void)
{
	static struct line_edit edit; /* large */
	struct input input = { .from = 0 };

	printf("Welcome to %s!\n", component_startup()->system);
	line_edit_init(&edit, terminal_write, NULL, "$ ");
	while (!input.ended) {
		enum line_result result = line_read(&edit, &input);

		if (result == LINE_DONE)
			command_line_run(edit.text);
		else if (result == LINE_END)
			printf("'poweroff' switches the machine off.\n");
	}
	return 1;
}
