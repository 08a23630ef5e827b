/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "message.h"

#include <core/string.h>

seL4_Word message_receive(seL4_CPtr endpoint, struct message *message)
{
	seL4_Word badge, length;
	seL4_MessageInfo_t info = seL4_Recv(endpoint, &badge);

	memset(message, 0, sizeof *message);
	message->label = seL4_MessageInfo_get_label(info);
	length = seL4_MessageInfo_get_length(info);
	message->length = length < seL4_MsgMaxLength ? (unsigned)length : seL4_MsgMaxLength;
	memcpy(message->words, seL4_GetIPCBuffer()->msg, message->length * sizeof(seL4_Word));
	return badge;
}
