/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What components may ask of the root task. Every message is copied once and taken
 * for hostile: who sent it is known by the badge alone.
 */
#include "service.h"

#include <core/errno.h>
#include <core/string.h>
#include <core/text.h>

#include "abi/kaal/root.h"
#include "arch.h"
#include "caps.h"
#include "faults.h"
#include "kernel_calls.h"
#include "loader.h"
#include "message.h"
#include "system.h"

enum {
	LOG_BYTES_MAX = 800,
	COMMAND_BYTES_MAX = KAAL_NAME_BYTES + KAAL_ARGS_BYTES,
	NO_REPLY = 1, /* instead of 0 or a negative errno: the caller is gone */
};

/* The words of an answer. */
struct answer {
	unsigned length;
	seL4_Word words[seL4_MsgMaxLength];
};

static void answer_struct(struct answer *answer, const void *from, size_t bytes)
{
	memcpy(answer->words, from, bytes);
	answer->length = (unsigned)(bytes / sizeof(seL4_Word));
}

static int do_log(struct root *root, struct component *caller, const struct message *message,
		  struct answer *answer)
{
	const char *text = (const char *)&message->words[1];
	size_t bytes = message->words[0];

	if (message->words[0] < 1 || message->words[0] > LOG_BYTES_MAX ||
	    bytes > (message->length - 1) * sizeof(seL4_Word))
		return -EINVAL;
	console_fresh_line(root);
	console_text(root, text, bytes);
	if (text[bytes - 1] != '\n')
		console_text(root, "\n", 1);
	return 0;
}

static int do_exit(struct root *root, struct component *caller, const struct message *message,
		   struct answer *answer)
{
	int status = (int)message->words[0];

	if (status || !root->console.owner)
		say_about(root, caller->name, "exited with status %d", status);
	component_unload(root, caller, KAAL_STATE_EXITED);
	return NO_REPLY;
}

static int do_unknown_syscall(struct root *root, struct component *caller, const struct message *message,
			      struct answer *answer)
{
	seL4_Word number = message->words[0];
	seL4_Word noted = number < SYSCALLS_NOTED ? number : SYSCALLS_NOTED - 1;
	uint8_t bit = (uint8_t)(1 << noted % 8);

	if (caller->syscalls_noted[noted / 8] & bit)
		return 0;
	caller->syscalls_noted[noted / 8] |= bit;
	say_about(root, caller->name,
		  "libc made Linux system call %ld, which native components do not have: ENOSYS",
		  (long)number);
	return 0;
}

static int do_tls_base(struct root *root, struct component *caller, const struct message *message,
		       struct answer *answer)
{
	return -kernel_errno(seL4_TCB_SetTLSBase(caller->tcb, message->words[0]));
}

static bool holds_console(const struct root *root, const struct component *component)
{
	for (unsigned i = 0; i < component->grants_count; i++)
		if (arch_is_console(root, &component->grants[i]))
			return true;
	return false;
}

static int do_handover(struct root *root, struct component *caller, const struct message *message,
		       struct answer *answer)
{
	if (!holds_console(root, caller))
		return -EPERM;
	root->console.owner = caller->id;
	return 0;
}

static int do_info(struct root *root, struct component *caller, const struct message *message,
		   struct answer *answer)
{
	struct kaal_root_info info = { 0 };
	const struct component *component;

	if (message->words[0] >= root->plan.components_count)
		return -ENOENT;
	component = &root->plan.components[message->words[0]];
	info.id = component->id;
	info.state = component->state;
	info.priority = component->descriptor.priority;
	info.memory_bytes = component->pool.bytes;
	info.faults = component->fault.count;
	info.fault_type = component->fault.type;
	info.fault_ip = component->fault.ip;
	info.fault_address = component->fault.address;
	memcpy(info.name, component->name, sizeof info.name);
	answer_struct(answer, &info, sizeof info);
	return 0;
}

static int do_mem(struct root *root, struct component *caller, const struct message *message,
		  struct answer *answer)
{
	struct kaal_root_mem mem = {
		.ram_bytes = root->memory.ram_bytes,
		.free_bytes = root->memory.free_bytes,
		.largest_free_bytes = memory_largest(&root->memory),
		.slots = root->slots.count,
		.slots_free = root->slots.free,
		.untypeds = root->memory.blocks_count,
	};

	answer_struct(answer, &mem, sizeof mem);
	return 0;
}

static int do_cap(struct root *root, struct component *caller, const struct message *message,
		  struct answer *answer)
{
	const struct component *component = plan_component(&root->plan, message->words[0]);
	struct kaal_root_cap cap = { 0 };
	int error;

