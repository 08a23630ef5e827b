/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Boot a system in QEMU and use it through its serial port: kaal-boot as a library.
 *
 * A terminal's keys go straight to the machine. Lines from a pipe or a text are typed
 * one by one, each once the machine is at its prompt; when there are no more it is
 * told to power off. Ctrl-C and kill end the machine too.
 */
#ifndef TOOLS_BOOT_BOOT_H
#define TOOLS_BOOT_BOOT_H

#include <stdbool.h>
#include <stddef.h>

/** Strings are borrowed. */
struct boot_config {
	const char *program; /* name in messages */

	/* the machine */
	const char *kernel;     /* x86_64: ELF file that QEMU loads by Multiboot 1; AArch64: ELF file or
	                           whole image */
	const char *root;       /* root-task image, or NULL for none */
	const char *loader;     /* AArch64's loader.bin; used when the kernel needs one */
	const char *model;      /* QEMU's -machine, or NULL: as the kernel needs it */
	const char *cpu;        /* QEMU's -cpu, likewise */
	const char *memory_mib; /* QEMU's -m */
	const char *accel;      /* QEMU's -accel, or NULL: tcg */
	int gdb_port;           /* wait there for a debugger before the first instruction; 0: do not */
	char **more;            /* further arguments of QEMU's, ending in NULL; or NULL */

	/* the session */
	const char *prompt;     /* what a line holds when the machine waits for one */
	const char *poweroff;   /* the line that powers it off */
	bool must_reach_prompt; /* a boot that does not is a failure, and the limits below hold */
	int silence_s; /* longest time without output before the prompt, and after a line that was typed */
	int boot_s;    /* longest time to the first prompt */
	int limit_s;   /* longest time for everything; 0: no limit */
	const char *lines; /* typed instead of what standard input holds; NULL: standard input */

	/* where the machine's output goes, without carriage returns; NULL: to standard output */
	void (*output)(void *context, const char *bytes, size_t len);
	bool (*is_enough)(
		void *context); /* asked after each piece of output: switch the machine off now? Or NULL */
	void *context;
};

/** What a failure looks like; all empty after a success. */
struct boot_result {
	char complaint[512];   /* what went wrong */
	char last_lines[4096]; /* of the machine's output, when it did start */
	bool host_lacks_qemu;  /* the reason is that QEMU cannot be started */
	int interrupted;       /* number of the signal that ended all, or 0 */
};

/** What kaal-boot does when nothing else is asked for. */
void boot_config_init(struct boot_config *config);

/** Will standard input's keys go to the machine? Then a person wants to know how to leave. */
bool boot_is_on_terminal(const struct boot_config *config);

/**
 * Boot, and carry bytes both ways until the machine has ended.
 *
 * @param result  always set
 * @return 0, or 1 if the machine could not be started, the boot failed or hung, the machine ended
 *         before all lines were typed, or QEMU itself failed
 */
int boot_system(const struct boot_config *config, struct boot_result *result);

/** Say on standard error what went wrong, with the last lines; nothing for a success. */
void boot_result_print(const struct boot_config *config, const struct boot_result *result);

#endif
