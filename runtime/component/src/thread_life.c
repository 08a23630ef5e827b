/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "thread_life.h"

#include <errno.h>
#include <sched.h>
#include <stdarg.h>

#include <component/root.h>
#include <sel4/sel4.h>

#include "abi/kaal/thread.h"
#include "futex.h"
#include "heap.h"
#include "self.h"
#include "sleep.h"

/* Ids of further threads: libc keeps flags in bits 30 and 31 of words that hold one; components' are small. */
enum { ID_IS_THREAD = 1 << 29, ID_NUMBER_MASK = ID_IS_THREAD - 1, STACK_ALIGN = 16 };

/** What the thread that makes another hands to it; stands on the new one's stack. */
struct beginning {
	int (*run)(void *);
	void *argument;
	int *id;
	uint32_t *clear_on_exit;
	uint8_t priority;
};

int __clone(int (*run)(void *), void *stack, int flags, void *argument, ...);
_Noreturn void __unmapself(void *base, size_t bytes);
_Noreturn void thread_enter(const struct beginning *beginning, uint64_t number, uint64_t slot,
			    seL4_IPCBuffer *buffer);

static long id_of(uint64_t number)
{
	return number ? (long)(ID_IS_THREAD | (number & ID_NUMBER_MASK)) : (long)component_self.startup->id;
}

long thread_id(void)
{
	return id_of(thread_self->number);
}

/* --- beginning ------------------------------------------------------------ */

_Noreturn void thread_enter(const struct beginning *beginning, uint64_t number, uint64_t slot,
			    seL4_IPCBuffer *buffer)
{
	struct thread *self = &threads.all[KAAL_THREAD_INDEX(number)];

	seL4_SetIPCBuffer(buffer);
	thread_self = self;
	thread_begin(self, number, slot, beginning->priority);
	self->clear_on_exit = beginning->clear_on_exit;
	self->stack_end = (uintptr_t)beginning;
	*beginning->id = (int)id_of(number);
	beginning->run(beginning->argument);
	thread_exit();
}

/** End what is waiting to be ended, and do what it may not have come to. @return how many there were */
static int leaving_end(void)
{
	int count = 0;

	for (unsigned int i = 1; i < threads.count; i++) {
		const struct thread *thread = &threads.all[i];
		uint64_t number = __atomic_load_n(&thread->number, __ATOMIC_SEQ_CST);

		if (!__atomic_load_n(&thread->leaving, __ATOMIC_SEQ_CST))
			continue;
		if (root_thread_exit(number) == 0)
			count++;
		futex_wake(thread->clear_on_exit, 1);
	}
	futex_poke_woken();
	return count;
}

static int thread_make(const struct beginning *beginning, void *thread_pointer, uint64_t *number)
{
	const struct root_thread thread = {
		.entry = (uintptr_t)thread_start,
		.stack_end = (uintptr_t)beginning,
		.argument = (uintptr_t)beginning,
		.thread_pointer = (uintptr_t)thread_pointer,
		.priority = beginning->priority,
	};
	int error = root_thread_make(&thread, number);

	/* one that has only just ended and is less urgent than the caller still counts */
	if (error && leaving_end())
		error = root_thread_make(&thread, number);
	return error;
}

/* What musl's pthread_create calls: as Linux's clone with CLONE_SETTLS, PARENT_SETTID and CHILD_CLEARTID. */
int __clone(int (*run)(void *), void *stack, int flags, void *argument, ...)
{
	uintptr_t top = ((uintptr_t)stack - sizeof(struct beginning)) & ~(uintptr_t)(STACK_ALIGN - 1);
	struct beginning *beginning = (struct beginning *)top;
	uint64_t number;
	va_list rest;

	(void)flags;
	if (threads.count == 1)
		return -EAGAIN;
	va_start(rest, argument);

	int *id = va_arg(rest, int *);
	void *thread_pointer = va_arg(rest, void *);
	uint32_t *clear_on_exit = va_arg(rest, uint32_t *);

	va_end(rest);
	*beginning = (struct beginning){ run, argument, id, clear_on_exit, thread_self->priority };

	__atomic_fetch_add(&threads.others, 1, __ATOMIC_SEQ_CST);

	int error = thread_make(beginning, thread_pointer, &number);

	if (error) {
		__atomic_fetch_sub(&threads.others, 1, __ATOMIC_SEQ_CST);
		return error;
	}
	*id = (int)id_of(number); /* the new thread says the same, whoever comes first */
	return *id;
}

/* --- end ------------------------------------------------------------------ */

long thread_clear_on_exit(uint32_t *word)
{
	thread_self->clear_on_exit = word;
	return thread_id();
}

/** Let whoever waits for the end of this thread go on. Its stack and thread-locals may be gone after. */
static void end_announce(struct thread *self)
{
	uint32_t *word = self->clear_on_exit;

	if (word)
		__atomic_store_n(word, 0, __ATOMIC_SEQ_CST);
	if (thread_index(self) != 0) {
		__atomic_fetch_sub(&threads.others, 1, __ATOMIC_SEQ_CST);
		__atomic_store_n(&self->leaving, true, __ATOMIC_SEQ_CST);
	}
	if (word)
		futex_wake(word, 1);
}

/** The last steps, on a stack of their own and without thread-locals. */
static void leave(void *thread)
{
	struct thread *self = thread;

	if (self->unmap_base)
		heap_munmap(self->unmap_base, self->unmap_bytes);
	end_announce(self);
	for (;;)
		root_thread_exit(self->number);
}

_Noreturn void thread_exit(void)
{
	struct thread *self = thread_self;

	if (thread_index(self) == 0) {
		end_announce(self);
		for (;;)
			sleep_self(self);
	}
	__atomic_store_n(&self->alive, false, __ATOMIC_SEQ_CST);
	thread_leave_stack(self->exit_stack + sizeof self->exit_stack, leave, self);
}

/* What musl calls at the end of a thread that nobody joins. */
_Noreturn void __unmapself(void *base, size_t bytes)
{
	thread_self->unmap_base = base;
	thread_self->unmap_bytes = bytes;
	thread_exit();
}

/* --- priority ------------------------------------------------------------- */

/** @return the entry of a thread with this id, which may not have begun yet; or NULL */
static struct thread *thread_of(long id)
{
	if (id == 0)
		return thread_self;
	if (id == (long)component_self.startup->id)
		return &threads.all[0];
	if (!(id & ID_IS_THREAD) || KAAL_THREAD_INDEX(id) >= threads.count)
		return NULL;
	return &threads.all[KAAL_THREAD_INDEX(id)];
}

/** @return the number of the thread with this id; the entry may belong to the one before */
static uint64_t number_of(const struct thread *thread, long id)
{
	return id == 0 || id_of(thread->number) == id ? thread->number : (uint64_t)id & ID_NUMBER_MASK;
}

long thread_priority_set(long id, long priority)
{
	struct thread *thread = thread_of(id);

	if (!thread)
		return -ESRCH;
	if (priority < 1 || priority > UINT8_MAX)
		return -EINVAL;

	int error = root_thread_priority(number_of(thread, id), (uint64_t)priority);

	if (!error)
		thread->priority = (uint8_t)priority;
	return error;
}

long thread_priority(long id)
{
	const struct thread *thread = thread_of(id);

	return thread ? thread->priority : -ESRCH;
}
