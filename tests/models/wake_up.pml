/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Sleeping and waking of both ends of a ring (lib/ring: ring_producer_notify,
 * ring_consumer_sleep and their mirror images).
 *
 * Weak memory: a store goes into a buffer, one for each word and writer, and reaches
 * memory at any later time, in any order between words. That is weaker than x86, and all
 * that release and acquire leave open on AArch64 between the words of this protocol.
 * Entries are written at once: release keeps them before the index that gives them away.
 *
 * It fails as an invalid end state if one side sleeps for ever, and by assertion if an
 * entry is lost. NO_FENCE_NOTIFY and NO_FENCE_SLEEP leave a fence out, NO_LOOK the look
 * after raising the flag.
 */
#ifndef ITEMS
#define ITEMS 4
#endif
#define ENTRIES 2

#define WORD(name) byte name, name##_new; bit name##_pending

WORD(head);
WORD(tail);
WORD(producer_waits);
WORD(consumer_waits);
bit producer_signal, consumer_signal; /* notifications: a signal that comes before the wait is kept */
byte entry[ENTRIES];

/* a second store to a word follows the first */
#define STORE(name, value) atomic { !name##_pending -> name##_new = value; name##_pending = 1 }
#define DRAIN(name) atomic { name##_pending -> name = name##_new; name##_pending = 0 }

#define FENCE_PRODUCER (!head_pending && !producer_waits_pending)
#define FENCE_CONSUMER (!tail_pending && !consumer_waits_pending)

#ifdef NO_FENCE_NOTIFY
#define NOTIFY_FENCE(fence) skip
#else
#define NOTIFY_FENCE(fence) fence
#endif
#ifdef NO_FENCE_SLEEP
#define SLEEP_FENCE(fence) skip
#else
#define SLEEP_FENCE(fence) fence
#endif
#ifdef NO_LOOK
#define FOUND(condition) false
#else
#define FOUND(condition) (condition)
#endif

/* an exchange acts on memory; the flag's owner has its own earlier store in it by then */
#define TAKE(name, was) d_step { was = name; name = 0 }

active proctype memory()
{
end:
	do
	:: DRAIN(head)
	:: DRAIN(tail)
	:: DRAIN(producer_waits)
	:: DRAIN(consumer_waits)
	od
}

active proctype producer()
{
	byte mine = 0, seen, was;

	do
	:: mine == ITEMS -> break
	:: else ->
		seen = tail;
		if
		:: mine - seen < ENTRIES ->
			do /* a batch of one or more */
			:: mine < ITEMS && mine - seen < ENTRIES -> entry[mine % ENTRIES] = mine; mine++
			:: mine > head_new -> break
			od;
			STORE(head, mine);
			NOTIFY_FENCE(FENCE_PRODUCER);
			if
			:: consumer_waits ->
				TAKE(consumer_waits, was);
				if
				:: was -> consumer_signal = 1
				:: else
				fi
			:: else
			fi
		:: else ->
			STORE(producer_waits, 1);
			SLEEP_FENCE(FENCE_PRODUCER);
			seen = tail;
			if
			:: FOUND(mine - seen < ENTRIES) -> !producer_waits_pending; TAKE(producer_waits, was)
			:: else -> atomic { producer_signal -> producer_signal = 0 }
			fi
		fi
	od
}

active proctype consumer()
{
	byte mine = 0, seen, was;

	do
	:: mine == ITEMS -> break
	:: else ->
		seen = head;
		if
		:: seen > mine ->
			do
			:: mine < seen -> assert(entry[mine % ENTRIES] == mine); mine++
			:: mine > tail_new -> break
			od;
			STORE(tail, mine);
			NOTIFY_FENCE(FENCE_CONSUMER);
			if
			:: producer_waits ->
				seen = head;
				if
				:: seen - mine <= ENTRIES / 2 ->
					TAKE(producer_waits, was);
					if
					:: was -> producer_signal = 1
					:: else
					fi
				:: else
				fi
			:: else
			fi
		:: else ->
			STORE(consumer_waits, 1);
			SLEEP_FENCE(FENCE_CONSUMER);
			seen = head;
			if
			:: FOUND(seen > mine) -> !consumer_waits_pending; TAKE(consumer_waits, was)
			:: else -> atomic { consumer_signal -> consumer_signal = 0 }
			fi
		fi
	od
}
