/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "match.h"

#include <core/errno.h>
#include <core/string.h>

enum {
	CLASS_DIGITS = 6,
	ID_DIGITS = 4,
	VIRTIO_DIGITS = 3,
	DIGIT_BITS = 4,

	/* Virtio 1.1, 4.1.2: modern devices, and transitional ones, which say their type as subsystem */
	VIRTIO_VENDOR = 0x1af4,
	VIRTIO_MODERN = 0x1040,
	VIRTIO_TRANSITIONAL_FIRST = 0x1000,
	VIRTIO_TRANSITIONAL_LAST = 0x103f,
};

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Read up to @digits_max digits. @return how many there were */
static unsigned read_number(const char **text, unsigned base, unsigned digits_max, uint32_t *out)
{
	unsigned digits = 0;

	if (base == 16 && (*text)[0] == '0' && ((*text)[1] == 'x' || (*text)[1] == 'X'))
		*text += 2;
	*out = 0;
	for (; digits < digits_max; digits++, ++*text) {
		int digit = digit_of(**text);

		if (digit < 0 || digit >= (int)base)
			break;
		*out = *out * base + (unsigned)digit;
	}
	return digits;
}

static bool parse_pci(const char *text, struct match *out)
{
	uint32_t vendor, device;

	if (!read_number(&text, 16, ID_DIGITS, &vendor) || *text++ != ':' ||
	    !read_number(&text, 16, ID_DIGITS, &device) || *text)
		return false;
	out->vendor = (uint16_t)vendor;
	out->device = (uint16_t)device;
	return true;
}

static bool parse_class(const char *text, struct match *out)
{
	unsigned digits = read_number(&text, 16, CLASS_DIGITS, &out->class);
	unsigned missing_bits = (CLASS_DIGITS - digits) * DIGIT_BITS;

	out->class <<= missing_bits;
	out->class_mask = 0xffffffu >> missing_bits << missing_bits;
	return digits && !*text;
}

static bool parse_virtio(const char *text, struct match *out)
{
	return read_number(&text, 10, VIRTIO_DIGITS, &out->virtio_type) && !*text;
}

static bool parse_text(const char *text, struct match *out)
{
	return *text != 0;
}

static const struct form {
	const char *prefix;
	enum match_kind kind;
	bool (*parse)(const char *text, struct match *out);
} forms[] = {
	{ "pci:", MATCH_PCI, parse_pci },          { "pci-class:", MATCH_PCI_CLASS, parse_class },
	{ "dt:", MATCH_TREE, parse_text },         { "acpi:", MATCH_ACPI, parse_text },
	{ "virtio:", MATCH_VIRTIO, parse_virtio },
};

int match_parse(const char text[KAAL_MATCH_BYTES], struct match *out)
{
	if (strnlen(text, KAAL_MATCH_BYTES) == KAAL_MATCH_BYTES)
		return -EINVAL;
	for (unsigned i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		size_t length = strlen(forms[i].prefix);

		if (strncmp(text, forms[i].prefix, length) != 0)
			continue;
		*out = (struct match){ .kind = forms[i].kind, .text = text + length };
		return forms[i].parse(text + length, out) ? 0 : -EINVAL;
	}
	return -EINVAL;
}

static bool is_virtio(const struct pci_function *function, uint32_t type)
{
	if (function->vendor != VIRTIO_VENDOR)
		return false;
	return function->device == VIRTIO_MODERN + type ||
	       (function->device >= VIRTIO_TRANSITIONAL_FIRST &&
		function->device <= VIRTIO_TRANSITIONAL_LAST && function->subsystem == type);
}

bool match_function(const struct match *match, const struct pci_function *function)
{
	switch (match->kind) {
	case MATCH_PCI:
		return function->vendor == match->vendor && function->device == match->device;
	case MATCH_PCI_CLASS:
		return (function->class & match->class_mask) == match->class;
	case MATCH_VIRTIO:
		return is_virtio(function, match->virtio_type);
	default:
		return false;
	}
}
