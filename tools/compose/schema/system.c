/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* [system], [resources], [rootfs], [debug] */
#include <string.h>

#include "schema/reader.h"

#define KIB UINT64_C(1024)
#define MIB (1024 * KIB)
#define GIB (1024 * MIB)

#define FIELD(name) .field = offsetof(struct model_system, name)

static const struct schema_key system_keys[] = {
	{ .name = "name",
	  .kind = SCHEMA_LINE,
	  FIELD(name),
	  .is_required = true,
	  .least = 1,
	  .most = MODEL_SYSTEM_BYTES_MAX,
	  .doc = "What the banner calls the system." },
	{ .name = "version",
	  .kind = SCHEMA_LINE,
	  FIELD(version),
	  .preset = "\"0.1.0\"",
	  .least = 1,
	  .most = MODEL_NAME_BYTES_MAX,
	  .doc = "The system's own version, for people." },
	{ .name = "arch",
	  .kind = SCHEMA_CHOICES,
	  FIELD(arch),
	  .choices = schema_archs,
	  .preset = "[\"x86_64\", \"aarch64\"]",
	  .doc = "What it is built for. `run` and `test` take the first unless told otherwise." },
	{ .name = "kernel",
	  .kind = SCHEMA_LINE,
	  FIELD(kernel),
	  .preset = "\"embedded\"",
	  .least = 1,
	  .doc = "The kernel that it boots on: `\"embedded\"`, KaaL's own, or the path of an seL4 "
		 "`kernel.elf`, relative to this file." },
	{ .name = "memory",
	  .kind = SCHEMA_SIZE,
	  FIELD(memory),
	  .preset = "\"512MiB\"",
	  .least = 16 * MIB,
	  .most = 1024 * GIB,
	  .doc = "Memory of the machine that `run` and `test` start." },
	{ .name = "qemu",
	  .kind = SCHEMA_LINES,
	  FIELD(qemu),
	  .least = 1,
	  .preset = "[]",
	  .doc = "Further arguments of QEMU for that machine, such as `\"-device\", \"edu\"`." },
};

const struct schema_section schema_system = {
	.name = "system",
	.form = SCHEMA_ONE,
	.is_required = true,
	SCHEMA_KEYS(system_keys),
	.field = offsetof(struct system_model, system),
	.at_field = offsetof(struct model_system, at),
	.doc = "The system as a whole.",
	.example = "[system]\nname = \"my-os\"\narch = [\"x86_64\"]\nmemory = \"256MiB\"\n",
};

#undef FIELD
#define FIELD(name) .field = offsetof(struct model_resources, name)

static const struct schema_key resources_keys[] = {
	{ .name = "memory",
	  .kind = SCHEMA_SIZE,
	  FIELD(memory),
	  .least = 64 * KIB,
	  .most = 1024 * GIB,
	  .absent = "what the machine has",
	  .doc = "Memory of all components together." },
	{ .name = "slots",
	  .kind = SCHEMA_INTEGER,
	  FIELD(slots),
	  .least = 64,
	  .most = 1 << 24,
	  .absent = "what the kernel offers",
	  .doc = "Capability slots of all components together." },
	{ .name = "threads",
	  .kind = SCHEMA_INTEGER,
	  FIELD(threads),
	  .least = 1,
	  .most = 65535,
	  .absent = "no limit",
	  .doc = "Threads of all components together." },
};

const struct schema_section schema_resources = {
	.name = "resources",
	.form = SCHEMA_ONE,
	SCHEMA_KEYS(resources_keys),
	.field = offsetof(struct system_model, resources),
	.at_field = offsetof(struct model_resources, at),
	.doc = "Limits of the whole system. `sel4-compose check` adds up what the components ask for and "
	       "says who wants most when it is too much.",
	.example = "[resources]\nmemory = \"64MiB\"\n",
};

#undef FIELD
#define FIELD(name) .field = offsetof(struct model_rootfs, name)

static const struct schema_key rootfs_keys[] = {
	{ .name = "packages",
	  .kind = SCHEMA_LINES,
	  FIELD(packages),
	  .least = 1,
	  .preset = "[]",
	  .doc = "Debian packages whose files, and those of what they depend on, are in the root file "
		 "system." },
	{ .name = "files",
	  .kind = SCHEMA_LINES,
	  FIELD(files),
	  .least = 1,
	  .preset = "[]",
	  .doc = "Files of your own: `\"host/path -> /path/in/the/system\"`." },
};

static bool is_package(const char *name)
{
	size_t len = strlen(name);

	return len >= 2 && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789+-.") == len &&
	       !strchr("+-.", name[0]);
}

/** "host/path -> /path/in/the/system" */
static bool is_file(const char *text)
{
	const char *arrow = strstr(text, " -> /");

	return arrow && arrow > text;
}

/** A later version builds it; what is written already should be right by then. */
static void rootfs_finish(struct schema_reader *reader, void *item)
{
	const struct model_rootfs *rootfs = item;

	for (size_t i = 0; i < rootfs->packages.count; i++)
		if (!is_package(rootfs->packages.items[i].text))
			diagnostic_report(reader->diagnostics, MESSAGE_PACKAGE_NAME,
					  rootfs->packages.items[i].at, rootfs->packages.items[i].text);
	for (size_t i = 0; i < rootfs->files.count; i++)
		if (!is_file(rootfs->files.items[i].text))
			diagnostic_report(reader->diagnostics, MESSAGE_ROOTFS_FILE, rootfs->files.items[i].at,
					  rootfs->files.items[i].text);
	diagnostic_report(reader->diagnostics, MESSAGE_NOT_BUILT_YET, rootfs->at, "[rootfs]");
}

const struct schema_section schema_rootfs = {
	.name = "rootfs",
	.form = SCHEMA_ONE,
	SCHEMA_KEYS(rootfs_keys),
	.field = offsetof(struct system_model, rootfs),
	.at_field = offsetof(struct model_rootfs, at),
	.finish = rootfs_finish,
	.doc = "The root file system of Linux programs. It is checked, but **not built yet**: a warning says "
	       "so.",
	.example = "[rootfs]\npackages = [\"bash\", \"coreutils\"]\nfiles = [\"motd -> /etc/motd\"]\n",
};

#undef FIELD
#define FIELD(name) .field = offsetof(struct model_debug, name)

static const struct schema_key debug_keys[] = {
	{ .name = "log",
	  .kind = SCHEMA_CHOICE,
	  FIELD(log),
	  .choices = schema_logs,
	  .preset = "\"info\"",
	  .doc = "The least important lines that components log, where they do not say it themselves." },
	{ .name = "gdb",
	  .kind = SCHEMA_FLAG,
	  FIELD(gdb),
	  .preset = "false",
	  .doc = "Whether `run` waits for a debugger, as with `--gdb`." },
	{ .name = "rewrite",
	  .kind = SCHEMA_FLAG,
	  FIELD(rewrite),
	  .preset = "false",
	  .doc = "Whether to log which system-call sites of Linux programs were rewritten. Nothing reads it "
		 "yet." },
};

const struct schema_section schema_debug = {
	.name = "debug",
	.form = SCHEMA_ONE,
	SCHEMA_KEYS(debug_keys),
	.field = offsetof(struct system_model, debug),
	.at_field = offsetof(struct model_debug, at),
	.doc = "What helps to find mistakes.",
	.example = "[debug]\nlog = \"debug\"\n",
};
