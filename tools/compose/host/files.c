/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "host/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool files_exist(const char *path)
{
	return access(path, F_OK) == 0;
}

bool files_is_folder(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool files_is_free(struct arena *arena, const char *path)
{
	const char **names;

	return !files_exist(path) || files_list(arena, path, &names) == 0;
}

const char *files_folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	return slash == path ? "/" : arena_copy(arena, path, (size_t)(slash - path));
}

const char *files_name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

const char *files_absolute(struct arena *arena, const char *path)
{
	char *resolved = realpath(path, NULL);

	if (!resolved)
		return NULL;
	const char *copy = arena_copy(arena, resolved, strlen(resolved));
	free(resolved);
	return copy;
}

const char *files_find_program(struct arena *arena, const char *name)
{
	const char *path = getenv("PATH");

	for (const char *at = path ? path : ""; *at;) {
		size_t len = strcspn(at, ":");
		const char *file = arena_print(arena, "%.*s/%s", (int)len, at, name);
		if (len > 0 && access(file, X_OK) == 0 && !files_is_folder(file))
			return file;
		at += len + (at[len] == ':');
	}
	return NULL;
}

static char *read_stream(struct arena *arena, FILE *file)
{
	size_t room = 4096, len = 0;
	char *text = arena_alloc(arena, room);

	for (size_t got; (got = fread(text + len, 1, room - 1 - len, file)) > 0;) {
		len += got;
		if (len < room - 1)
			continue;
		char *grown = arena_alloc(arena, 2 * room);
		memcpy(grown, text, len);
		text = grown;
		room *= 2;
	}
	text[len] = '\0';
	return ferror(file) ? NULL : text;
}

char *files_read_text(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");

	if (!file)
		return NULL;
	char *text = read_stream(arena, file);
	fclose(file);
	return text;
}

int files_make_folder(struct arena *arena, const char *path)
{
	if (files_is_folder(path))
		return 0;
	const char *above = files_folder_of(arena, path);
	if (strcmp(above, path) != 0) {
		int error = files_make_folder(arena, above);
		if (error)
			return error;
	}
	return mkdir(path, 0777) == 0 || errno == EEXIST ? 0 : -errno;
}

int files_write(struct arena *arena, const char *path, const char *bytes, size_t len)
{
	int error = files_make_folder(arena, files_folder_of(arena, path));

	if (error)
		return error;
	FILE *file = fopen(path, "wb");
	if (!file)
		return -errno;
	bool written = fwrite(bytes, 1, len, file) == len;
	return fclose(file) == 0 && written ? 0 : -EIO;
}

static int compare_names(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

int files_list(struct arena *arena, const char *path, const char ***names)
{
	DIR *folder = opendir(path);
	const char **list = NULL;
	size_t count = 0;

	if (!folder)
		return -errno;
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		list = arena_grow(arena, list, count, sizeof(*list));
		list[count++] = arena_copy(arena, entry->d_name, strlen(entry->d_name));
	}
	closedir(folder);
	if (count > 0)
		qsort(list, count, sizeof(*list), compare_names);
	*names = list;
	return (int)count;
}

int files_remove(struct arena *arena, const char *path)
{
	const char **names;
	struct stat info;

	if (lstat(path, &info) != 0)
		return errno == ENOENT ? 0 : -errno;
	if (!S_ISDIR(info.st_mode))
		return unlink(path) == 0 ? 0 : -errno;
	int count = files_list(arena, path, &names);
	for (int i = 0; i < count; i++) {
		int error = files_remove(arena, arena_print(arena, "%s/%s", path, names[i]));
		if (error)
			return error;
	}
	return rmdir(path) == 0 ? 0 : -errno;
}
