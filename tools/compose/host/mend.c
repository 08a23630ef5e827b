/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "host/mend.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "host/files.h"

/* What the commands' packages are called elsewhere; NULL: not known. */
static const struct {
	const char *command, *dnf, *pacman, *brew;
} elsewhere[] = {
	{ "gcc", "gcc", "gcc", NULL },
	{ "cmake", "cmake", "cmake", "cmake" },
	{ "ninja", "ninja-build", "ninja", "ninja" },
	{ "objdump", "binutils", "binutils", "binutils" },
	{ "qemu-system-x86_64", "qemu-system-x86-core", "qemu-system-x86", "qemu" },
	{ "qemu-system-aarch64", "qemu-system-aarch64-core", "qemu-system-aarch64", "qemu" },
	{ "aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu", "aarch64-linux-gnu-gcc", NULL },
	{ "gdb-multiarch", "gdb", "gdb", "gdb" },
	{ "dot", "graphviz", "graphviz", "graphviz" },
};

static bool section_begins(const char *line, const char *section)
{
	size_t len = strlen(section);

	return line[0] == '[' && strncmp(line + 1, section, len) == 0 && line[1 + len] == ']';
}

/* "package command purpose", cut up. */
static struct mend_package package_parse(struct arena *arena, const char *line)
{
	size_t package = strcspn(line, " ");
	const char *command = line + package + strspn(line + package, " ");
	size_t len = strcspn(command, " ");
	const char *purpose = command + len + strspn(command + len, " ");

	return (struct mend_package){
		.package = arena_copy(arena, line, package),
		.command = command[0] == '-' ? NULL : arena_copy(arena, command, len),
		.purpose = arena_copy(arena, purpose, strlen(purpose)),
	};
}

size_t mend_packages(struct call *call, const char *section, struct mend_package **packages)
{
	char *text = files_read_text(&call->arena, home_part(&call->home, &call->arena, HOME_PACKAGES_LIST));
	bool within = false;
	size_t count = 0;
	char *rest = text;

	*packages = NULL;
	for (char *line; text && (line = strtok_r(rest, "\n", &rest)) != NULL;) {
		if (line[0] == '[')
			within = section_begins(line, section);
		else if (within && line[0] != '#') {
			*packages = arena_grow(&call->arena, *packages, count, sizeof(**packages));
			(*packages)[count++] = package_parse(&call->arena, line);
		}
	}
	return count;
}

static bool has(struct call *call, const char *program)
{
	return files_find_program(&call->arena, program) != NULL;
}

const char *mend_command(struct call *call, const struct mend_package *package)
{
	const char *sudo = geteuid() == 0 ? "" : "sudo ";
	const char *name = NULL, *manager = NULL;

	if (has(call, "apt-get"))
		return arena_print(&call->arena, "%sapt-get install %s", sudo, package->package);
	for (size_t i = 0; package->command && i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++) {
		if (strcmp(elsewhere[i].command, package->command) != 0)
			continue;
		if (has(call, manager = "dnf"))
			name = elsewhere[i].dnf;
		else if (has(call, manager = "pacman"))
			name = elsewhere[i].pacman;
		else if (has(call, manager = "brew"))
			name = elsewhere[i].brew;
	}
	if (!name)
		return arena_print(&call->arena, "install `%s` in this system's own way",
				   package->command ? package->command : package->package);
	return arena_print(&call->arena, "%s%s %s %s", strcmp(manager, "brew") == 0 ? "" : sudo, manager,
			   strcmp(manager, "pacman") == 0 ? "-S" : "install", name);
}

/* The package that brings a program, from any section; itself if none is known. */
static struct mend_package package_of(struct call *call, const char *program)
{
	static const char *const sections[] = { "compose", "aarch64", "compose-more" };
	const char *wanted = strcmp(program, "cc") == 0 ? "gcc" : program;
	struct mend_package *packages;

	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
		size_t count = mend_packages(call, sections[i], &packages);
		for (size_t k = 0; k < count; k++)
			if (packages[k].command && strcmp(packages[k].command, wanted) == 0)
				return packages[k];
	}
	return (struct mend_package){ program, program, "" };
}

bool mend_check_program(struct call *call, const char *program, const char *purpose)
{
	if (has(call, program))
		return true;
	struct mend_package package = package_of(call, program);
	diagnostic_report(&call->diagnostics, MESSAGE_PROGRAM_MISSING, SOURCE_NOWHERE, program, purpose);
	diagnostic_help(&call->diagnostics, "%s", mend_command(call, &package));
	return false;
}
