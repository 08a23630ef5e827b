/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* E002x and E003x: the command line. */
MESSAGE(COMMAND_UNKNOWN, "E0020", "command-unknown", ERROR, "`{0}` is no command", NULL,
	"`sel4-compose help` lists the commands",
	"The first word names what sel4-compose is to do. `sel4-compose help` lists the commands, and "
	"`sel4-compose help COMMAND` tells all about one.")
MESSAGE(OPTION_UNKNOWN, "E0021", "option-unknown", ERROR, "`sel4-compose {0}` has no option `{1}`", NULL,
	"`sel4-compose help {0}` lists its options",
	"Each command has options of its own. What is meant for QEMU stands behind a `--` of its own: "
	"`sel4-compose run -- -smp 1`.")
MESSAGE(OPTION_VALUE_MISSING, "E0022", "option-value-missing", ERROR, "`{0}` needs a value: {1}", NULL,
	"write `{0}=VALUE` or `{0} VALUE`",
	"The option says what; the value says which. It stands behind the option, after a blank or an `=`.")
MESSAGE(OPTION_VALUE_UNWANTED, "E0023", "option-value-unwanted", ERROR, "`{0}` takes no value", NULL,
	"write `{0}` alone", "This option is a switch: it is given or not.")
MESSAGE(OPTION_VALUE_WRONG, "E0024", "option-value-wrong", ERROR, "`{0}` is no value for `--{1}`",
	"it must be {2}", NULL, "The option was understood, but not what it was given.")
MESSAGE(OPERAND_MISSING, "E0025", "operand-missing", ERROR, "`sel4-compose {0}` needs more: {1}", NULL,
	"`sel4-compose help {0}` tells what it takes", "The command does not know what to work on.")
MESSAGE(OPERAND_UNWANTED, "E0026", "operand-unwanted", ERROR,
	"`sel4-compose {0}` does not know what to do with `{1}`", NULL,
	"`sel4-compose help {0}` tells what it takes",
	"There are more words on the line than the command takes. A name with blanks needs quotes.")
MESSAGE(PROJECT_MISSING, "E0030", "project-missing", ERROR, "there is no system.toml in {0}, nor above it",
	"a project is a folder with a system.toml", "`sel4-compose new NAME` makes a project",
	"Commands that build and run look for system.toml in the current folder and those above it, or in "
	"the folder that `--project` names.")
MESSAGE(TARGET_EXISTS, "E0031", "target-exists", ERROR, "{0} is there already", "nothing is overwritten",
	"choose another name, or remove it first",
	"A new project or a copied example goes into a folder that does not exist yet, or is empty.")
MESSAGE(TEMPLATE_UNKNOWN, "E0033", "template-unknown", ERROR, "there is no template `{0}`", NULL,
	"there are: {1}", "A template is what a new project begins as.")
MESSAGE(EXAMPLE_UNKNOWN, "E0034", "example-unknown", ERROR, "there is no example `{0}`", NULL,
	"`sel4-compose examples list` lists them", "An example can be named in full, or by its number alone.")
MESSAGE(PROJECT_NAME_WRONG, "E0035", "project-name-wrong", ERROR, "`{0}` cannot be the name of a system",
	"a name has 1 to 23 letters, digits, `-` and `_`, and begins with a letter",
	"choose another name; the folder can be given as a path: `sel4-compose new folder/{1}`",
	"The name of a new project is that of its folder, and becomes the name of the system.")
MESSAGE(MESSAGE_UNKNOWN, "E0036", "message-unknown", ERROR, "no message has the id `{0}`", NULL,
	"`sel4-compose explain` without an id lists them",
	"Every message ends in its id in brackets, such as [E0036].")
MESSAGE(ACTION_UNKNOWN, "E0037", "action-unknown", ERROR, "`sel4-compose {0}` cannot `{1}`", NULL,
	"it can: {2}", "Some commands do several things, and their first word says which.")
