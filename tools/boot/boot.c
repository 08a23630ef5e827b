/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <boot/boot.h>

#include "machine.h"
#include "session.h"
#include "terminal.h"

#include <stdio.h>
#include <string.h>

void boot_config_init(struct boot_config *config)
{
	*config = (struct boot_config){
		.program = "kaal-boot",
		.memory_mib = "512",
		.prompt = "$ ",
		.poweroff = "poweroff",
		.silence_s = 60,
		.boot_s = 300,
	};
}

bool boot_is_on_terminal(const struct boot_config *config)
{
	return !config->lines && terminal_is_one();
}

int boot_system(const struct boot_config *config, struct boot_result *result)
{
	bool on_terminal = boot_is_on_terminal(config);
	struct machine machine;

	memset(result, 0, sizeof(*result));
	if (machine_start(&machine, config, on_terminal, result) != 0)
		return 1;
	return session_run(config, &machine, on_terminal && terminal_make_raw(), result);
}

void boot_result_print(const struct boot_config *config, const struct boot_result *result)
{
	size_t len = strlen(result->last_lines);

	if (!result->complaint[0])
		return;
	if (len == 0) {
		fprintf(stderr, "%s: %s\n", config->program, result->complaint);
		return;
	}
	fprintf(stderr, "\n%s: the machine failed: %s. Its last lines:\n%s%s", config->program,
		result->complaint, result->last_lines, result->last_lines[len - 1] == '\n' ? "" : "\n");
}
