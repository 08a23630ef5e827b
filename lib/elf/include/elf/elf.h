/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Reading an ELF64 executable that may be anything: nothing is believed before it
 * has been compared with the file's size. The file stays where it is and must not
 * change meanwhile; it need not be aligned.
 */
#ifndef ELF_ELF_H
#define ELF_ELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ELF_SEGMENTS_MAX = 16, /* loadable ones that elf_open accepts */
	ELF_PAGE_BYTES = 4096,
	ELF_WHY_BYTES = 128,

	ELF_MACHINE_X86_64 = 62,
	ELF_MACHINE_AARCH64 = 183,

	/* segments' flags */
	ELF_EXECUTE = 1,
	ELF_WRITE = 2,
	ELF_READ = 4,
};

/** A loadable segment: @file_bytes at @offset of the file, then zeros up to @memory_bytes. */
struct elf_segment {
	uint64_t vaddr, memory_bytes;
	uint64_t offset, file_bytes;
	uint32_t flags;
};

/** What the loader demands of an executable. */
struct elf_limits {
	uint16_t machine;                /* ELF_MACHINE_* */
	uint64_t vaddr_first, vaddr_end; /* every segment lies in [first, end) */
};

/** An executable that has passed elf_open; borrows the file. */
struct elf {
	const uint8_t *file;
	size_t file_bytes;
	uint64_t entry;
	unsigned segments_count;
	struct elf_segment segments[ELF_SEGMENTS_MAX];
	uint64_t phdr_vaddr; /* where the program headers are once loaded; 0: in no segment */
	uint16_t phdr_count;
};

/** Bytes inside the file. */
struct elf_bytes {
	const uint8_t *at;
	size_t count;
};

/**
 * Check an executable and find its segments.
 *
 * Accepted: a static ELF64, little-endian executable for @limits->machine, with
 * 1..ELF_SEGMENTS_MAX loadable segments inside @limits that share no page, of which
 * none is both writable and executable, and its entry point in an executable one.
 *
 * @param elf    out, set on success only
 * @param why    out on error: what is wrong, for people, in a sentence without a full stop
 * @return 0, or -ENOEXEC
 */
int elf_open(struct elf *elf, const void *file, size_t file_bytes, const struct elf_limits *limits,
	     char why[ELF_WHY_BYTES]);

/** @return 0, or -ENOENT: no section of that name, or one that is not inside the file */
int elf_section(const struct elf *elf, const char *name, struct elf_bytes *out);

/** A name for an address. */
struct elf_symbol {
	const char *name; /* NUL-terminated, inside the file */
	uint64_t offset;  /* of the address from the symbol's start */
};

/**
 * Find the function or object that an address belongs to.
 *
 * @return 0, or -ENOENT: no symbol table, or no symbol covers @vaddr
 * @time O(symbols)
 */
int elf_symbol_at(const struct elf *elf, uint64_t vaddr, struct elf_symbol *out);

/** Where a function or object is. */
struct elf_object {
	uint64_t vaddr, bytes;
};

/**
 * Find a global function or object by its name.
 *
 * @return 0, or -ENOENT: none has that name and lies in the image
 * @time O(symbols)
 */
int elf_object_find(const struct elf *elf, const char *name, struct elf_object *out);

#endif
