/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "ioport.h"

#include "api/lookup.h"
#include "cap_arch.h"
#include "cpu.h"
#include "kernel.h"

enum { PORT_ISSUE_FIRST = 0, PORT_ISSUE_LAST, PORT_ISSUE_INDEX, PORT_ISSUE_DEPTH, PORT_ISSUE_LENGTH };

/** The bits of ports_issued[@word] that belong to ports @first..@last. */
static u64 ports_word_mask(unsigned word, unsigned first, unsigned last)
{
	u64 mask = ~0ull;

	if (word == first / 64)
		mask &= ~0ull << first % 64;
	if (word == last / 64)
		mask &= ~0ull >> (63 - last % 64);
	return mask;
}

static bool ports_any_issued(unsigned first, unsigned last)
{
	for (unsigned word = first / 64; word <= last / 64; word++)
		if (kernel.arch.ports_issued[word] & ports_word_mask(word, first, last))
			return true;
	return false;
}

struct result ioport_control_invoke(const struct invocation *inv)
{
	u16 first, last;
	struct lookup dest;

	if (inv->label != X86IOPortControlIssue)
		return result_error(seL4_IllegalOperation);
	if (inv->length < PORT_ISSUE_LENGTH || !inv->extra[0])
		return result_error(seL4_TruncatedMessage);
	first = (u16)invocation_word(inv, PORT_ISSUE_FIRST);
	last = (u16)invocation_word(inv, PORT_ISSUE_LAST);
	if (last < first)
		return result_invalid_argument(1);
	if (ports_any_issued(first, last))
		return result_error(seL4_RevokeFirst);
	dest = lookup_empty_slot(inv->extra[0]->cap, invocation_word(inv, PORT_ISSUE_INDEX),
				 invocation_word(inv, PORT_ISSUE_DEPTH));
	if (!result_is_ok(dest.result))
		return dest.result;

	for (unsigned word = first / 64u; word <= last / 64u; word++)
		kernel.arch.ports_issued[word] |= ports_word_mask(word, first, last);
	slot_insert_derived(dest.slot, cap_io_port(first, last), inv->slot);
	return result_ok();
}

void ioport_finalise(struct cap cap)
{
	unsigned first = cap_io_port_first(cap), last = cap_io_port_last(cap);

	for (unsigned word = first / 64; word <= last / 64; word++)
		kernel.arch.ports_issued[word] &= ~ports_word_mask(word, first, last);
}

static u32 ioport_read(u16 port, unsigned bytes)
{
	return bytes == 1 ? port_in8(port) : bytes == 2 ? port_in16(port) : port_in32(port);
}

static void ioport_write(u16 port, unsigned bytes, u32 value)
{
	if (bytes == 1)
		port_out8(port, (u8)value);
	else if (bytes == 2)
		port_out16(port, (u16)value);
	else
		port_out32(port, value);
}

struct result ioport_invoke(const struct invocation *inv)
{
	bool out = inv->label >= X86IOPortOut8;
	unsigned bytes;
	u16 port;

	if (inv->label < X86IOPortIn8 || inv->label > X86IOPortOut32)
		return result_error(seL4_IllegalOperation);
	if (inv->length < (out ? 2 : 1))
		return result_error(seL4_TruncatedMessage);
	bytes = 1u << (inv->label - (out ? X86IOPortOut8 : X86IOPortIn8));
	port = (u16)invocation_word(inv, 0);
	if (port < cap_io_port_first(inv->cap) || port + bytes - 1 > cap_io_port_last(inv->cap))
		return result_error(seL4_IllegalOperation);
	if (out) {
		ioport_write(port, bytes, (u32)invocation_word(inv, 1));
		return result_ok();
	}
	invocation_reply_word(inv, 0, ioport_read(port, bytes));
	return result_words(1);
}
