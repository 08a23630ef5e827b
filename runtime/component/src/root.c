/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/root.h>

#include <errno.h>
#include <string.h>

#include <sel4/sel4.h>

#include "abi/kaal/startup.h"

enum {
	LOG_BYTES_MAX = 800,
	COMMAND_BYTES_MAX = KAAL_NAME_BYTES + KAAL_ARGS_BYTES,
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

int root_start(const char *command, uint64_t *id)
{
	seL4_Word *words = seL4_GetIPCBuffer()->msg;
	size_t bytes = strlen(command) + 1;

	if (bytes > COMMAND_BYTES_MAX)
		return -ENAMETOOLONG;
	memset(words, 0, COMMAND_BYTES_MAX);
	memcpy(words, command, bytes);

	int error = root_call(KAAL_ROOT_START, words_for(bytes));

	if (!error)
		*id = seL4_GetMR(0);
	return error;
}

int root_poweroff(void)
{
	return root_call(KAAL_ROOT_POWEROFF, 0);
}

int root_reboot(void)
{
	return root_call(KAAL_ROOT_REBOOT, 0);
}
