/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#define _GNU_SOURCE
#include "machine.h"

#include "elf32.h"
#include "pack.h"
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

static int fail(const char *what, const char *file)
{
	int error = errno;

	fprintf(stderr, "kaal-boot: %s '%s': %s\n", what, file, strerror(error));
	return -error;
}

/* An empty temporary file, as machine->converted. @return it, open, or NULL with a message */
static FILE *file_create(struct machine *machine)
{
	strcpy(machine->converted, "/tmp/kaal-boot-kernel-XXXXXX");
	int descriptor = mkstemp(machine->converted);
	FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "wb");

	if (!file)
		fail("cannot create", machine->converted);
	return file;
}

static int kernel_narrow(struct machine *machine, FILE *kernel)
{
	FILE *copy = file_create(machine);

	if (!copy)
		return -EIO;
	int result = elf32_copy(kernel, copy);
	fclose(copy);
	if (result != 0) {
		unlink(machine->converted);
		errno = -result;
		return fail("cannot make an ELF32 copy of the kernel in", machine->converted);
	}
	return 0;
}

static int kernel_pack(struct machine *machine, const struct machine_config *config)
{
	if (!config->root) {
		fprintf(stderr, "kaal-boot: '%s' needs a root task: name one\n", config->kernel);
		return -EINVAL;
	}
	FILE *image = file_create(machine);
	if (!image)
		return -EIO;
	fclose(image);
	int result = pack_image(config->tools, machine->converted, config->kernel, config->root);
	if (result != 0)
		unlink(machine->converted);
	return result;
}

/* See which machine the kernel is for, and make machine->converted if QEMU would refuse it as it is. */
static int kernel_prepare(struct machine *machine, const struct machine_config *config)
{
	FILE *kernel = fopen(config->kernel, "rb");
	int result = 0;

	machine->converted[0] = '\0';
	if (!kernel)
		return fail("cannot open the kernel", config->kernel);
	machine->target = target_of(kernel);
	if (machine->target->is_whole && config->root) {
		fprintf(stderr, "kaal-boot: '%s' is a whole image: name no root task with it\n",
			config->kernel);
		result = -EINVAL;
	} else if (machine->target->is_packed) {
		result = kernel_pack(machine, config);
	} else if (elf32_is_needed(kernel)) {
		result = kernel_narrow(machine, kernel);
	}
	fclose(kernel);
	return result;
}

/*
 * Runs in the child; does not return. The root image goes in as an open file:
 * QEMU would take blanks and commas in its name for separators.
 */
static void qemu_exec(const struct machine *machine, const struct machine_config *config, int root)
{
	char root_path[32];
	const char *argv[QEMU_ARGS_MAX] = {
		machine->target->qemu,
		"-machine",
		config->model ? config->model : machine->target->model,
		"-cpu",
		config->cpu ? config->cpu : machine->target->cpu,
		"-m",
		config->memory_mib,
		"-no-reboot",
		"-display",
		"none",
		"-nic",
		"none",
		"-serial",
		config->has_monitor ? "mon:stdio" : "stdio",
		"-kernel",
		machine->converted[0] ? machine->converted : config->kernel,
	};
	int argc = 1;

	while (argv[argc])
		argc++;
	if (root >= 0 && !machine->target->is_packed) {
		snprintf(root_path, sizeof(root_path), "/dev/fd/%d", root);
		argv[argc++] = "-initrd";
		argv[argc++] = root_path;
	}
	for (char **more = config->more; *more && argc < QEMU_ARGS_MAX - 1; more++)
		argv[argc++] = *more;
	parent_bind();
	execvp(machine->target->qemu, (char *const *)argv);
	fprintf(stderr, "kaal-boot: cannot start %s: %s\n", machine->target->qemu, strerror(errno));
	_exit(127);
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

static int machine_spawn(struct machine *machine, const struct machine_config *config, int root)
{
	int to[2], from[2];
	int result = pipe_open(to);

	if (result != 0)
		return result;
	result = pipe_open(from);
	if (result != 0) {
		close(to[0]);
		close(to[1]);
		return result;
	}
	machine->pid = fork();
	if (machine->pid == 0) {
		setpgid(0, 0); /* Ctrl-C is for us, not for QEMU */
		dup2(to[0], STDIN_FILENO);
		dup2(from[1], STDOUT_FILENO);
		qemu_exec(machine, config, root);
	}
	close(to[0]);
	close(from[1]);
	machine->input = to[1];
	machine->output = from[0];
	return machine->pid < 0 ? -EAGAIN : 0;
}

int machine_start(struct machine *machine, const struct machine_config *config)
{
	int root = -1;

	if (config->root) {
		root = open(config->root, O_RDONLY);
		if (root < 0)
			return fail("cannot open the root-task image", config->root);
	}
	int result = kernel_prepare(machine, config);
	if (result == 0)
		result = machine_spawn(machine, config, root);
	if (root >= 0)
		close(root);
	return result;
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