	if (!component)
		return -ENOENT;
	error = caps_describe(root, component, message->words[1], &cap);
	if (!error)
		answer_struct(answer, &cap, sizeof cap);
	return error;
}

/* Take "name[ arguments]" apart. @return where the arguments begin, or NULL: malformed */
static char *split_command(char command[COMMAND_BYTES_MAX + 1])
{
	char *args = strchr(command, ' ');

	if (args)
		*args++ = 0;
	else
		args = command + strlen(command);
	if (!*command || strlen(command) >= KAAL_NAME_BYTES || strlen(args) >= KAAL_ARGS_BYTES)
		return NULL;
	return args;
}

static int do_start(struct root *root, struct component *caller, const struct message *message,
		    struct answer *answer)
{
	char command[COMMAND_BYTES_MAX + 1] = { 0 };
	struct component *component;
	char *args;
	int error;

	if (message->length * sizeof(seL4_Word) > COMMAND_BYTES_MAX)
		return -EINVAL;
	memcpy(command, message->words, message->length * sizeof(seL4_Word));
	args = split_command(command);
	if (!args)
		return -EINVAL;
	component = plan_find(&root->plan, command);
	if (!component || component->state == KAAL_STATE_REJECTED ||
	    !(component->descriptor.flags & KAAL_COMPONENT_ON_DEMAND))
		return -ENOENT;
	if (component_is_running(component))
		return -EBUSY;
	error = system_start_one(root, component, args);
	answer->words[0] = component->id;
	answer->length = 1;
	return error;
}

static int do_poweroff(struct root *root, struct component *caller, const struct message *message,
		       struct answer *answer)
{
	power_off(root);
}

static int do_reboot(struct root *root, struct component *caller, const struct message *message,
		     struct answer *answer)
{
	power_restart(root);
}

/* One operation, and the words it takes at least. Those from KAAL_ROOT_INFO on are for managers. */
struct operation {
	int (*run)(struct root *root, struct component *caller, const struct message *message,
		   struct answer *answer);
	unsigned words_min;
};

static const struct operation operations[] = {
	[KAAL_ROOT_LOG] = { do_log, 2 },
	[KAAL_ROOT_EXIT] = { do_exit, 1 },
	[KAAL_ROOT_UNKNOWN_SYSCALL] = { do_unknown_syscall, 1 },
	[KAAL_ROOT_TLS_BASE] = { do_tls_base, 1 },
	[KAAL_ROOT_CONSOLE_HANDOVER] = { do_handover, 0 },
	[KAAL_ROOT_INFO] = { do_info, 1 },
	[KAAL_ROOT_MEM] = { do_mem, 0 },
	[KAAL_ROOT_CAP] = { do_cap, 2 },
	[KAAL_ROOT_START] = { do_start, 1 },
	[KAAL_ROOT_POWEROFF] = { do_poweroff, 0 },
	[KAAL_ROOT_REBOOT] = { do_reboot, 0 },
};

static int handle_call(struct root *root, struct component *caller, const struct message *message,
		       struct answer *answer)
{
	const struct operation *operation;

	if (message->label >= sizeof operations / sizeof operations[0])
		return -ENOSYS;
	if (message->label >= KAAL_ROOT_INFO && !component_manages(caller))
		return -EPERM;
	operation = &operations[message->label];
	if (!operation->run)
		return -ENOSYS;
	if (message->length < operation->words_min)
		return -EINVAL;
	return operation->run(root, caller, message, answer);
}

static void reply(int result, const struct answer *answer)
{
	unsigned length = result ? 0 : answer->length;

	memcpy(seL4_GetIPCBuffer()->msg, answer->words, length * sizeof(seL4_Word));
	seL4_Reply(seL4_MessageInfo_new((seL4_Word)-result, 0, 0, length));
}

/* A badge names a component that runs, or the message came from one that has just ended. */
static void handle(struct root *root, seL4_Word badge, const struct message *message)
{
	struct component *caller = plan_component(&root->plan, badge & ~(seL4_Word)BADGE_FAULT);
	struct answer answer;
	int result;

	if (!caller || !component_is_running(caller))
		return;
	if (badge & BADGE_FAULT) {
		fault_handle(root, caller, message);
		return;
	}
	answer.length = 0;
	result = handle_call(root, caller, message, &answer);
	if (result != NO_REPLY)
		reply(result, &answer);
}

_Noreturn void service_run(struct root *root)
{
	for (;;) {
		struct message message;
		seL4_Word badge;

		root->console.line_is_ours = false;
		badge = message_receive(root->endpoint, &message);
		handle(root, badge, &message);
	}
}
