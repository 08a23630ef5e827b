/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Tests of libc as a component finds it; they fail by tap.h's checks. */
#ifndef TESTS_LIBC_TESTS_H
#define TESTS_LIBC_TESTS_H

void numbers_are_formatted(void);
void numbers_are_parsed(void);
void memory_comes_and_goes(void);
void memory_ends_with_enomem(void);
void fresh_memory_is_zero(void);
void thread_locals_are_initialised(void);
void constructors_have_run(void);
void locks_work(void);
void second_threads_are_refused(void);
void sorting_works(void);

#endif
