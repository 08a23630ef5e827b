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
#include "grants.h"
#include "kernel_calls.h"
#include "message.h"
#include "supervisor.h"
#include "waits.h"

enum {
	LOG_BYTES_MAX = 800,
	COMMAND_BYTES_MAX = KAAL_NAME_BYTES + KAAL_ARGS_BYTES,
	PANIC_TEXT_MAX = 512,
	PANIC_ADDRESSES_MAX = 32,
	NO_REPLY = 1, /* instead of 0 or a negative errno: the caller is gone */
};

static void answer_struct(struct answer *answer, const void *from, size_t bytes)
{
	memcpy(answer->words, from, bytes);
	answer->length = (unsigned)(bytes / sizeof(seL4_Word));
}

static seL4_Word words_for(seL4_Word bytes)
{
	return (bytes + sizeof(seL4_Word) - 1) / sizeof(seL4_Word);
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
		say_about(root, component_name(caller), "exited with status %d", status);
	supervisor_ended(root, caller, status ? ENDING_FAILED : ENDING_EXIT, KAAL_STATE_EXITED);
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
	say_about(root, component_name(caller),
		  "libc made Linux system call %ld, which native components do not have: ENOSYS",
		  (long)number);
	return 0;
}

static int do_tls_base(struct root *root, struct component *caller, const struct message *message,
		       struct answer *answer)
{
	return -kernel_errno(seL4_TCB_SetTLSBase(caller->tcb, message->words[0]));
}

