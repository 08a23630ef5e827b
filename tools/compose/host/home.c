/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "host/home.h"

#include "host/files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *const home_archs[] = { "x86_64", "aarch64", NULL };

/* The file by which a build folder says where its sources are (tools/compose/CMakeLists.txt). */
static const char source_file[] = "kaal-source";

/* @argv0 as the shell found it: itself, or in PATH. @return NULL: nowhere */
static const char *program_path(struct arena *arena, const char *argv0)
{
	if (strchr(argv0, '/'))
		return files_absolute(arena, argv0);
	const char *found = files_find_program(arena, argv0);
	return found ? files_absolute(arena, found) : NULL;
}

/* The file's two lines: the top of the sources, and the architecture. */
static int home_of_build(struct arena *arena, const char *program, const char *folder, char *text,
			 struct home *out)
{
	char *end = strchr(text, '\n');

	if (!end)
		return -ENOENT;
	*end++ = '\0';
	end[strcspn(end, "\n")] = '\0';
	*out = (struct home){
		.program = program,
		.source = text,
		.prefix = files_folder_of(arena, folder),
		.own = folder,
		.arch = end,
	};
	return 0;
}

int home_find(struct arena *arena, const char *argv0, struct home *out)
{
	const char *program = program_path(arena, argv0);

	if (!program)
		return -ENOENT;
	const char *above = files_folder_of(arena, files_folder_of(arena, program)); /* what holds bin/ */
	char *text = files_read_text(arena, arena_print(arena, "%s/%s", above, source_file));
	if (text)
		return home_of_build(arena, program, above, text, out);
	*out = (struct home){ .program = program, .prefix = above };
	return files_is_folder(arena_print(arena, "%s/share/kaal", above)) ? 0 : -ENOENT;
}

const char *home_part(const struct home *home, struct arena *arena, enum home_part part)
{
	static const struct {
		const char *source, *installed;
	} places[] = {
		[HOME_TEMPLATES] = { "tools/compose/templates", "templates" },
		[HOME_EXAMPLES] = { "examples", "examples" },
		[HOME_INTERFACES] = { "abi/kaal/interfaces", "interfaces" },
		[HOME_PACKAGES_LIST] = { "tools/setup/packages.list", "packages.list" },
	};

	if (home->source)
		return arena_print(arena, "%s/%s", home->source, places[part].source);
	return arena_print(arena, "%s/share/kaal/%s", home->prefix, places[part].installed);
}

/* @return what stands before "/file" */
static const char *built_folder(const struct home *home, struct arena *arena, const char *arch)
{
	if (!home->source)
		return arena_print(arena, "%s/lib/kaal/%s", home->prefix, arch);
	return strcmp(home->arch, arch) == 0 ? home->own : arena_print(arena, "%s/%s", home->prefix, arch);
}

const char *home_built(const struct home *home, struct arena *arena, const char *arch, const char *file)
{
	return arena_print(arena, "%s/%s", built_folder(home, arena, arch), file);
}

const char *home_package(const struct home *home, struct arena *arena, const char *arch)
{
	if (home->source)
		return built_folder(home, arena, arch);
	return arena_print(arena, "%s/share/kaal/cmake", home->prefix);
}

const char *home_toolchain(const struct home *home, struct arena *arena, const char *arch)
{
	if (home->source)
		return arena_print(arena, "%s/cmake/%s.cmake", home->source, arch);
	return arena_print(arena, "%s/share/kaal/cmake/%s.cmake", home->prefix, arch);
}

bool home_has_arch(const struct home *home, struct arena *arena, const char *arch)
{
	static const char *const files[] = { "kernel.elf", "root.elf", "components" };

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		if (!files_exist(home_built(home, arena, arch, files[i])))
			return false;
	return true;
}
