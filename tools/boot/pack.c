/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#define _GNU_SOURCE
#include "pack.h"

#include <errno.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int run(char *const argv[])
{
	pid_t pid;
	int status = 0;
	int error = posix_spawn(&pid, argv[0], NULL, NULL, argv, environ);

	if (error) {
		fprintf(stderr, "kaal-boot: cannot start '%s': %s\n", argv[0], strerror(error));
		return -error;
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -EIO;
}

int pack_image(const char *tools, const char *out, const char *kernel, const char *root)
{
	char program[PATH_MAX], loader[PATH_MAX];

	snprintf(program, sizeof(program), "%s/kaal-pack", tools);
	snprintf(loader, sizeof(loader), "%s/../loader.bin", tools);
	if (access(loader, R_OK) != 0) {
		fprintf(stderr,
			"kaal-boot: '%s' is for AArch64, whose loader is not there: build it ('make build "
			"ARCH=aarch64'), and use that folder's kaal-boot ('make boot ARCH=aarch64')\n",
			kernel);
		return -ENOENT;
	}
	return run((char *[]){ program, (char *)out, loader, (char *)kernel, (char *)root, NULL });
}