static bool holds_console(struct root *root, const struct component *component)
{
	const struct kaal_plan_grant *grants = plan_grants(&root->plan, component->plan);

	for (uint32_t i = 0; i < component->plan->grants_count; i++) {
		char why[COMPONENT_WHY_BYTES];
		struct kaal_grant grant;

		if (!grant_describe(root, component, &grants[i], &grant, why) &&
		    arch_is_console(root, &grant))
			return true;
	}
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

static int do_ready(struct root *root, struct component *caller, const struct message *message,
		    struct answer *answer)
{
	supervisor_ready(root, caller);
	return 0;
}

static int do_thread(struct root *root, struct component *caller, const struct message *message,
		     struct answer *answer)
{
	const struct thread_start start = { message->words[0], message->words[1], message->words[2],
					    message->words[3], message->words[4] };
	struct thread_made made;
	int error = thread_make(root, caller, &start, &made);

	if (!error)
		answer_struct(answer, &made, sizeof made);
	return error;
}

/* If it was the caller itself, nobody is there any more to be answered. */
static int do_thread_exit(struct root *root, struct component *caller, const struct message *message,
			  struct answer *answer)
{
	return thread_end(caller, message->words[0]);
}

static int do_thread_priority(struct root *root, struct component *caller, const struct message *message,
			      struct answer *answer)
{
	return thread_set_priority(caller, message->words[0], message->words[1]);
}

static int do_panic(struct root *root, struct component *caller, const struct message *message,
		    struct answer *answer)
{
	seL4_Word bytes = message->words[0], count = message->words[1];
	const seL4_Word *text = &message->words[2], *addresses;

	if (bytes > PANIC_TEXT_MAX || count > PANIC_ADDRESSES_MAX ||
	    2 + words_for(bytes) + count > message->length)
		return -EINVAL;
	addresses = text + words_for(bytes);
	fault_panicked(root, caller,
		       &(struct panic){ (const char *)text, (unsigned)bytes, (unsigned)count, addresses });
	return NO_REPLY;
}

static int do_info(struct root *root, struct component *caller, const struct message *message,
		   struct answer *answer)
{
	struct kaal_root_info info = { 0 };
	const struct component *component;

	if (message->words[0] >= root->components_count)
		return -ENOENT;
	component = &root->components[message->words[0]];
	info.id = component->id;
	info.state = component->state;
	info.priority = component->plan->priority;
	info.memory_bytes = component->pool.bytes;
	info.faults = component->fault.count;
	info.fault_type = component->fault.type;
	info.fault_ip = component->fault.ip;
	info.fault_address = component->fault.address;
	info.restarts = component->supervision.restarts;
	info.memory_max_bytes = component->plan->memory_max_bytes;
	info.slots = root->slots.used[component->id];
	info.threads = threads_count(component);
	memcpy(info.name, component_name(component), sizeof info.name);
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

static int describe_cap(struct root *root, const struct message *message, enum caps_view view,
			struct answer *answer)
{
	const struct component *component = root_component(root, message->words[0]);
	struct kaal_root_cap cap = { 0 };
	int error;

	if (!component)
		return -ENOENT;
	error = caps_describe(root, component, view, message->words[1], &cap);
	if (!error)
		answer_struct(answer, &cap, sizeof cap);
	return error;
}

static int do_cap(struct root *root, struct component *caller, const struct message *message,
		  struct answer *answer)
{
	return describe_cap(root, message, CAPS_HELD, answer);
}

static int do_planned(struct root *root, struct component *caller, const struct message *message,
		      struct answer *answer)
{
	return describe_cap(root, message, CAPS_PLANNED, answer);
}

static int do_holds(struct root *root, struct component *caller, const struct message *message,
		    struct answer *answer)
{
	const struct component *component = root_component(root, message->words[0]);
	int held = component ? caps_slot_is_used(root, component, message->words[1]) : -ENOENT;

	answer->words[0] = (seL4_Word)held;
	answer->length = 1;
	return held < 0 ? held : 0;
}

static int do_wait(struct root *root, struct component *caller, const struct message *message,
		   struct answer *answer)
{
	const struct component *component = root_component(root, message->words[0]);
	struct kaal_root_wait wait;

	if (!component)
		return -ENOENT;
	waits_describe(root, component, &wait);
	answer_struct(answer, &wait, sizeof wait);
	return 0;
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

/* The text of a message, NUL-terminated. @return 0 or -EINVAL */
static int take_command(const struct message *message, char command[COMMAND_BYTES_MAX + 1])
{
	memset(command, 0, COMMAND_BYTES_MAX + 1);
	if (message->length * sizeof(seL4_Word) > COMMAND_BYTES_MAX)
		return -EINVAL;
	memcpy(command, message->words, message->length * sizeof(seL4_Word));
	return 0;
}

/* @return NULL: no component of that name is part of the system */
static struct component *find_named(struct root *root, const char *name)
{
	int index = plan_find(&root->plan, name);

	return index < 0 || root->components[index].state == KAAL_STATE_REJECTED ? NULL
										 : &root->components[index];
}

static int do_start(struct root *root, struct component *caller, const struct message *message,
		    struct answer *answer)
{
	char command[COMMAND_BYTES_MAX + 1], *args;
	struct component *component;
	int error = take_command(message, command);

	args = error ? NULL : split_command(command);
	if (!args)
		return -EINVAL;
	component = find_named(root, command);
	if (!component)
		return -ENOENT;
	if (component_is_loaded(component))
		return -EBUSY;
	error = supervisor_start(root, component, *args ? args : component->plan->args);
	answer->words[0] = component->id;
	answer->length = 1;
	return error;
}

/* Whoever asks is answered when the component has ended. */
static int end(struct root *root, struct component *caller, const struct message *message, bool restart)
{
	char command[COMMAND_BYTES_MAX + 1];
	struct component *component;
	seL4_CPtr reply = 0;
	int error = take_command(message, command);

	if (error)
		return error;
	component = find_named(root, command);
	if (!component)
		return -ENOENT;
	if (component->supervision.stop_due_ms ||
	    (!component_is_loaded(component) && component->state != KAAL_STATE_WAITING && !restart))
		return -EALREADY;
	error = slots_take(&root->slots, OWNER_ROOT, 1, &reply);
	if (!error)
		error = kernel_save_caller(reply);
	if (error)
		return -ENOMEM;
	supervisor_stop(root, component, reply, restart);
	return NO_REPLY;
}

static int do_stop(struct root *root, struct component *caller, const struct message *message,
		   struct answer *answer)
{
	return end(root, caller, message, false);
}

static int do_restart(struct root *root, struct component *caller, const struct message *message,
		      struct answer *answer)
{
	return end(root, caller, message, true);
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
	[KAAL_ROOT_READY] = { do_ready, 0 },
	[KAAL_ROOT_THREAD] = { do_thread, 5 },
	[KAAL_ROOT_THREAD_EXIT] = { do_thread_exit, 1 },
	[KAAL_ROOT_THREAD_PRIORITY] = { do_thread_priority, 2 },
	[KAAL_ROOT_PANIC] = { do_panic, 2 },
	[KAAL_ROOT_INFO] = { do_info, 1 },
	[KAAL_ROOT_MEM] = { do_mem, 0 },
	[KAAL_ROOT_CAP] = { do_cap, 2 },
	[KAAL_ROOT_START] = { do_start, 1 },
	[KAAL_ROOT_STOP] = { do_stop, 1 },
	[KAAL_ROOT_RESTART] = { do_restart, 1 },
	[KAAL_ROOT_PLANNED] = { do_planned, 2 },
	[KAAL_ROOT_HOLDS] = { do_holds, 2 },
	[KAAL_ROOT_WAIT] = { do_wait, 1 },
	[KAAL_ROOT_POWEROFF] = { do_poweroff, 0 },
	[KAAL_ROOT_REBOOT] = { do_reboot, 0 },
};

static int handle_call(struct root *root, struct component *caller, const struct message *message,
		       struct answer *answer)
{
	const struct operation *operation;

	if (message->label >= KAAL_BROKER_DEVICE)
		return broker_call(root, caller, message, answer);
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
	struct component *caller = root_component(root, badge & BADGE_COMPONENT_MASK);
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

/* Interrupts for the broker, the timer's signal, and what is due though no timer has told. */
static void heed_signals(struct root *root, seL4_Word badge)
{
	if (badge & BROKER_BADGE_LINES)
		broker_interrupt(root, badge);
	if (badge & BADGE_TIME)
		timekeeper_ask_again(root);
	if (root_now_ms(root) >= root->due_ms)
		supervisor_tick(root);
}

_Noreturn void service_run(struct root *root)
{
	for (;;) {
		struct message message;
		seL4_Word badge;

		heed_signals(root, root->missed_signals);
		root->missed_signals = 0;
		root->console.line_is_ours = false;
		badge = message_receive(root->endpoint, &message);
		if (badge & ~(seL4_Word)BADGE_MESSAGE_MASK)
			root->missed_signals |= badge;
		else
			handle(root, badge, &message);
	}
}
