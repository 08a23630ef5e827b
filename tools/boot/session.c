/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "session.h"

#include "console.h"
#include "lines.h"
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
	SETTLE_MS = 30, /* a prompt counts when nothing follows it for so long */
	ECHO_MS = 50,   /* wait at most so long for a typed byte's echo before the next */
	TAIL_LINES = 20,
	CTRL_A = 1,
};

struct session {
	const struct boot_config *config;
	struct machine *machine;
	bool on_terminal, keeps_returns;
	struct console console;
	struct lines lines;
	enum {
		AWAIT_PROMPT, /* the machine boots or carries out a line */
		AT_PROMPT,
		TYPING, /* the first line_len bytes of lines go out one by one */
	} phase;
	bool prompt_reached, poweroff_typed, left_by_key, ended;
	bool switched_off; /* here, for a machine that could not do it itself */
	int64_t start_ms, output_ms, typed_ms;
	bool echoed; /* something was printed since typed_ms */
	size_t line_len, line_sent;
	char last_key;
	char complaint[160]; /* what went wrong, or "" */
};

/* Ctrl-C and kill end the machine too: a signal handler can reach nothing but a static. */
static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
	interrupted = number;
}

static const int caught[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE };

enum { CAUGHT = sizeof(caught) / sizeof(caught[0]) };

static void signals_catch(struct sigaction before[CAUGHT])
{
	interrupted = 0;
	for (int i = 0; i < CAUGHT; i++) {
		struct sigaction action = { .sa_handler = caught[i] == SIGPIPE ? SIG_IGN : on_signal };
		sigaction(caught[i], &action, &before[i]);
	}
}

static void signals_restore(const struct sigaction before[CAUGHT])
{
	for (int i = 0; i < CAUGHT; i++)
		sigaction(caught[i], &before[i], NULL);
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

static bool session_has_enough(const struct session *session)
{
	return !session->config->is_enough || session->config->is_enough(session->config->context);
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

static void session_put_output(struct session *session, char *bytes, size_t len)
{
	if (!session->keeps_returns)
		len = drop_carriage_returns(bytes, len);
	if (session->config->output)
		session->config->output(session->config->context, bytes, len);
	else if (!write_all(STDOUT_FILENO, bytes, len))
		session_give_up(session, "standard output is closed");
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
	session_put_output(session, bytes, (size_t)len);
	if (is_to_be_switched_off(session) || (!session->config->must_reach_prompt &&
					       session->config->is_enough && session_has_enough(session)))
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
		session->lines.ended = len == 0 || errno != EINTR;
		return;
	}
	session_note_keys(session, keys, (size_t)len);
	write_all(session->machine->input, keys, (size_t)len);
}

/* At the prompt: begin to type the next line, or the last one when there are no more. */
static void session_next_line(struct session *session)
{
	session->line_len = lines_first(&session->lines);
	if (session->line_len == 0 && session->lines.ended && session_has_enough(session)) {
		if (session->poweroff_typed) {
			session_give_up(session, "it is back at its prompt after '%s'",
					session->config->poweroff);
			return;
		}
		session->poweroff_typed = true;
		lines_add(&session->lines, session->config->poweroff);
		session->line_len = session->lines.len;
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
	char byte = session->lines.bytes[session->line_sent++];
	session->typed_ms = now;
	session->echoed = false;
	if (session->line_sent < session->line_len) {
		write_all(session->machine->input, &byte, 1);
		return;
	}
	lines_drop(&session->lines, session->line_len);
	console_line_typed(&session->console);
	session->output_ms = now;
	session->phase = AWAIT_PROMPT;
	write_all(session->machine->input, "\r", 1);
}

static void session_check_limits(struct session *session, int64_t now)
{
	const struct boot_config *config = session->config;

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
	int limit_s = session->config->limit_s;

	if (limit_s && now - session->start_ms > limit_s * INT64_C(1000)) {
		session_give_up(session, "it was not done within %d s", limit_s);
		return;
	}
	if (session->phase == AWAIT_PROMPT) {
		if (console_prompt_waits(&session->console) && now - session->output_ms >= SETTLE_MS) {
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
	bool wants_input = session->on_terminal ? !session->lines.ended : lines_want_input(&session->lines);
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
		lines_take_input(&session->lines);
}

/* The machine has ended by itself: was that what was wanted? */
static void session_judge(struct session *session, int qemu_exit)
{
	size_t size = sizeof(session->complaint);

	if (session->complaint[0])
		return;
	if (qemu_exit == MACHINE_NO_QEMU)
		snprintf(session->complaint, size, "%s cannot be started: is it installed?",
			 session->machine->target->qemu);
	else if (qemu_exit != 0 && !session->switched_off)
		snprintf(session->complaint, size, "QEMU ended with exit code %d", qemu_exit);
	else if (session->config->must_reach_prompt && !session->prompt_reached)
		snprintf(session->complaint, size, "it stopped before its prompt");
	else if (!session->on_terminal && session->prompt_reached && lines_are_left(&session->lines))
		snprintf(session->complaint, size,
			 "the machine is off, and lines of input are left that were not typed");
}

static void session_report(struct session *session, int qemu_exit, struct boot_result *result)
{
	result->interrupted = interrupted;
	if (interrupted || session->left_by_key)
		return;
	session_judge(session, qemu_exit);
	result->host_lacks_qemu = qemu_exit == MACHINE_NO_QEMU;
	if (!session->complaint[0])
		return;
	snprintf(result->complaint, sizeof(result->complaint), "%s", session->complaint);
	console_copy_tail(&session->console, TAIL_LINES, result->last_lines, sizeof(result->last_lines));
}

int session_run(const struct boot_config *config, struct machine *machine, bool on_terminal,
		struct boot_result *result)
{
	struct session session = {
		.config = config,
		.machine = machine,
		.on_terminal = on_terminal,
		.keeps_returns = !config->output && isatty(STDOUT_FILENO),
		.start_ms = now_ms(),
		.output_ms = now_ms(),
	};
	struct sigaction before[CAUGHT];

	console_init(&session.console, config->prompt);
	lines_init(&session.lines, config->lines);
	signals_catch(before);
	while (!session.ended && !interrupted) {
		session_poll(&session);
		if (!session.ended)
			session_step(&session);
	}
	if (interrupted)
		machine_kill(machine);
	terminal_restore();
	session_report(&session, machine_wait(machine), result);
	signals_restore(before);
	return result->complaint[0] || result->interrupted ? 1 : 0;
}
