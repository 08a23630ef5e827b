/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * abi.table made into tests. For each call: a correct request succeeds; each
 * check alone decides the reply, and leaves nothing changed; and each check
 * decides it before every later one that fails too.
 */
#include "table/table.h"

#include "suite/check.h"
#include "suite/driver.h"
#include "suite/vspace.h"
#include "table/lookup.h"

enum row_kind {
	ROW_CALL,
	ROW_LABEL,
	ROW_WORDS,
	ROW_CAPS,
	ROW_LOOKUP,
	ROW_CHECK,
};

/** One row of abi.table. */
struct row {
	enum row_kind kind;
	const char *call, *check;
	struct reply reply;
	seL4_Word n;                    /* CALL: its label; WORDS, CAPS: how many are needed */
	void (*run)(struct request *r); /* CALL: its SETUP; CHECK: its BREAK */
	lookup_breaker *lookup;         /* LOOKUP */
	struct slot_name slot;
};

/* The replies, as abi.table writes them. */
#define DYN0 (~(seL4_Word)0)
#define OK(n)                    \
	{                        \
		seL4_NoError, n, \
		{                \
			0        \
		}                \
	}
#define IA(n)                            \
	{                                \
		seL4_InvalidArgument, 1, \
		{                        \
			n                \
		}                        \
	}
#define IC(n)                              \
	{                                  \
		seL4_InvalidCapability, 1, \
		{                          \
			n                  \
		}                          \
	}
#define IO                                \
	{                                 \
		seL4_IllegalOperation, 0, \
		{                         \
			0                 \
		}                         \
	}
#define RE(min, max)                \
	{                           \
		seL4_RangeError, 2, \
		{                   \
			min, max    \
		}                   \
	}
#define AE                              \
	{                               \
		seL4_AlignmentError, 0, \
		{                       \
			0               \
		}                       \
	}
#define T                                 \
	{                                 \
		seL4_TruncatedMessage, 0, \
		{                         \
			0                 \
		}                         \
	}
#define DF                           \
	{                            \
		seL4_DeleteFirst, 0, \
		{                    \
			0            \
		}                    \
	}
#define RF                           \
	{                            \
		seL4_RevokeFirst, 0, \
		{                    \
			0            \
		}                    \
	}
#define NM(left)                         \
	{                                \
		seL4_NotEnoughMemory, 1, \
		{                        \
			left             \
		}                        \
	}
#define ROOT(src)                             \
	{                                     \
		seL4_FailedLookup, 2,         \
		{                             \
			src, seL4_InvalidRoot \
		}                             \
	}
#define MISSING(src, left)                                \
	{                                                 \
		seL4_FailedLookup, 3,                     \
		{                                         \
			src, seL4_MissingCapability, left \
		}                                         \
	}
#define DEPTH(src, left, found)                              \
	{                                                    \
		seL4_FailedLookup, 4,                        \
		{                                            \
			src, seL4_DepthMismatch, left, found \
		}                                            \
	}
#define GUARD_DIFFERS(src, left, guard, found)                      \
	{                                                           \
		seL4_FailedLookup, 5,                               \
		{                                                   \
			src, seL4_GuardMismatch, left, guard, found \
		}                                                   \
	}

#include "rows.h"

enum {
	NUM_ROWS = sizeof rows / sizeof rows[0],
	NO_LABEL = 200, /* a label that no object knows */
};

/** A pair of rows of one call: @first must decide although @second fails too. */
struct pair {
	const struct row *call, *first, *second;
};

static void apply_break(const struct row *row, struct request *r)
{
	switch (row->kind) {
	case ROW_CALL:
		break;
	case ROW_LABEL:
		r->label = NO_LABEL;
		break;
	case ROW_WORDS:
		r->length = row->n - 1;
		break;
	case ROW_CAPS:
		r->num_caps = row->n - 1;
		break;
	case ROW_LOOKUP:
		row->lookup(r, row->slot);
		break;
	case ROW_CHECK:
		row->run(r);
		break;
	}
}

