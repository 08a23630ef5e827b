/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <dt/dt.h>

/* Offsets in the header; all fields are big-endian words. */
enum {
	HEADER_MAGIC = 0,
	HEADER_TOTAL = 4,
	HEADER_STRUCTS = 8,
	HEADER_STRINGS = 12,
	HEADER_RESERVED = 16,
	HEADER_VERSION = 20,
	HEADER_COMPATIBLE_VERSION = 24,
	HEADER_STRINGS_BYTES = 32,
	HEADER_STRUCTS_BYTES = 36,
};

enum {
	MAGIC = 0xd00dfeed,
	VERSION = 17,
	VERSION_OLDEST = 16,

	TOKEN_BEGIN_NODE = 1,
	TOKEN_END_NODE = 2,
	TOKEN_PROPERTY = 3,
	TOKEN_NOP = 4,
	TOKEN_END = 9,

	CELL = 4,
	PROPERTY_HEAD = 2 * CELL, /* length of the value, offset of the name */

	/* where a node does not say (specification 2.3.5) */
	ADDRESS_CELLS = 2,
	SIZE_CELLS = 1,
};

static uint32_t header(const struct dt *dt, unsigned field)
{
	return dt_cell(dt->at + field);
}

/** Does [offset, offset + bytes) lie behind the header and within the blob? */
static bool block_fits(const struct dt *dt, uint32_t offset, uint32_t bytes)
{
	return offset >= DT_HEADER_BYTES && offset <= dt->bytes && bytes <= dt->bytes - offset;
}

bool dt_open(struct dt *dt, const void *at, size_t room)
{
	uint32_t structs_bytes, strings_bytes;

	*dt = (struct dt){ .at = at };
	if (room < DT_HEADER_BYTES || (uintptr_t)at % DT_ALIGN != 0 || header(dt, HEADER_MAGIC) != MAGIC)
		return false;
	dt->bytes = header(dt, HEADER_TOTAL);
	if (dt->bytes < DT_HEADER_BYTES || dt->bytes > room || dt->bytes > INT32_MAX ||
	    header(dt, HEADER_VERSION) < VERSION_OLDEST || header(dt, HEADER_COMPATIBLE_VERSION) > VERSION)
		return false;
	dt->structs = header(dt, HEADER_STRUCTS);
	dt->strings = header(dt, HEADER_STRINGS);
	strings_bytes = header(dt, HEADER_STRINGS_BYTES);
	/* version 16 does not say how long the structure block is */
	structs_bytes = header(dt, HEADER_VERSION) >= VERSION ? header(dt, HEADER_STRUCTS_BYTES)
							      : dt->bytes - dt->structs;
	if (!block_fits(dt, dt->structs, structs_bytes) || !block_fits(dt, dt->strings, strings_bytes) ||
	    dt->structs % CELL != 0)
		return false;
	dt->structs_end = dt->structs + structs_bytes;
	dt->strings_end = dt->strings + strings_bytes;
	return true;
}

static uint32_t align_cell(uint32_t offset)
{
	return (offset + CELL - 1) & ~(uint32_t)(CELL - 1);
}

/** The token at @offset, TOKEN_END where there is none; moves @offset behind it. */
static uint32_t take_token(const struct dt *dt, uint32_t *offset)
{
	uint32_t token;

	do {
		if (dt->structs_end - *offset < CELL)
			return TOKEN_END;
		token = dt_cell(dt->at + *offset);
		*offset += CELL;
	} while (token == TOKEN_NOP);
	return token;
}

/** The string at @offset of a block that ends at @end, NULL if its NUL is missing. */
static const char *string_at(const struct dt *dt, uint32_t offset, uint32_t end)
{
	for (uint32_t i = offset; i < end; i++)
		if (dt->at[i] == 0)
			return (const char *)dt->at + offset;
	return NULL;
}

static uint32_t string_bytes(const char *text)
{
	uint32_t length = 0;

	while (text[length])
		length++;
	return length + 1;
}

