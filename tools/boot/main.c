/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* kaal-boot: boot a root-task image on a kernel in QEMU, on this terminal or pipe. */
#include <boot/boot.h>

#include <getopt.h>
#include <libgen.h>
#include <limits.h>
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

static void print_how_to_leave(const struct boot_config *config)
{
	fprintf(stderr, "Booting %s on %s.\n", config->root ? config->root : "no root task", config->kernel);
	if (boot_is_on_terminal(config))
		fprintf(stderr, "To leave: type '%s', or press Ctrl-A and then X.\n\n", config->poweroff);
}

static int run(const struct boot_config *config)
{
	struct boot_result result;
	int failed;

	print_how_to_leave(config);
	failed = boot_system(config, &result);
	boot_result_print(config, &result);
	return failed;
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
	struct boot_config config;
	int option;

	boot_config_init(&config);
	while ((option = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		switch (option) {
		case 'e':
			config.must_reach_prompt = true;
			break;
		case 'p':
			config.prompt = optarg;
			break;
		case 'o':
			config.poweroff = optarg;
			break;
		case 's':
			config.silence_s = seconds_parse(optarg);
			break;
		case 'b':
			config.boot_s = seconds_parse(optarg);
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
	if (optind >= argc || config.silence_s < 0 || config.boot_s < 0)
		return usage_fail();
	config.kernel = argv[optind++];
	if (optind < argc && argv[optind][0] != '-') {
		config.root = argv[optind][0] ? argv[optind] : NULL;
		optind++;
	}
	if (optind < argc && argv[optind][0] == '-' && argv[optind][1] == '-')
		optind++;
	config.more = argv + optind;

	char loader[PATH_MAX];
	snprintf(loader, sizeof(loader), "%s/../loader.bin", dirname(argv[0])); /* may change argv[0] */
	config.loader = loader;
	return run(&config);
}
