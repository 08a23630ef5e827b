/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#define _GNU_SOURCE
#include "session.h"

#include "console.h"
#include "terminal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	SETTLE_MS = 30,     /* a prompt counts when nothing follows it for so long */
	ECHO_MS = 50,       /* wait at most so long for a typed byte's echo before the next */
	INPUT_BYTES = 4096, /* longest line that a pipe may hold */
	TAIL_LINES = 20,
	CTRL_A = 1,
};

struct session {
	const struct session_config *config;
	struct machine *machine;
	bool on_terminal, to_terminal;
	struct console console;
	enum {
		AWAIT_PROMPT, /* the machine boots or carries out a line */
		AT_PROMPT,
		TYPING, /* input[0..line_len) goes out byte by byte */
	} phase;
	bool prompt_reached, poweroff_typed, left_by_key, ended;
	bool switched_off; /* here, for a machine that could not do it itself */
	int64_t start_ms, output_ms, typed_ms;
	bool echoed; /* something was printed since typed_ms */
	char input[INPUT_BYTES];
	size_t input_len, line_len, line_sent;
	bool input_ended;
	char last_key;
	char complaint[160]; /* what went wrong, or "" */
};

/* Ctrl-C and kill end the machine too: a signal handler can reach nothing but a static. */
static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
	interrupted = number;
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t done = write(fd, bytes, len);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes += done;
		len -= (size_t)done;
	}
	return true;
}

__attribute__((format(printf, 2, 3))) static void session_give_up(struct session *session, const char *format,
								  ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(session->complaint, sizeof(session->complaint), format, args);
	va_end(args);
	session->ended = true;
	machine_kill(session->machine);
}

/* What the root task says when nothing is left to do but to pull the plug (runtime/root/power.c). */
static const char *const by_hand[] = {
	"\n[KaaL] This machine cannot be switched off by software; it is safe to do it by hand.",
	"\n[KaaL] This machine cannot be restarted by software; it is safe to do it by hand.",
};

static bool is_to_be_switched_off(const struct session *session)
{
	return session->machine->target->off_by_hand && (console_line_ended(&session->console, by_hand[0]) ||
							 console_line_ended(&session->console, by_hand[1]));
}

static void session_switch_off(struct session *session)
{
	session->switched_off = session->ended = true;
	machine_kill(session->machine);
}

/* A file or pipe gets lines that end in a newline alone. */
static size_t drop_carriage_returns(char *bytes, size_t len)
{
	size_t kept = 0;

	for (size_t i = 0; i < len; i++)
		if (bytes[i] != '\r')
			bytes[kept++] = bytes[i];
	return kept;
}

static void session_take_output(struct session *session)
{
	char bytes[4096];
	ssize_t len = read(session->machine->output, bytes, sizeof(bytes));

	if (len < 0 && errno == EINTR)
		return;
	if (len <= 0) {
		session->ended = true;
		return;
	}
	session->output_ms = now_ms();
	session->echoed = true;
	console_feed(&session->console, bytes, (size_t)len);
	if (!session->to_terminal)
		len = (ssize_t)drop_carriage_returns(bytes, (size_t)len);
	if (!write_all(STDOUT_FILENO, bytes, (size_t)len))
		session_give_up(session, "standard output is closed");
	if (is_to_be_switched_off(session))
		session_switch_off(session);
}

/* QEMU's own key: Ctrl-A, then x. The machine stops because a person said so. */
static void session_note_keys(struct session *session, const char *keys, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		session->left_by_key |= session->last_key == CTRL_A && (keys[i] == 'x' || keys[i] == 'X');
		session->last_key = session->last_key == CTRL_A ? '\0' : keys[i];
	}
}

static void session_take_keys(struct session *session)
{
	char keys[256];
	ssize_t len = read(STDIN_FILENO, keys, sizeof(keys));

	if (len <= 0) {
		session->input_ended = len == 0 || errno != EINTR;
		return;
	}
	session_note_keys(session, keys, (size_t)len);
	write_all(session->machine->input, keys, (size_t)len);
}

static void session_take_input(struct session *session)
{
	ssize_t len =
		read(STDIN_FILENO, session->input + session->input_len, INPUT_BYTES - session->input_len);

	if (len > 0)
		session->input_len += (size_t)len;
	else
		session->input_ended = len == 0 || errno != EINTR;
}

/* Length of the first line of input including its newline; 0 if it is not whole yet. */
static size_t first_line(struct session *session)
{
	char *newline = memchr(session->input, '\n', session->input_len);

	if (newline)
		return (size_t)(newline - session->input) + 1;
	if (session->input_len == INPUT_BYTES || (session->input_ended && session->input_len > 0)) {
		session->input[session->input_len - (session->input_len == INPUT_BYTES)] = '\n';
		session->input_len += session->input_len < INPUT_BYTES;
		return session->input_len;
	}
	return 0;
}

