/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Who has a buffer (lib/ring/pool.c): the lender's ledger, word for word, two rings, and a
 * borrower with a ledger of its own.
 *
 * Always: each buffer is in exactly one place for its lender: held, away, or once in the
 * free list. Between honest sides: never held by both. With HOSTILE the borrower returns
 * any number at any time, twice, never lent, beyond the pool. NO_CHECK is a lender that
 * believes it.
 */
#define BUFFERS 3
#define ENTRIES 2
#define NONE 255
#define HELD 254
#define AWAY 253

byte ledger[BUFFERS], free;
bool theirs[BUFFERS]; /* the borrower's ledger: held */
chan there = [ENTRIES] of { byte };
chan back = [ENTRIES] of { byte };
byte refused;

/* the lender's books add up: every buffer once in the free list, held or away */
inline check_books()
{
	d_step {
		at = free;
		count = 0;
		do
		:: at != NONE && count <= BUFFERS -> assert(at < BUFFERS && ledger[at] != HELD && ledger[at] != AWAY);
			count++; at = ledger[at]
		:: else -> break
		od;
		at = 0;
		do
		:: at < BUFFERS ->
			if
			:: ledger[at] == HELD || ledger[at] == AWAY -> count++
			:: else
			fi;
#ifndef HOSTILE
			assert(!(ledger[at] == HELD && theirs[at]));
#endif
			at++
		:: else -> break
		od;
		assert(count == BUFFERS);
		at = 0
	}
}

active proctype lender()
{
	byte buffer, at, count;

	d_step {
		ledger[0] = 1; ledger[1] = 2; ledger[2] = NONE;
		free = 0
	}
end:	do
	:: atomic { free != NONE && nfull(there) -> /* take, fill, send */
		buffer = free; free = ledger[buffer]; ledger[buffer] = HELD };
		check_books();
		ledger[buffer] = AWAY;
		there!buffer;
		check_books()
	:: back?buffer ->
		if
#ifdef NO_CHECK
		:: buffer < BUFFERS ->
#else
		:: buffer < BUFFERS && ledger[buffer] == AWAY ->
#endif
			ledger[buffer] = HELD;
			check_books();
			d_step { ledger[buffer] = free; free = buffer }
		:: else -> refused = 1
		fi;
		check_books()
	od
}

active proctype borrower()
{
	byte buffer;

end:	do
	:: there?buffer ->
#ifndef HOSTILE
		assert(!theirs[buffer]);
#endif
		theirs[buffer] = true
	:: nfull(back) ->
		select(buffer : 0 .. BUFFERS);
#ifndef HOSTILE
		if
		:: buffer < BUFFERS && theirs[buffer] -> theirs[buffer] = false; back!buffer
		:: else
		fi
#else
		if
		:: buffer < BUFFERS -> theirs[buffer] = false
		:: else
		fi;
		back!buffer
#endif
	od
}