static struct request prepare(const struct row *call)
{
	struct request r = { .label = call->n };

	call->run(&r);
	return r;
}

static struct reply invoke(const struct request *r)
{
	seL4_Word info = seL4_MessageInfo_new(r->label, 0, r->num_caps, r->length).words[0];
	seL4_Word mr[4] = { r->mr[0], r->mr[1], r->mr[2], r->mr[3] };
	seL4_Word badge;

	for (int i = 0; i < seL4_MsgMaxExtraCaps; i++)
		seL4_SetCap(i, r->caps[i]);
	for (int i = 4; i < TABLE_MAX_WORDS; i++)
		seL4_SetMR(i, r->mr[i]);
	badge = sel4_trap_exchange(seL4_SysCall, r->service, &info, &mr[0], &mr[1], &mr[2], &mr[3]);
	CHECK_EQ(badge, 0);
	/* extraCaps and capsUnwrapped are 0, so the length is all there is below the label */
	return (struct reply){ info >> seL4_MsgInfoLabelShift,
			       info & ((1 << seL4_MsgInfoLabelShift) - 1),
			       { mr[0], mr[1], mr[2], mr[3], seL4_GetMR(4) } };
}

/* @what names the row in question: one place checks them all. */
static void compare(const char *what, const struct request *r, struct reply got, struct reply want)
{
	check_equal("abi.table label", (int)r->label, what, got.label, want.label);
	check_equal("abi.table length", (int)r->label, what, got.length, want.length);
	if (want.label == seL4_NoError)
		return;
	for (seL4_Word i = 0; i < want.length; i++)
		check_equal("abi.table word", (int)i, what, got.words[i],
			    want.words[i] == DYN0 ? r->dyn[0] : want.words[i]);
}

static void run_correct(const void *arg)
{
	const struct row *call = arg;
	struct request r = prepare(call);

	compare(call->check, &r, invoke(&r), call->reply);
}

/* One check fails; then, where only the request was wrong, the correct one must still succeed. */
static void run_alone(const void *arg)
{
	const struct pair *pair = arg;
	struct request correct = prepare(pair->call);
	struct request broken = correct;

	apply_break(pair->first, &broken);
	compare(pair->first->check, &broken, invoke(&broken), pair->first->reply);
	if (!broken.lasting)
		compare("afterwards", &correct, invoke(&correct), pair->call->reply);
}

static void run_both(const void *arg)
{
	const struct pair *pair = arg;
	struct request r = prepare(pair->call);

	apply_break(pair->second, &r);
	apply_break(pair->first, &r);
	compare(pair->second->check, &r, invoke(&r), pair->first->reply);
}

static void run_row(const struct row *call, const struct row *row)
{
	struct pair pair = { call, row, row };

	driver_run(call->call, row->check, (void *)0, run_alone, &pair);
}

/* All later checks of the call, each together with @row; reported as one test. */
static void run_order(const struct row *call, const struct row *row, const struct row *end)
{
	if (row + 1 == end)
		return;
	driver_begin();
	for (const struct row *later = row + 1; later < end; later++) {
		struct pair pair = { call, row, later };

		driver_try(run_both, &pair);
	}
	driver_report(call->call, row->check, "decides before later checks");
}

/* The rows of one call are [call, end). */
static void run_call(const struct row *call, const struct row *end)
{
	driver_run(call->call, call->check, (void *)0, run_correct, call);
	for (const struct row *row = call + 1; row < end; row++) {
		run_row(call, row);
		run_order(call, row, end);
	}
}

void table_run(void)
{
	const struct row *call = rows;

	while (call < rows + NUM_ROWS) {
		const struct row *end = call + 1;

		while (end < rows + NUM_ROWS && end->kind != ROW_CALL)
			end++;
		run_call(call, end);
		call = end;
	}
}
