/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands/table.h"
#include "host/files.h"
#include "project/boot.h"
#include "project/build.h"

enum { GDB_PORT = 1234 };

static const struct option options[] = {
	OPTION_ARCH,
	{ "memory", 'm', "SIZE", "of the machine, such as 512M or 2G (default: what the system says)", NULL },
	{ "accel", 0, "KIND",
	  "tcg emulates; kvm (Linux) and hvf (macOS) use this machine's processor (default: tcg)",
	  "tcg kvm hvf" },
	{ "kernel", 'k', "FILE", "boot the same image on this kernel, such as seL4's kernel.elf", "<file>" },
	{ "exec", 'e', "LINE",
	  "type a line at the prompt, print what it prints, power off, return its status", NULL },
	{ "gdb", 'g', NULL, "wait for a debugger, and print the line that starts it", NULL },
	{ "gdb-port", 0, "NUMBER", "where to wait for it (default: 1234)", NULL },
	{ "machine", 0, "MODEL", "QEMU's machine (default: pc, virt)", "pc q35 virt" },
	{ "cpu", 0, "MODEL", "QEMU's processor", NULL },
	OPTION_PROJECT,
	OPTION_BUILD,
	OPTION_END,
};

static bool value_wrong(struct call *call, const char *option, const char *must)
{
	diagnostic_report(&call->diagnostics, MESSAGE_OPTION_VALUE_WRONG, SOURCE_NOWHERE,
			  call_value(call, option), option, must);
	return false;
}

static bool take_memory(struct call *call, uint64_t *bytes)
{
	const char *text = call_value(call, "memory");

	*bytes = text ? size_parse(text) : 0;
	return !text || *bytes ? true : value_wrong(call, "memory", "a size such as 256M or 2G");
}

static bool take_accel(struct call *call, struct boot_config *config)
{
	static const char *const kinds[] = { "tcg", "kvm", "hvf" };

	config->accel = call_value(call, "accel");
	for (size_t i = 0; i < 3; i++)
		if (!config->accel || strcmp(config->accel, kinds[i]) == 0)
			return true;
	return value_wrong(call, "accel", "tcg, kvm or hvf");
}

static bool take_gdb(struct call *call, const struct project *project, struct boot_config *config)
{
	const char *text = call_value(call, "gdb-port");
	int port = text ? atoi(text) : GDB_PORT;

	if (port < 1 || port > 65535)
		return value_wrong(call, "gdb-port", "a port, 1 to 65535");
	if (!call_has(call, "gdb") && !text && !project->model->debug.gdb.value)
		return true;
	config->gdb_port = port;
	config->must_reach_prompt = false;
	return true;
}

static bool take_kernel(struct call *call, struct boot_config *config)
{
	const char *kernel = call_value(call, "kernel");

	if (!kernel)
		return true;
	if (!files_exist(kernel)) {
		diagnostic_report(&call->diagnostics, MESSAGE_FILE_UNREADABLE, SOURCE_NOWHERE, kernel,
				  "there is no such file");
		return false;
	}
	config->kernel = kernel;
	return true;
}

static bool take_options(struct call *call, const struct project *project, struct boot_config *config)
{
	const char *line = call_value(call, "exec");

	config->model = call_value(call, "machine");
	config->cpu = call_value(call, "cpu");
	if (line && (!line[0] || strlen(line) > EXEC_LINE_MAX || strchr(line, '\n'))) {
		diagnostic_report(&call->diagnostics, MESSAGE_EXEC_LINE_WRONG, SOURCE_NOWHERE,
				  arena_print(&call->arena, "%d", EXEC_LINE_MAX));
		return false;
	}
	return take_accel(call, config) && take_gdb(call, project, config) && take_kernel(call, config);
}

