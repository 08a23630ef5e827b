/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* E08: running and testing. */
MESSAGE(MACHINE_FAILED, "E0801", "machine-failed", ERROR, "the machine failed: {0}", NULL, NULL,
	"The machine did not start, did not come to its prompt, stopped too early or hung. Its last lines "
	"are shown.")
MESSAGE(EXEC_UNANSWERED, "E0802", "exec-unanswered", ERROR, "`{0}` was typed, and its end was not seen",
	"--exec needs a prompt whose shell knows `report`, as KaaL's does",
	"add the component `shell`, or try the command in `sel4-compose run`",
	"`run --exec` types `report TAG COMMAND` at the prompt, and the shell answers where the command's "
	"output begins and ends and what its status was.")
MESSAGE(TESTS_NONE, "E0803", "tests-none", ERROR, "{0} has no tests for {1}", NULL,
	"add a section [[test]] to system.toml",
	"A [[test]] says what to type at the prompt and what to expect: `name`, `type`, `expect`.")
MESSAGE(TEST_UNKNOWN, "E0804", "test-unknown", ERROR, "no test is called `{0}`", NULL, NULL,
	"`sel4-compose test NAME...` runs the tests of these names alone.")
MESSAGE(EXEC_LINE_WRONG, "E0805", "exec-line-wrong", ERROR, "--exec needs one line of 1 to {0} bytes", NULL,
	"run longer ones in `sel4-compose run`, with a pipe",
	"The command is typed at the prompt, whose lines are bounded.")
