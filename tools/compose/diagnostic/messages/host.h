/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* E07: what this host has, and how it builds. */
MESSAGE(PROGRAM_MISSING, "E0701", "program-missing", ERROR, "{0} is not installed, which {1}", NULL, NULL,
	"sel4-compose uses programs of the host to build and to boot systems. `sel4-compose doctor` looks "
	"for all of them at once.")
MESSAGE(ARCH_MISSING, "E0702", "arch-missing", ERROR, "KaaL is not here for {0}", "{1} is missing",
	"in KaaL's source tree: `{2}`",
	"Kernel, root task, libraries and built-in components are built once for each architecture, when "
	"KaaL itself is built or installed.")
MESSAGE(HOME_MISSING, "E0703", "home-missing", ERROR, "KaaL's own files are not beside this program",
	"it was started as {0}", "start it from where it was installed or built, or install KaaL again",
	"sel4-compose finds kernel, libraries, templates and examples by its own place: PREFIX/bin of an "
	"installation, or bin/ of a build folder. A copy of the program alone is of no use; a symbolic "
	"link is.")
MESSAGE(CONFIGURE_FAILED, "E0704", "configure-failed", ERROR, "{0} could not be configured for {1}", NULL,
	"CMake's own words above say why; the whole is in {2}",
	"CMake reads the project's CMakeLists.txt and system.toml and prepares the build. It stopped there.")
MESSAGE(BUILD_FAILED, "E0705", "build-failed", ERROR, "{0} could not be built for {1}", NULL,
	"the messages above say why; the whole is in {2}",
	"The compiler, the linker or sel4-compose itself found a mistake in the sources of the project.")
MESSAGE(TOOL_FAILED, "E0706", "tool-failed", ERROR, "{0} cannot be started: {1}", NULL,
	"`sel4-compose doctor` tells what this host lacks", "A program of the host did not start.")
MESSAGE(ARCH_NOT_NAMED, "E0707", "arch-not-named", ERROR, "{0} is not for {1}",
	"its system.toml names the architectures that it is for", "add it to `arch` in [system]",
	"`arch` in [system] lists the architectures that a system is made for. The first one is what "
	"commands take unless `--arch` says otherwise.")
