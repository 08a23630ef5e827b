/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "api/lookup.h"

/** The top @bits (0..63) of @word. */
static u64 top_bits(u64 word, unsigned bits)
{
	return word >> 1 >> (63 - bits);
}

static struct lookup lookup_failed(struct result result)
{
	return (struct lookup){ .result = result };
}

struct lookup lookup_bits(struct cap root, u64 cptr, u64 bits)
{
	struct cap node = root;
	u64 rest = cptr << (seL4_WordBits - bits); /* the bits not yet resolved, from the top */

	if (cap_type(root) != CAP_CNODE)
		return lookup_failed(result_invalid_root());

	for (;;) {
		unsigned guard_bits = cap_cnode_guard_bits(node), radix = cap_cnode_radix(node);
		unsigned level_bits = guard_bits + radix;
		struct slot *slot;

		if (guard_bits > bits || top_bits(rest, guard_bits) != cap_cnode_guard(node))
			return lookup_failed(
				result_lookup(seL4_GuardMismatch, bits, guard_bits, cap_cnode_guard(node)));
		if (level_bits > bits)
			return lookup_failed(result_lookup(seL4_DepthMismatch, bits, level_bits, 0));

		slot = (struct slot *)cap_object(node) + (rest << guard_bits >> (seL4_WordBits - radix));
		bits -= level_bits;
		if (bits == 0 || cap_type(slot->cap) != CAP_CNODE)
			return (struct lookup){ result_ok(), slot, bits };
		rest <<= level_bits;
		node = slot->cap;
	}
}

struct lookup lookup_slot(struct cap root, u64 index, u64 depth)
{
	struct lookup lookup;

	if (depth == seL4_WordBits && lookup_is_flat(root, index))
		return (struct lookup){ result_ok(), lookup_flat(root, index), 0 };
	if (cap_type(root) != CAP_CNODE)
		return lookup_failed(result_invalid_root());
	if (depth < 1 || depth > seL4_WordBits)
		return lookup_failed(result_range(1, seL4_WordBits));
	lookup = lookup_bits(root, index, depth);
	if (result_is_ok(lookup.result) && lookup.bits_left != 0)
		return lookup_failed(result_lookup(seL4_DepthMismatch, lookup.bits_left, 0, 0));
	return lookup;
}

struct lookup lookup_source_slot(struct cap root, u64 index, u64 depth)
{
	struct lookup lookup = lookup_slot(root, index, depth);

	lookup.result = result_from_source(lookup.result);
	return lookup;
}

struct lookup lookup_empty_slot(struct cap root, u64 index, u64 depth)
{
	struct lookup lookup = lookup_slot(root, index, depth);

	if (result_is_ok(lookup.result) && !slot_is_empty(lookup.slot))
		return lookup_failed(result_error(seL4_DeleteFirst));
	return lookup;
}