/* All that has symbols: kernel, root task, the project's components and KaaL's own. */
static void print_gdb_line(struct call *call, const struct project *project, const char *arch,
			   const struct boot_config *config)
{
	const char *const folders[] = {
		project_built(call, project, arch, "components"),
		home_built(&call->home, &call->arena, arch, "components"),
	};

	fprintf(stderr,
		"The machine waits for a debugger. In another terminal:\n\n  gdb-multiarch '%s' \\\n"
		"    -ex 'add-symbol-file \"%s\"' \\\n",
		config->kernel, home_built(&call->home, &call->arena, arch, "root.elf"));
	if (call->home.source)
		fprintf(stderr, "    -ex 'set substitute-path kaal \"%s\"' \\\n", call->home.source);
	for (size_t i = 0; i < 2; i++) {
		const char **names;
		int count = files_list(&call->arena, folders[i], &names);
		for (int k = 0; k < count; k++)
			if (strlen(names[k]) > 4 && strcmp(names[k] + strlen(names[k]) - 4, ".elf") == 0)
				fprintf(stderr, "    -ex 'add-symbol-file \"%s/%s\"' \\\n", folders[i],
					names[k]);
	}
	fprintf(stderr,
		"    -ex 'target remote localhost:%d'\n\n"
		"Components share addresses: leave out those that you do not look at.\n\n",
		config->gdb_port);
}

static int run_here(struct call *call, const struct project *project, const char *arch,
		    struct boot_config *config)
{
	struct boot_result result;

	config->must_reach_prompt &= !boot_is_on_terminal(config); /* a person sees whether it hangs */
	if (boot_is_on_terminal(config))
		fprintf(stderr, "To leave: type '%s', or press Ctrl-A and then X.\n\n", config->poweroff);
	if (config->gdb_port)
		print_gdb_line(call, project, arch, config);
	if (boot_system(config, &result) == 0)
		return STATUS_OK;
	return project_boot_failed(call, &result, arch);
}

static void put_output(void *context, const char *bytes, size_t len)
{
	(void)context;
	fwrite(bytes, 1, len, stdout);
	fflush(stdout);
}

static void exec_take(void *context, const char *bytes, size_t len)
{
	exec_feed(context, bytes, len);
}

static int run_exec(struct call *call, struct boot_config *config, const char *arch, const char *line)
{
	struct boot_result result;
	struct exec exec;

	exec_init(&exec, put_output, NULL);
	config->lines = exec_line(&call->arena, &exec, line);
	config->output = exec_take;
	config->context = &exec;
	int failed = boot_system(config, &result);
	if (exec.state == EXEC_DONE)
		return exec.status;
	if (failed)
		project_boot_failed(call, &result, arch);
	else
		diagnostic_report(&call->diagnostics, MESSAGE_EXEC_UNANSWERED, SOURCE_NOWHERE, line);
	return STATUS_NOT_EXECUTED;
}

static int run_built(struct call *call, const struct project *project, const char *arch, uint64_t memory)
{
	const char *line = call_value(call, "exec");
	struct boot_config config;

	project_boot_config(call, project, arch, memory, &config);
	if (!take_options(call, project, &config))
		return STATUS_USAGE;
	int status = project_build(call, project, arch);
	if (status != STATUS_OK)
		return status;
	return line ? run_exec(call, &config, arch, line) : run_here(call, project, arch, &config);
}

static int run_project(struct call *call)
{
	struct project project;
	uint64_t memory;

	if (!take_memory(call, &memory))
		return STATUS_USAGE;
	int status = project_load(call, &project);
	if (status != STATUS_OK)
		return status;
	const char *arch = project_arch(call, &project);
	return arch ? run_built(call, &project, arch, memory) : STATUS_FAILED;
}

static int run_run(struct call *call)
{
	int status = run_project(call);

	return status != STATUS_OK && status != STATUS_USAGE && call_has(call, "exec") &&
			       call->diagnostics.errors
		       ? STATUS_NOT_EXECUTED
		       : status;
}

const struct command command_run = {
	.name = "run",
	.operands = "[-- QEMU-ARGUMENT...]",
	.summary = "Build the system, and boot it in QEMU on this terminal",
	.description =
		"Keys go to the machine; lines of a pipe are typed at its prompt, and at their end it is "
		"powered "
		"off. What stands behind `--` is handed to QEMU.\n\n"
		"  sel4-compose run\n"
		"  sel4-compose run --arch aarch64 --exec ps\n"
		"  echo help | sel4-compose run\n"
		"  sel4-compose run --kernel path/to/seL4/kernel.elf\n\n"
		"--exec prints nothing but the line's own output, and returns its status: 0 to 124, 127 for "
		"a command "
		"that the shell does not know, 125 if the line did not come to its end, whatever the reason.",
	.options = options,
	.run = run_run,
};
