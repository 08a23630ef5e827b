/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * The backbone of the suite: abi.table as data. For every CALL there is a
 * SETUP(call), which prepares a request that succeeds, and for every CHECK a
 * BREAK(call, check), which makes that request fail the check and touches as
 * little else as it can, so that several can be applied to one request.
 */
#ifndef TABLE_TABLE_H
#define TABLE_TABLE_H

#include <sel4/sel4.h>

enum {
	TABLE_MAX_WORDS = 24,
	TABLE_MAX_OBJECTS = 8,
};

/** What an invocation is to answer. */
struct reply {
	seL4_Word label;
	seL4_Word length;
	seL4_Word words[5]; /* of errors; those of successes are for other tests */
};

/** An invocation about to be made with seL4_Call. */
struct request {
	seL4_CPtr service;
	seL4_Word label, num_caps, length;
	seL4_CPtr caps[seL4_MsgMaxExtraCaps];
	seL4_Word mr[TABLE_MAX_WORDS];

	seL4_CPtr object[TABLE_MAX_OBJECTS]; /* what SETUP made, for BREAKs; not sent */
	seL4_Word dyn[1];                    /* the reply word that abi.table calls DYN0 */
	int lasting; /* a BREAK changed objects, not only the request: it cannot be undone */
};

/* Each declares before it defines, for the generated rows name them too. */
#define SETUP(call)                           \
	void setup_##call(struct request *r); \
	void setup_##call(struct request *r)
#define BREAK(call, check)                              \
	void break_##call##_##check(struct request *r); \
	void break_##call##_##check(struct request *r)

/** Run all tests of the table. */
void table_run(void);

#endif