static bool strings_equal(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

struct property {
	const char *name;
	const uint8_t *value;
	uint32_t bytes;
};

/** The property at @offset, if one is there; moves @offset behind it. */
static bool take_property(const struct dt *dt, uint32_t *offset, struct property *property)
{
	uint32_t at = *offset, name;

	if (take_token(dt, &at) != TOKEN_PROPERTY || dt->structs_end - at < PROPERTY_HEAD)
		return false;
	property->bytes = dt_cell(dt->at + at);
	name = dt_cell(dt->at + at + CELL);
	at += PROPERTY_HEAD;
	/* the value is padded to whole cells, which must be there too: what follows starts within the block */
	if (property->bytes > dt->structs_end - at || align_cell(at + property->bytes) > dt->structs_end ||
	    name >= dt->strings_end - dt->strings)
		return false;
	property->name = string_at(dt, dt->strings + name, dt->strings_end);
	if (!property->name)
		return false;
	property->value = dt->at + at;
	*offset = align_cell(at + property->bytes);
	return true;
}

const uint8_t *dt_property(const struct dt *dt, const struct dt_node *node, const char *name, uint32_t *bytes)
{
	uint32_t offset = node->properties;
	struct property property;

	while (take_property(dt, &offset, &property)) {
		if (!strings_equal(property.name, name))
			continue;
		*bytes = property.bytes;
		return property.value;
	}
	return NULL;
}

/** What a node says of how its children's "reg" is written. */
static uint8_t read_width(const struct dt *dt, const struct dt_node *node, const char *name, uint8_t usual)
{
	uint32_t bytes = 0;
	const uint8_t *value = dt_property(dt, node, name, &bytes);

	return value && bytes == CELL && dt_cell(value) <= UINT8_MAX ? (uint8_t)dt_cell(value) : usual;
}

/** The node whose name stands at @offset begins. */
static bool enter_node(const struct dt *dt, struct dt_node *node, uint32_t offset)
{
	struct property property;

	node->name = string_at(dt, offset, dt->structs_end);
	if (!node->name || node->depth == DT_DEPTH_MAX)
		return false;
	offset = align_cell(offset + string_bytes(node->name));
	if (offset > dt->structs_end)
		return false;
	node->depth++;
	node->properties = offset;
	while (take_property(dt, &offset, &property))
		;
	node->next = offset;
	node->address_cells[node->depth] = read_width(dt, node, "#address-cells", ADDRESS_CELLS);
	node->size_cells[node->depth] = read_width(dt, node, "#size-cells", SIZE_CELLS);
	return true;
}

bool dt_next(const struct dt *dt, struct dt_node *node)
{
	uint32_t offset = node->next ? node->next : dt->structs;

	for (;;) {
		switch (take_token(dt, &offset)) {
		case TOKEN_BEGIN_NODE:
			return enter_node(dt, node, offset);
		case TOKEN_END_NODE:
			if (node->depth == 0)
				return false;
			node->depth--;
			break;
		default:
			return false;
		}
	}
}

bool dt_has_string(const struct dt *dt, const struct dt_node *node, const char *name, const char *text)
{
	uint32_t bytes = 0;
	const uint8_t *value = dt_property(dt, node, name, &bytes);

	if (!value || bytes == 0 || value[bytes - 1] != 0)
		return false;
	for (uint32_t at = 0; at < bytes; at += string_bytes((const char *)value + at))
		if (strings_equal((const char *)value + at, text))
			return true;
	return false;
}

/** A number of 0, 1 or 2 cells; more only if the upper ones are 0. */
static bool read_number(const uint8_t *at, unsigned cells, uint64_t *number)
{
	*number = 0;
	for (unsigned i = 0; i < cells; i++) {
		if (*number >> 32)
			return false;
		*number = *number << 32 | dt_cell(at + i * CELL);
	}
	return true;
}

bool dt_reg(const struct dt *dt, const struct dt_node *node, unsigned index, uint64_t *address,
	    uint64_t *bytes)
{
	unsigned parent = node->depth - 1; /* 0 for the root, which has no "reg" */
	unsigned address_cells = node->address_cells[parent], size_cells = node->size_cells[parent];
	unsigned entry_bytes = (address_cells + size_cells) * CELL;
	uint32_t all = 0;
	const uint8_t *value = dt_property(dt, node, "reg", &all);

	if (!value || entry_bytes == 0 || all / entry_bytes <= index)
		return false;
	value += (size_t)index * entry_bytes;
	return read_number(value, address_cells, address) &&
	       read_number(value + (size_t)address_cells * CELL, size_cells, bytes);
}

bool dt_find_compatible(const struct dt *dt, const char *text, struct dt_node *node)
{
	struct dt_node at = { 0 };

	while (dt_next(dt, &at)) {
		if (!dt_has_string(dt, &at, "compatible", text))
			continue;
		*node = at;
		return true;
	}
	return false;
}

uint32_t dt_used_bytes(const struct dt *dt)
{
	uint32_t reserved = header(dt, HEADER_RESERVED), end = DT_HEADER_BYTES;

	/* the memory reservations end with a pair of zeros; one that is not there keeps the whole blob */
	if (reserved % DT_ALIGN != 0)
		return dt->bytes;
	for (bool last = false; !last; reserved += 16) {
		if (!block_fits(dt, reserved, 16))
			return dt->bytes;
		last = true;
		for (unsigned i = 0; i < 16; i += CELL)
			last = last && dt_cell(dt->at + reserved + i) == 0;
	}
	if (reserved > end)
		end = reserved;
	if (dt->structs_end > end)
		end = dt->structs_end;
	if (dt->strings_end > end)
		end = dt->strings_end;
	return end;
}
