/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "bare.h"

#include <core/string.h>
#include <core/text.h>

#include "probe.h"

enum { LINE_BYTES = 256 };

const struct kaal_startup *bare;

_Noreturn void bare_start(const struct kaal_startup *startup);

_Noreturn void bare_start(const struct kaal_startup *startup)
{
	bare = startup;
	probe();
	bare_exit(0);
}

static seL4_Word exchange(seL4_Sint64 call, seL4_CPtr cptr, struct bare_message *message)
{
	seL4_IPCBuffer *buffer = (seL4_IPCBuffer *)bare->ipc_buffer;
	seL4_MessageInfo_t info = seL4_MessageInfo_new(message->label, 0, 0, message->length);
	seL4_Word *words = message->words, badge;

	memcpy(buffer->msg, words, sizeof message->words);
	badge = sel4_trap_exchange(call, cptr, &info.words[0], &words[0], &words[1], &words[2], &words[3]);
	message->label = seL4_MessageInfo_get_label(info);
	message->length = (unsigned)seL4_MessageInfo_get_length(info);
	for (unsigned i = seL4_FastMessageRegisters; i < message->length; i++)
		words[i] = buffer->msg[i];
	return badge;
}

seL4_Word bare_call(seL4_CPtr endpoint, struct bare_message *message)
{
	exchange(seL4_SysCall, endpoint, message);
	return message->label;
}

seL4_Word bare_receive(struct bare_message *message)
{
	message->label = message->length = 0;
	return exchange(seL4_SysRecv, KAAL_SLOT_SERVER, message);
}

seL4_Word bare_wait(void)
{
	struct bare_message ignored = { 0 };

	return exchange(seL4_SysRecv, KAAL_SLOT_NOTIFICATION, &ignored);
}

seL4_Word bare_ask_for(struct bare_message *answer, seL4_Word operation, unsigned length, seL4_Word word0,
		       seL4_Word word1)
{
	*answer = (struct bare_message){ operation, length, { word0, word1 } };
	return bare_call(KAAL_SLOT_ROOT, answer);
}

seL4_Word bare_ask(seL4_Word operation, unsigned length, seL4_Word word0, seL4_Word word1)
{
	struct bare_message answer;

	return bare_ask_for(&answer, operation, length, word0, word1);
}

void bare_say(const char *format, ...)
{
	struct bare_message message = { KAAL_ROOT_LOG, 0, { 0 } };
	struct text text = text_in((char *)&message.words[1], LINE_BYTES);
	va_list args;

	text_add(&text, "%s: ", bare->name);
	va_start(args, format);
	text_add_list(&text, format, args);
	va_end(args);
	message.words[0] = text.length;
	message.length = 1 + (unsigned)(text.length + sizeof(seL4_Word) - 1) / sizeof(seL4_Word);
	bare_call(KAAL_SLOT_ROOT, &message);
}

_Noreturn void bare_exit(int status)
{
	for (;;)
		bare_ask(KAAL_ROOT_EXIT, 1, (seL4_Word)status, 0);
}
