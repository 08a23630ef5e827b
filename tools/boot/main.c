/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* kaal-boot: boot a root-task image on a kernel in QEMU, on this terminal or pipe. */
#include "machine.h"
#include "session.h"
#include "terminal.h"

#include <getopt.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>

static const char usage[] =
	"usage: kaal-boot [options] KERNEL [ROOT] [-- QEMU-ARGUMENT...]\n"
	"Boot the root-task image ROOT on KERNEL in QEMU, or KERNEL alone where it is a packed image. Keys "
	"go to the machine; lines of a pipe are typed\n"
	"at its prompt, and at their end it is powered off.\n"
	"  --expect-prompt     a boot that does not come to the prompt is a failure\n"
	"  --prompt TEXT       what the prompt looks like (default: '$ ')\n"
	"  --poweroff LINE     what is typed at the end of input (default: poweroff)\n"
	"  --silence SECONDS   with --expect-prompt: longest time without output (default: 60)\n"
	"  --boot SECONDS      with --expect-prompt: longest time to the prompt (default: 300)\n"
	"  --machine MODEL     QEMU's machine (default: pc; virt for AArch64)\n"
	"  --cpu MODEL         QEMU's processor (default: max; cortex-a53 for AArch64)\n"
	"  --memory MIB        memory (default: 512)\n"
	"Exit code: 0 if the machine ran and ended as asked, 1 if not, 2 for wrong arguments.\n";

static int usage_fail(void)
{
	fputs(usage, stderr);
	return 2;
}

static int seconds_parse(const char *text)
{
	char *end;
	long value = strtol(text, &end, 10);

	return *end == '\0' && value > 0 && value < 1000000 ? (int)value : -1;
}

static void print_how_to_leave(const struct machine_config *machine, const struct session_config *session,
			       bool on_terminal)
{
	fprintf(stderr, "Booting %s on %s.\n", machine->root ? machine->root : "no root task",
		machine->kernel);
	if (on_terminal)
		fprintf(stderr, "To leave: type '%s', or press Ctrl-A and then X.\n\n", session->poweroff);
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "expect-prompt", no_argument, NULL, 'e' },  { "prompt", required_argument, NULL, 'p' },
		{ "poweroff", required_argument, NULL, 'o' }, { "silence", required_argument, NULL, 's' },
		{ "boot", required_argument, NULL, 'b' },     { "machine", required_argument, NULL, 'M' },
		{ "cpu", required_argument, NULL, 'c' },      { "memory", required_argument, NULL, 'm' },
		{ "help", no_argument, NULL, 'h' },           { NULL, 0, NULL, 0 },
	};
	struct machine_config config = { .memory_mib = "512" };
	struct session_config session = {
		.prompt = "$ ", .poweroff = "poweroff", .silence_s = 60, .boot_s = 300
	};
	int option;

	while ((option = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		switch (option) {
		case 'e':
			session.must_reach_prompt = true;
			break;
		case 'p':
			session.prompt = optarg;
			break;
		case 'o':
			session.poweroff = optarg;
			break;
		case 's':
			session.silence_s = seconds_parse(optarg);
			break;
		case 'b':
			session.boot_s = seconds_parse(optarg);
			break;
		case 'M':
			config.model = optarg;
			break;
		case 'c':
			config.cpu = optarg;
			break;
		case 'm':
			config.memory_mib = optarg;
			break;
		case 'h':
			fputs(usage, stdout);
			return 0;
		default:
			return usage_fail();
		}
	}
	if (optind >= argc || session.silence_s < 0 || session.boot_s < 0)
		return usage_fail();
	config.kernel = argv[optind++];
	if (optind < argc && argv[optind][0] != '-') {
		config.root = argv[optind][0] ? argv[optind] : NULL;
		optind++;
	}
	if (optind < argc && argv[optind][0] == '-' && argv[optind][1] == '-')
		optind++;
	config.more = argv + optind;
	config.tools = dirname(argv[0]); /* may change argv[0], which nobody reads from here on */

	struct machine machine;
	config.has_monitor = terminal_make_raw();
	terminal_restore();
	print_how_to_leave(&config, &session, config.has_monitor);
	if (machine_start(&machine, &config) != 0)
		return 1;
	return session_run(&session, &machine, terminal_make_raw());
}
