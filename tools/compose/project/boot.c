/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "project/boot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/mend.h"
#include "project/build.h"

enum { MIB_SHIFT = 20 };

static const char *kernel_of(struct call *call, const struct project *project, const char *arch)
{
	const char *named = project->model->system.kernel.text;

	if (strcmp(named, "embedded") == 0)
		return home_built(&call->home, &call->arena, arch, "kernel.elf");
	return named[0] == '/' ? named : arena_print(&call->arena, "%s/%s", project->folder, named);
}

/* What system.toml adds to QEMU's arguments, and what stands behind "--". */
static char **qemu_arguments(struct call *call, const struct project *project)
{
	const struct model_texts *own = &project->model->system.qemu;
	const char **words = NULL;
	size_t count = 0;

	for (size_t i = 0; i < own->count; i++) {
		words = arena_grow(&call->arena, words, count, sizeof(*words));
		words[count++] = own->items[i].text;
	}
	for (const char **rest = call->rest; rest && *rest; rest++) {
		words = arena_grow(&call->arena, words, count, sizeof(*words));
		words[count++] = *rest;
	}
	words = arena_grow(&call->arena, words, count, sizeof(*words));
	words[count] = NULL;
	return (char **)words;
}

void project_boot_config(struct call *call, const struct project *project, const char *arch, uint64_t memory,
			 struct boot_config *config)
{
	uint64_t bytes = memory ? memory : project->model->system.memory.value;

	boot_config_init(config);
	config->program = "sel4-compose";
	config->kernel = kernel_of(call, project, arch);
	config->root = project_built(call, project, arch, BUILD_IMAGE);
	config->loader = home_built(&call->home, &call->arena, arch, "loader.bin");
	config->memory_mib = arena_print(&call->arena, "%llu",
					 (unsigned long long)((bytes + (1 << MIB_SHIFT) - 1) >> MIB_SHIFT));
	config->more = qemu_arguments(call, project);
	config->must_reach_prompt = true;
}

int project_boot_failed(struct call *call, const struct boot_result *result, const char *arch)
{
	char program[32];

	if (result->interrupted)
		return STATUS_FAILED;
	snprintf(program, sizeof(program), "qemu-system-%s", arch);
	if (result->host_lacks_qemu && !mend_check_program(call, program, "boots the machine"))
		return STATUS_HOST;
	size_t len = strlen(result->last_lines);
	if (len > 0)
		fprintf(stderr, "\nThe machine's last lines:\n%s%s\n", result->last_lines,
			result->last_lines[len - 1] == '\n' ? "" : "\n");
	diagnostic_report(&call->diagnostics, MESSAGE_MACHINE_FAILED, SOURCE_NOWHERE, result->complaint);
	return STATUS_FAILED;
}

uint64_t size_parse(const char *text)
{
	char *end;
	unsigned long long value = strtoull(text, &end, 10);
	unsigned int shift = MIB_SHIFT;

	if (end == text || text[0] == '-' || value == 0 || value > 1 << 30)
		return 0;
	if (*end == 'G' || *end == 'g')
		shift = 30;
	else if (*end && *end != 'M' && *end != 'm')
		return 0;
	end += *end != '\0';
	if (*end && strcmp(end, "iB") != 0 && strcmp(end, "B") != 0)
		return 0;
	return (uint64_t)value << shift;
}
