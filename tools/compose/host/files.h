/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Files and folders of the host. Paths that are returned live in the arena. */
#ifndef TOOLS_COMPOSE_HOST_FILES_H
#define TOOLS_COMPOSE_HOST_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "source/arena.h"

bool files_exist(const char *path);
bool files_is_folder(const char *path);

/** Is nothing there, or an empty folder? */
bool files_is_free(struct arena *arena, const char *path);

/** The path without its last part; "." if it has one part only. */
const char *files_folder_of(struct arena *arena, const char *path);

/** The last part of a path, within @path. */
const char *files_name_of(const char *path);

/** Without symbolic links, from the root on. @return NULL: it is not there */
const char *files_absolute(struct arena *arena, const char *path);

/** Where in PATH a program is. @return NULL: nowhere */
const char *files_find_program(struct arena *arena, const char *name);

/** Read a whole text file. @return it, NUL-terminated, or NULL with errno set */
char *files_read_text(struct arena *arena, const char *path);

/** Write a file, and the folders above it. @return 0 or a negative errno */
int files_write(struct arena *arena, const char *path, const char *bytes, size_t len);

/** Make a folder and those above it; no error if it is there. @return 0 or a negative errno */
int files_make_folder(struct arena *arena, const char *path);

/** Names in a folder, sorted, without "." and "..". @return how many, or a negative errno */
int files_list(struct arena *arena, const char *path, const char ***names);

/** Remove a file or a folder with all that is in it; no error if it is not there. @return 0 or a negative errno */
int files_remove(struct arena *arena, const char *path);

#endif
