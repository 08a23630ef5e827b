/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/root.h>

#include <errno.h>
#include <string.h>

#include <sel4/sel4.h>

#include "abi/kaal/startup.h"

enum {
	LOG_BYTES_MAX = 800,
	COMMAND_BYTES_MAX = KAAL_NAME_BYTES + KAAL_ARGS_BYTES,
	PANIC_BYTES_MAX = 512,
	PANIC_STATUS = 134, /* as a shell shows SIGABRT */
};

static unsigned int words_for(size_t bytes)
{
	return (unsigned int)((bytes + sizeof(seL4_Word) - 1) / sizeof(seL4_Word));
}

/** Call with the first @words of the IPC buffer's message. @return 0 or a negative errno */
static int root_call(enum kaal_root_op operation, unsigned int words)
{
	seL4_MessageInfo_t info = seL4_MessageInfo_new(operation, 0, 0, words);

	return -(int)seL4_MessageInfo_get_label(seL4_Call(KAAL_SLOT_ROOT, info));
}

/** Call with one word, in a register: needs neither IPC buffer nor thread pointer. */
static int root_call_word(enum kaal_root_op operation, seL4_Word word)
{
	seL4_MessageInfo_t info = seL4_MessageInfo_new(operation, 0, 0, 1);

	info = seL4_CallWithMRs(KAAL_SLOT_ROOT, info, &word, NULL, NULL, NULL);
	return -(int)seL4_MessageInfo_get_label(info);
}

/** Call, and take the reply's words as the @bytes of @out. */
static int root_query(enum kaal_root_op operation, unsigned int words, void *out, size_t bytes)
{
	int error = root_call(operation, words);

	if (!error)
		memcpy(out, seL4_GetIPCBuffer()->msg, bytes);
	return error;
}

static int log_part(const char *text, size_t bytes)
{
	seL4_Word *words = seL4_GetIPCBuffer()->msg;

	words[0] = bytes;
	words[words_for(bytes)] = 0; /* the last word's padding */
	memcpy(&words[1], text, bytes);
	return root_call(KAAL_ROOT_LOG, 1 + words_for(bytes));
}

int root_log(const char *text, size_t bytes)
{
	while (bytes) {
		size_t part = bytes < LOG_BYTES_MAX ? bytes : LOG_BYTES_MAX;
		int error = log_part(text, part);

		if (error)
			return error;
		text += part;
		bytes -= part;
	}
	return 0;
}

_Noreturn void root_exit(int status)
{
	for (;;)
		root_call_word(KAAL_ROOT_EXIT, (seL4_Word)status);
}

void root_unknown_syscall(long number)
{
	root_call_word(KAAL_ROOT_UNKNOWN_SYSCALL, (seL4_Word)number);
}

int root_tls_base(uint64_t address)
{
	return root_call_word(KAAL_ROOT_TLS_BASE, address);
}

int root_console_handover(void)
{
	return root_call(KAAL_ROOT_CONSOLE_HANDOVER, 0);
}

int root_ready(void)
{
	return root_call_word(KAAL_ROOT_READY, 0);
}

_Noreturn void root_panic(const char *text, size_t bytes, const uint64_t *addresses, unsigned int count)
{
	seL4_Word *words = seL4_GetIPCBuffer()->msg;
	unsigned int text_words;

	if (bytes > PANIC_BYTES_MAX)
		bytes = PANIC_BYTES_MAX;
	text_words = words_for(bytes);
	memset(words, 0, (2 + text_words) * sizeof(seL4_Word)); /* the last word's padding too */
	words[0] = bytes;
	words[1] = count;
	memcpy(&words[2], text, bytes);
	memcpy(&words[2 + text_words], addresses, count * sizeof(seL4_Word));
	for (;;) {
		root_call(KAAL_ROOT_PANIC, 2 + text_words + count);
		root_exit(PANIC_STATUS);
	}
}

int root_thread_make(const struct root_thread *thread, uint64_t *number)
{
	seL4_SetMR(0, thread->entry);
	seL4_SetMR(1, thread->stack_end);
	seL4_SetMR(2, thread->argument);
	seL4_SetMR(3, thread->thread_pointer);
	seL4_SetMR(4, thread->priority);

	int error = root_call(KAAL_ROOT_THREAD, 5);

	if (!error)
		*number = seL4_GetMR(0);
	return error;
}

int root_thread_exit(uint64_t number)
{
	return root_call_word(KAAL_ROOT_THREAD_EXIT, number);
}

int root_thread_priority(uint64_t number, uint64_t priority)
{
	seL4_SetMR(0, number);
	seL4_SetMR(1, priority);
	return root_call(KAAL_ROOT_THREAD_PRIORITY, 2);
}

int root_info(unsigned int index, struct kaal_root_info *info)
{
	seL4_SetMR(0, index);
	return root_query(KAAL_ROOT_INFO, 1, info, sizeof *info);
}

int root_mem(struct kaal_root_mem *mem)
{
	return root_query(KAAL_ROOT_MEM, 0, mem, sizeof *mem);
}

int root_cap(uint64_t id, unsigned int index, struct kaal_root_cap *cap)
{
	seL4_SetMR(0, id);
	seL4_SetMR(1, index);
	return root_query(KAAL_ROOT_CAP, 2, cap, sizeof *cap);
}

/** Call with a text. */
static int root_call_text(enum kaal_root_op operation, const char *text)
{
	seL4_Word *words = seL4_GetIPCBuffer()->msg;
	size_t bytes = strlen(text) + 1;

	if (bytes > COMMAND_BYTES_MAX)
		return -ENAMETOOLONG;
	memset(words, 0, COMMAND_BYTES_MAX);
	memcpy(words, text, bytes);
	return root_call(operation, words_for(bytes));
}

int root_start(const char *command, uint64_t *id)
{
	int error = root_call_text(KAAL_ROOT_START, command);

	if (!error)
		*id = seL4_GetMR(0);
	return error;
}

int root_stop(const char *name)
{
	return root_call_text(KAAL_ROOT_STOP, name);
}

int root_restart(const char *name, uint64_t *id)
{
	int error = root_call_text(KAAL_ROOT_RESTART, name);

	if (!error)
		*id = seL4_GetMR(0);
	return error;
}

int root_planned(uint64_t id, unsigned int index, struct kaal_root_cap *cap)
{
	seL4_SetMR(0, id);
	seL4_SetMR(1, index);
	return root_query(KAAL_ROOT_PLANNED, 2, cap, sizeof *cap);
}

int root_holds(uint64_t id, uint64_t slot)
{
	seL4_SetMR(0, id);
	seL4_SetMR(1, slot);

	int error = root_call(KAAL_ROOT_HOLDS, 2);

	return error ? error : seL4_GetMR(0) != 0;
}

int root_wait(uint64_t id, struct kaal_root_wait *wait)
{
	seL4_SetMR(0, id);
	return root_query(KAAL_ROOT_WAIT, 1, wait, sizeof *wait);
}

int root_poweroff(void)
{
	return root_call(KAAL_ROOT_POWEROFF, 0);
}

int root_reboot(void)
{
	return root_call(KAAL_ROOT_REBOOT, 0);
}
