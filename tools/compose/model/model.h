/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What a system.toml says, as plain C: checked word by word against the schema, defaults applied, each field
 * with the place it came from. Nothing is resolved yet: names are as they were written.
 *
 * Everything lives in the arena given to schema_load_system(). Texts are NUL-terminated, never NULL unless a
 * field says so, and contain no NUL.
 */
#ifndef TOOLS_COMPOSE_MODEL_MODEL_H
#define TOOLS_COMPOSE_MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source/source.h"

enum {
	MODEL_NAME_BYTES_MAX = 23,   /* of components, ends and interfaces */
	MODEL_SYSTEM_BYTES_MAX = 31, /* of the system's name */
	MODEL_ARGS_BYTES_MAX = 63,
	MODEL_MATCH_BYTES_MAX = 47, /* of a device */
};

/* --- fields ---------------------------------------------------------------
 * In each, @at is the value's place; source_is_somewhere(at) is false for a default. Where the comment
 * says "else ...", the value is 0 (NULL) when it was not written, and who reads it decides. */

struct model_text {
	const char *text;
	struct source_range at;
};

struct model_number {
	uint64_t value;
	struct source_range at;
};

/** Some of a list of choices: bit i of @value for choice i. */
struct model_set {
	uint64_t value;
	struct source_range at;
	unsigned int first; /* the choice that was named first */
};

struct model_flag {
	bool value;
	struct source_range at;
};

struct model_texts {
	struct model_text *items;
	size_t count;
	struct source_range at;
};

/* --- [system], [resources], [debug], [rootfs] ------------------------------ */

enum model_arch { MODEL_X86_64 = 1 << 0, MODEL_AARCH64 = 1 << 1 };

/** What is less important is not sent; the numbers of enum kaal_log_level, 0: nothing is. */
enum model_log {
	MODEL_LOG_NONE,
	MODEL_LOG_ERROR,
	MODEL_LOG_WARNING,
	MODEL_LOG_INFO,
	MODEL_LOG_DEBUG,
	MODEL_LOG_TRACE,
};

struct model_system {
	struct source_range at; /* of the section */
	struct model_text name;
	struct model_text version;
	struct model_set arch;      /* enum model_arch; not empty */
	struct model_text kernel;   /* "embedded", or the path of an ELF file, relative to system.toml */
	struct model_number memory; /* bytes of the machine that `run` and `test` start */
	struct model_texts qemu;    /* further arguments of QEMU for it */
};

/** Limits of all components together; 0: none but what the machine has. */
struct model_resources {
	struct source_range at;
	struct model_number memory; /* bytes */
	struct model_number slots;
	struct model_number threads;
};

struct model_rootfs {
	struct source_range at; /* nowhere: the system has none */
	struct model_texts packages;
	struct model_texts files; /* "host path -> path in the system" */
};

struct model_debug {
	struct source_range at;
	struct model_number log;   /* enum model_log, of components that say nothing */
	struct model_flag gdb;     /* wait for a debugger whenever it is run */
	struct model_flag rewrite; /* say which system-call sites were rewritten */
};

/* --- [interfaces.NAME] ------------------------------------------------------ */

enum model_type {
	MODEL_U8,
	MODEL_U16,
	MODEL_U32,
	MODEL_U64,
	MODEL_I8,
	MODEL_I16,
	MODEL_I32,
	MODEL_I64,
	MODEL_BOOL,
	MODEL_TEXT, /* at most MODEL_TEXT_BYTES_MAX, without NUL */
};

enum {
	MODEL_TEXT_BYTES_MAX = 255,
	MODEL_TEXT_WORDS_MAX = 1 + (MODEL_TEXT_BYTES_MAX + 7) / 8,
	MODEL_MESSAGE_WORDS_MAX = 100, /* each way */
	MODEL_OPERATIONS_MAX = 200,
};

/** "amount: u64" */
struct model_parameter {
	const char *name; /* a C identifier */
	enum model_type type;
	struct source_range at;
};

struct model_parameters {
	struct model_parameter *items;
	size_t count;
};

struct model_operation {
	const char *name; /* with '-' as written */
	struct source_range at;
	unsigned int number; /* 1.. in the order of the file */
	struct model_text doc;
	struct model_parameters in, out;
};

/** Shared memory of a connection: two rings, one each way, and a buffer region. */
struct model_ring {
	struct source_range at;          /* nowhere: calls and signals alone */
	struct model_number entry_bytes; /* of both rings; 1: a stream of bytes */
	struct model_number forward;     /* bytes of data from client to provider, a power of two; 0: none */
	struct model_number backward;    /* and back */
	struct model_number data;        /* bytes of the buffer region; 0: none */
};

struct model_interface {
	const char *name;
	struct source_range at;
	struct model_text doc;
	struct model_number
		base; /* the label of operation n is base + n, below 2^32; made from the name unless written */
	struct model_operation *operations;
	size_t operations_count;
	struct model_ring ring;
};

struct model_interfaces {
	struct model_interface *items;
	size_t count;
};

/* --- [components.NAME] -------------------------------------------------------- */

