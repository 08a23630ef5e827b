/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the two components that test calls say to each other. */
#ifndef TESTS_ANSWERS_H
#define TESTS_ANSWERS_H

#define ANSWERS "answers"

enum answers_op {
	ANSWERS_NEXT = 1, /* any words -> each, plus one */
	ANSWERS_LATER,    /* MR0 number -> MR0 the same, when somebody asks for the release */
	ANSWERS_PENDING,  /* -> MR0 how many of these wait */
	ANSWERS_RELEASE,  /* -> MR0 how many were answered */
	ANSWERS_ERROR,    /* MR0 errno -> that */
	ANSWERS_SLOWLY,   /* MR0 milliseconds -> after so long */
	ANSWERS_ABUSE,    /* -> the answerer panics in a nested function */
};

#endif