/* At the prompt: begin to type the next line, or the last one when input has ended. */
static void session_next_line(struct session *session)
{
	session->line_len = first_line(session);
	if (session->line_len == 0 && session->input_ended) {
		if (session->poweroff_typed) {
			session_give_up(session, "it is back at its prompt after '%s'",
					session->config->poweroff);
			return;
		}
		session->poweroff_typed = true;
		session->input_len =
			(size_t)snprintf(session->input, INPUT_BYTES, "%s\n", session->config->poweroff);
		session->line_len = session->input_len;
	}
	if (session->line_len > 0) {
		session->line_sent = 0;
		session->echoed = true;
		session->phase = TYPING;
	}
}

static void session_type_byte(struct session *session, int64_t now)
{
	if (!session->echoed && now - session->typed_ms < ECHO_MS)
		return;
	char byte = session->input[session->line_sent++];
	session->typed_ms = now;
	session->echoed = false;
	if (session->line_sent < session->line_len) {
		write_all(session->machine->input, &byte, 1);
		return;
	}
	session->input_len -= session->line_len;
	memmove(session->input, session->input + session->line_len, session->input_len);
	console_line_typed(&session->console);
	session->output_ms = now;
	session->phase = AWAIT_PROMPT;
	write_all(session->machine->input, "\r", 1);
}

static void session_check_limits(struct session *session, int64_t now)
{
	const struct session_config *config = session->config;

	if (!config->must_reach_prompt || (session->prompt_reached && session->on_terminal))
		return;
	if (now - session->output_ms > config->silence_s * INT64_C(1000))
		session_give_up(session, "%s: nothing printed for %d s",
				session->prompt_reached ? "no answer to the last line"
							: "it hangs before its prompt",
				config->silence_s);
	else if (!session->prompt_reached && now - session->start_ms > config->boot_s * INT64_C(1000))
		session_give_up(session, "no prompt within %d s", config->boot_s);
}

static void session_step(struct session *session)
{
	int64_t now = now_ms();

	if (session->phase == AWAIT_PROMPT) {
		if (console_at_prompt(&session->console) && now - session->output_ms >= SETTLE_MS) {
			session->phase = AT_PROMPT;
			session->prompt_reached = true;
		} else {
			session_check_limits(session, now);
		}
	}
	if (session->on_terminal)
		return;
	if (session->phase == AT_PROMPT)
		session_next_line(session);
	if (session->phase == TYPING)
		session_type_byte(session, now);
}

static void session_poll(struct session *session)
{
	bool wants_input =
		!session->input_ended && (session->on_terminal || session->input_len < INPUT_BYTES);
	struct pollfd fds[2] = {
		{ .fd = session->machine->output, .events = POLLIN },
		{ .fd = wants_input ? STDIN_FILENO : -1, .events = POLLIN },
	};

	if (poll(fds, 2, SETTLE_MS) < 0)
		return;
	if (fds[0].revents)
		session_take_output(session);
	if (fds[1].revents && session->on_terminal)
		session_take_keys(session);
	else if (fds[1].revents)
		session_take_input(session);
}

static bool has_text(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (bytes[i] != '\n' && bytes[i] != ' ')
			return true;
	return false;
}

/* The machine has ended: was that what was wanted? */
static int session_judge(struct session *session, int qemu_exit)
{
	if (interrupted)
		return 1;
	if (session->left_by_key)
		return 0;
	if (!session->complaint[0] && qemu_exit != 0 && !session->switched_off)
		snprintf(session->complaint, sizeof(session->complaint), "QEMU ended with exit code %d",
			 qemu_exit);
	if (!session->complaint[0] && session->config->must_reach_prompt && !session->prompt_reached)
		strcpy(session->complaint, "it stopped before its prompt");
	if (session->complaint[0]) {
		fprintf(stderr, "\nkaal-boot: the machine failed: %s. Its last lines:\n", session->complaint);
		console_print_tail(&session->console, TAIL_LINES);
		return 1;
	}
	if (!session->on_terminal && session->prompt_reached &&
	    has_text(session->input, session->input_len)) {
		fprintf(stderr, "\nkaal-boot: the machine is off, and lines of input are left that were not "
				"typed.\n");
		return 1;
	}
	return 0;
}

int session_run(const struct session_config *config, struct machine *machine, bool on_terminal)
{
	struct session session = {
		.config = config,
		.machine = machine,
		.on_terminal = on_terminal,
		.to_terminal = isatty(STDOUT_FILENO),
		.start_ms = now_ms(),
		.output_ms = now_ms(),
	};
	struct sigaction action = { .sa_handler = on_signal };

	console_init(&session.console, config->prompt);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	while (!session.ended && !interrupted) {
		session_poll(&session);
		if (!session.ended)
			session_step(&session);
	}
	if (interrupted)
		machine_kill(machine);
	terminal_restore();
	return session_judge(&session, machine_wait(machine));
}