enum model_start { MODEL_START_BOOT, MODEL_START_DEMAND };

enum model_restart_policy { MODEL_RESTART_NEVER, MODEL_RESTART_ON_FAULT, MODEL_RESTART_ALWAYS };

struct model_restart {
	struct source_range at;
	struct model_number policy; /* enum model_restart_policy */
	struct model_number limit;  /* restarts within @within_ns, then it is given up */
	struct model_number within_ns;
	struct model_number backoff_ns; /* before the first restart; doubled for each further one */
	struct model_number backoff_max_ns;
};

struct model_component {
	const char *name; /* of the section; with count > 1 the instances are NAME-1..NAME-count */
	struct source_range at;
	struct model_text builtin;  /* text NULL: not built-in as far as it says */
	struct model_text path;     /* folder of sources; text NULL: none. With neither, the component is the
	                              built-in one of its own name */
	struct model_texts sources; /* files in @path; empty: all of its *.c */
	struct model_number priority; /* 1..254; else what the descriptor says, like the next five */
	struct model_number heap;     /* bytes */
	struct model_number stack;    /* bytes */
	struct model_number threads;
	struct model_number memory;  /* bytes: quota for all it has or asks for */
	struct model_number slots;   /* quota */
	struct model_number dma;     /* bytes: quota for DMA pools, part of @memory */
	struct model_number start;   /* enum model_start */
	struct model_texts provides; /* interfaces, besides those of the descriptor */
	struct model_texts devices;  /* else what the driver's descriptor matches */
	struct model_flag manage;
	struct model_number log;          /* enum model_log; else [debug].log */
	struct model_number heartbeat_ns; /* 0: not watched */
	struct model_number ready_ns; /* a message when it is not ready so soon after its start; 0: none */
	struct model_restart restart;
	struct model_number count;
	struct model_text args;
};

/* --- [connections] -------------------------------------------------------------- */

/** client.end = "provider.interface" */
struct model_connection {
	struct source_range at; /* of the value */
	struct model_text client, end;
	struct model_text provider;
	struct model_text
		interface; /* text NULL: the one that the provider has, or the one called like the end */
	struct model_number ring; /* bytes of data of each ring that the interface has; else what it says */
	struct model_number data; /* bytes of the buffer region; else what the interface says */
};

/* --- [[assert]] ------------------------------------------------------------------- */

enum model_assert_kind {
	MODEL_ASSERT_NEVER,    /* no authority leads from @from to @to, directly or through others */
	MODEL_ASSERT_DEVICE,   /* the components in @only alone hold device @what */
	MODEL_ASSERT_PROVIDES, /* they alone provide interface @what */
	MODEL_ASSERT_REACH,    /* they alone reach component @what, directly or through others */
	MODEL_ASSERT_HOLDS,    /* they alone hold a capability of kind @what: see enum model_holding */
};

enum model_holding {
	MODEL_HOLDS_MANAGE,
	MODEL_HOLDS_IRQ,
	MODEL_HOLDS_PORTS,
	MODEL_HOLDS_MMIO,
	MODEL_HOLDS_DMA
};

struct model_assert {
	struct source_range at; /* of the section */
	enum model_assert_kind kind;
	struct model_text from, to;  /* never */
	struct model_texts only;     /* the others; may be empty: nobody */
	struct model_text what;      /* the others */
	enum model_holding holding;  /* MODEL_ASSERT_HOLDS */
	struct model_texts trusting; /* never, reach: components that pass nothing on */
	struct model_flag flow;      /* never, reach: what a provider answers counts too */
	struct model_text because;   /* a person's reason, or "" */
	struct {
		struct model_text never, device, provides, reach;
		struct model_number holds;
	} written; /* of which exactly one was */
};

/* --- [[test]] ---------------------------------------------------------------------- */

/** What the output must contain, in this order. */
struct model_expect {
	struct model_text text; /* without the slashes of a regular expression */
	bool is_regex;          /* POSIX extended; it was seen to compile */
};

struct model_test {
	struct source_range at;
	struct model_text name;
	struct model_set arch;      /* enum model_arch; else the system's */
	struct model_number memory; /* bytes; else the system's */
	struct model_texts type;    /* lines typed at the prompt */
	struct model_expect *expect;
	size_t expect_count;
	struct model_number exit; /* status that the last line typed must have; 0 if not written */
	struct model_number timeout_ns;
};

/* --- all ----------------------------------------------------------------------------- */

struct system_model {
	const struct source *source;
	struct model_system system;
	struct model_resources resources;
	struct model_rootfs rootfs;
	struct model_debug debug;
	struct model_interfaces interfaces;
	struct model_component *components;
	size_t components_count;
	struct model_connection *connections;
	size_t connections_count;
	struct model_assert *asserts;
	size_t asserts_count;
	struct model_test *tests;
	size_t tests_count;
};

/** "u64", "text", ... as in an interface */
const char *model_type_name(enum model_type type);

/** The most message words that these parameters take. */
unsigned int model_words_max(const struct model_parameters *parameters);

#endif
