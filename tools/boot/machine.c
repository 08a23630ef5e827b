/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "machine.h"

#include "elf32.h"
#include "packed.h"
#include "parent.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { QEMU_ARGS_MAX = 64 };

/* QEMU's command line, and the texts in it that are made here. */
struct command {
	const char *words[QEMU_ARGS_MAX];
	int count;
	char root[32], gdb[40];
};

static int fail(struct boot_result *result, const char *what, const char *file)
{
	int error = errno;

	snprintf(result->complaint, sizeof(result->complaint), "%s '%s': %s", what, file, strerror(error));
	return -error;
}

/* An empty temporary file, as machine->converted. @return it, open, or NULL with a complaint */
static FILE *file_create(struct machine *machine, struct boot_result *result)
{
	const char *folder = getenv("TMPDIR");

	if (!folder || !folder[0] || strlen(folder) > 200)
		folder = "/tmp";
	snprintf(machine->converted, sizeof(machine->converted), "%s/kaal-boot-kernel-XXXXXX", folder);
	int descriptor = mkstemp(machine->converted);
	FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "wb");

	if (!file)
		fail(result, "cannot create", machine->converted);
	return file;
}

static int kernel_narrow(struct machine *machine, FILE *kernel, struct boot_result *result)
{
	FILE *copy = file_create(machine, result);

	if (!copy)
		return -EIO;
	int error = elf32_copy(kernel, copy);
	fclose(copy);
	if (error != 0) {
		unlink(machine->converted);
		errno = -error;
		return fail(result, "cannot make an ELF32 copy of the kernel in", machine->converted);
	}
	return 0;
}

static int kernel_pack(struct machine *machine, const struct boot_config *config, struct boot_result *result)
{
	if (!config->root) {
		snprintf(result->complaint, sizeof(result->complaint), "'%s' needs a root task: name one",
			 config->kernel);
		return -EINVAL;
	}
	FILE *image = file_create(machine, result);
	if (!image)
		return -EIO;
	fclose(image);
	int error = packed_write(config, machine->converted, result);
	if (error != 0)
		unlink(machine->converted);
	return error;
}

/* See which machine the kernel is for, and make machine->converted if QEMU would refuse it as it is. */
static int kernel_prepare(struct machine *machine, const struct boot_config *config,
			  struct boot_result *result)
{
	FILE *kernel = fopen(config->kernel, "rb");
	int error = 0;

	machine->converted[0] = '\0';
	if (!kernel)
		return fail(result, "cannot open the kernel", config->kernel);
	machine->target = target_of(kernel);
	if (machine->target->is_whole && config->root) {
		snprintf(result->complaint, sizeof(result->complaint),
			 "'%s' is a whole image: name no root task with it", config->kernel);
		error = -EINVAL;
	} else if (machine->target->is_packed) {
		error = kernel_pack(machine, config, result);
	} else if (elf32_is_needed(kernel)) {
		error = kernel_narrow(machine, kernel, result);
	}
	fclose(kernel);
	return error;
}

static void command_add(struct command *command, const char *option, const char *value)
{
	if (command->count + 2 >= QEMU_ARGS_MAX)
		return;
	command->words[command->count++] = option;
	if (value)
		command->words[command->count++] = value;
}

/* A processor that the accelerator can offer: the machine's own where it is not emulated. */
static const char *cpu_of(const struct machine *machine, const struct boot_config *config)
{
	if (config->cpu)
		return config->cpu;
	return config->accel && strcmp(config->accel, "tcg") != 0 ? "max" : machine->target->cpu;
}

/*
 * The root image goes in as an open file: QEMU would take blanks and commas in its
 * name for separators.
 */
static void command_make(struct command *command, const struct machine *machine,
			 const struct boot_config *config, bool has_monitor, int root)
{
	command_add(command, machine->target->qemu, NULL);
	command_add(command, "-machine", config->model ? config->model : machine->target->model);
	command_add(command, "-cpu", cpu_of(machine, config));
	if (config->accel)
		command_add(command, "-accel", config->accel);
	command_add(command, "-m", config->memory_mib);
	command_add(command, "-no-reboot", NULL);
	command_add(command, "-display", "none");
	command_add(command, "-nic", "none");
	command_add(command, "-serial", has_monitor ? "mon:stdio" : "stdio");
	command_add(command, "-kernel", machine->converted[0] ? machine->converted : config->kernel);
	if (root >= 0 && !machine->target->is_packed) {
		snprintf(command->root, sizeof(command->root), "/dev/fd/%d", root);
		command_add(command, "-initrd", command->root);
	}
	if (config->gdb_port) {
		snprintf(command->gdb, sizeof(command->gdb), "tcp:127.0.0.1:%d", config->gdb_port);
		command_add(command, "-gdb", command->gdb);
		command_add(command, "-S", NULL);
	}
	for (char **more = config->more; more && *more; more++)
		command_add(command, *more, NULL);
}

/* Runs in the child; does not return. */
static void qemu_exec(const struct machine *machine, const struct boot_config *config, bool has_monitor,
		      int root)
{
	struct command command = { .count = 0 };

	command_make(&command, machine, config, has_monitor, root);
	parent_bind();
	execvp(command.words[0], (char *const *)command.words);
	_exit(MACHINE_NO_QEMU);
}

/* A pipe whose ends QEMU does not inherit. @return 0 or a negative errno */
static int pipe_open(int ends[2])
{
	if (pipe(ends) != 0)
		return -errno;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return 0;
}

static int machine_spawn(struct machine *machine, const struct boot_config *config, bool has_monitor,
			 int root)
{
	int to[2], from[2];
	int error = pipe_open(to);

	if (error != 0)
		return error;
	error = pipe_open(from);
	if (error != 0) {
		close(to[0]);
		close(to[1]);
		return error;
	}
	machine->pid = fork();
	if (machine->pid == 0) {
		setpgid(0, 0); /* Ctrl-C is for us, not for QEMU */
		dup2(to[0], STDIN_FILENO);
		dup2(from[1], STDOUT_FILENO);
		qemu_exec(machine, config, has_monitor, root);
	}
	close(to[0]);
	close(from[1]);
	machine->input = to[1];
	machine->output = from[0];
	return machine->pid < 0 ? -EAGAIN : 0;
}

int machine_start(struct machine *machine, const struct boot_config *config, bool has_monitor,
		  struct boot_result *result)
{
	int root = -1;

	if (config->root) {
		root = open(config->root, O_RDONLY);
		if (root < 0)
			return fail(result, "cannot open the root-task image", config->root);
	}
	int error = kernel_prepare(machine, config, result);
	if (error == 0) {
		error = machine_spawn(machine, config, has_monitor, root);
		if (error)
			snprintf(result->complaint, sizeof(result->complaint), "cannot start a process: %s",
				 strerror(-error));
	}
	if (root >= 0)
		close(root);
	return error;
}

void machine_kill(const struct machine *machine)
{
	kill(machine->pid, SIGKILL);
}

int machine_wait(struct machine *machine)
{
	int status = 0;

	while (waitpid(machine->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	close(machine->input);
	close(machine->output);
	if (machine->converted[0])
		unlink(machine->converted);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
