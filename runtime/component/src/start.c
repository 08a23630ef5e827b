/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * From the entry point to main: libc gets the stack contents that it expects of a
 * process: arguments, an empty environment and an auxiliary vector (System V ABI,
 * AMD64 supplement, 3.4.3).
 */
#include <elf.h>
#include <stddef.h>
#include <string.h>

#include <component/component.h>
#include <component/root.h>
#include <sel4/sel4.h>

#include "cycles.h"
#include "heap.h"
#include "self.h"
#include "thread_pointer.h"
#include "threads.h"

enum {
	ARGUMENTS_MAX = KAAL_ARGS_BYTES / 2 + 1,
	AUXILIARY_WORDS = 2 * 8,
	VECTOR_WORDS = 1 + ARGUMENTS_MAX + 1 + 1 + AUXILIARY_WORDS,
	PAGE_BYTES = 4096,
};

extern _Noreturn int __libc_start_main(int (*main)(int, char **, char **), int argc, char **argv,
				       void (*init)(void), void (*fini)(void), void (*ldso_fini)(void));
extern int main(int argc, char **argv, char **envp);

_Noreturn void component_enter(const struct kaal_startup *startup);
int __set_thread_area(void *block);

/** Defined by a component without main of its own. */
extern const struct component_events component_events __attribute__((weak));

struct component_self component_self;

/** What libc keeps a pointer to for as long as the component runs. */
static struct process_image {
	uintptr_t vector[VECTOR_WORDS];
	uint64_t random[2];
	char name[KAAL_NAME_BYTES];
	char args[KAAL_ARGS_BYTES];
} image;

/* splitmix64: spreads the counter over the seed; it keeps accidents apart, not attackers. */
static uint64_t seed_next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/** Cut @text at spaces. @return how many words there are in @words */
static size_t words_split(char *text, uintptr_t *words, size_t max)
{
	size_t count = 0;
	char *rest = text;

	while (count < max) {
		char *word = strtok_r(rest, " ", &rest);

		if (!word)
			break;
		words[count++] = (uintptr_t)word;
	}
	return count;
}

/** @return argc; the vector holds argv, envp and the auxiliary vector, in that order */
static int vector_fill(const struct kaal_startup *startup)
{
	uintptr_t *vector = image.vector;
	size_t n = 0;

	vector[n++] = (uintptr_t)image.name;
	n += words_split(image.args, vector + n, ARGUMENTS_MAX - 1);

	int argc = (int)n;

	vector[n++] = 0; /* ends argv */
	vector[n++] = 0; /* ends envp */

	const uintptr_t auxiliary[AUXILIARY_WORDS] = {
		AT_PHDR,   startup->image_phdr,
		AT_PHENT,  sizeof(Elf64_Phdr),
		AT_PHNUM,  startup->image_phdr_count,
		AT_PAGESZ, PAGE_BYTES,
		AT_RANDOM, (uintptr_t)image.random,
		AT_EXECFN, (uintptr_t)image.name,
		AT_NULL,   0,
	};

	memcpy(vector + n, auxiliary, sizeof auxiliary);
	return argc;
}

/* What libc calls to have @block, its thread control block, used; musl's own is left out of the build. */
int __set_thread_area(void *block)
{
	int error = thread_pointer_set(block);

	if (error)
		return error;
	seL4_SetIPCBuffer((seL4_IPCBuffer *)component_self.startup->ipc_buffer);
	thread_self = &threads.all[0];
	return 0;
}

static bool provides_something(const struct kaal_startup *startup)
{
	for (uint32_t i = 0; i < startup->grants_count; i++)
		if (startup->grants[i].kind == KAAL_NEED_PROVIDES)
			return true;
	return false;
}

static void first_thread_begin(const struct kaal_startup *startup)
{
	struct thread *room = NULL;
	struct thread *first;

	if (startup->threads_max > 1)
		room = heap_take(startup->threads_max * sizeof *room);
	threads_begin(room, startup->threads_max, (struct kaal_status *)startup->status);
	threads.bound = provides_something(startup);
	first = &threads.all[0];
	thread_begin(first, 0, KAAL_SLOT_WAKE, (uint8_t)startup->priority);
	first->stack_end = startup->stack_base + startup->stack_bytes;
}

/* A component that others wait for says itself when it is ready (component_ready). */
static int main_enter(int argc, char **argv, char **envp)
{
	component_self.has_events = &component_events != NULL;
	if (!component_self.has_events && !threads.bound)
		component_ready();
	return main(argc, argv, envp);
}

_Noreturn void component_enter(const struct kaal_startup *startup)
{
	uint64_t seed = cycles_now() ^ (uint64_t)startup->id << 56;

	component_self.startup = startup;
	heap_open((void *)startup->heap_base, startup->heap_bytes);
	first_thread_begin(startup);
	memcpy(image.name, startup->name, sizeof image.name - 1);
	memcpy(image.args, startup->args, sizeof image.args - 1);
	image.random[0] = seed_next(&seed);
	image.random[1] = seed_next(&seed);

	int argc = vector_fill(startup);

	__libc_start_main(main_enter, argc, (char **)image.vector, NULL, NULL, NULL);
}
