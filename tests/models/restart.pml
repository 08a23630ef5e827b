/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Sessions and requests across the death of either side at any point (lib/ring/session.c,
 * request_client.c, request_server.c).
 *
 * Each client incarnation makes two requests, the second of which must not be carried out
 * twice, and ends when it has heard of both. Client and server are killed a number of
 * times, before any access to shared memory and between any two; a successor begins anew
 * with what stands in shared memory. Signals are kept until waited for.
 *
 * Asserted: an answer is for a request of this incarnation that was submitted and not
 * answered; "once" is carried out once at most; a client that finds the channel open has
 * nobody working for its predecessors. Invalid end state: somebody sleeps for ever.
 *
 * SAW_BEFORE_START, NO_WAIT, NO_TELL and ALWAYS_AGAIN are protocols that are wrong.
 */
#ifndef CLIENT_DEATHS
#define CLIENT_DEATHS 1
#endif
#ifndef SERVER_DEATHS
#define SERVER_DEATHS 1
#endif
#define ENTRIES 2
#ifndef REQUESTS
#define REQUESTS 2
#endif
#define CLIENTS (CLIENT_DEATHS + 1)
#define ONCE (REQUESTS - 1) /* number of the request that must not be carried out twice */

typedef entry { byte whose, request };

/* two rings, each with its producer's announcement */
typedef ring {
	byte head, tail, epoch, saw, start;
	bit consumer_waits;
	entry entries[ENTRIES]
};
ring asks, tells;
bit client_signal, server_signal;
bit kill_client, kill_server;
bit finished;

/* the model's own notes */
byte carried_out[CLIENTS]; /* how often "once" was, for each client */
byte working_for[CLIENTS]; /* requests that a living server has taken and not answered */
byte clients;

#define FREE 0
#define WAITING 1
#define SUBMITTED 2
#define DONE 3

inline announce(mine, theirs)
{
	saw = theirs.epoch;
	head = mine.head;
#ifdef SAW_BEFORE_START
	mine.saw = saw;
	mine.start = head;
#else
	mine.start = head;
	mine.saw = saw;
#endif
	epoch = mine.epoch + 1;
	mine.epoch = epoch;
	open = false
}

inline accept(mine)
{
	mine.start = head;
	mine.saw = arrived;
	saw = arrived;
	open = false
}

inline step_over(theirs)
{
	tail = theirs.start;
	assert(tail <= theirs.head);
	theirs.tail = tail;
	open = true
}

inline wake_client() { client_signal = 1 }
inline wake_server() { server_signal = 1 }

inline forget_client()
{
	d_step {
		saw = 0; epoch = 0; head = 0; tail = 0; open = false; arrived = 0; taken_tail = 0;
		i = 0;
		do
		:: i < REQUESTS -> state[i] = WAITING; at[i] = 0; i++
		:: else -> break
		od;
		i = 0;
		me = clients
	}
}

/* one answer out of the ring */
inline collect()
{
	d_step {
		i = tells.entries[tail % ENTRIES].request;
		assert(tells.entries[tail % ENTRIES].whose == me && state[i] == SUBMITTED);
		state[i] = DONE;
		at[i] = 0;
		tells.entries[tail % ENTRIES].whose = 0; tells.entries[tail % ENTRIES].request = 0;
		tail++;
		i = 0
	};
	tells.tail = tail
}

inline submit(which)
{
	d_step {
		assert(head - asks.tail < ENTRIES);
		asks.entries[head % ENTRIES].whose = me; asks.entries[head % ENTRIES].request = which;
		at[which] = head;
		state[which] = SUBMITTED;
		head++
	};
	asks.head = head;
	if
	:: asks.consumer_waits -> asks.consumer_waits = 0; wake_server()
	:: else
	fi
}

/* the old server's index stands still: the new one takes nothing before it is accepted */
inline recover()
{
	taken_tail = asks.tail;
	d_step {
		i = 0;
		do
		:: i < REQUESTS ->
			if
			:: state[i] == SUBMITTED ->
#ifdef ALWAYS_AGAIN
				state[i] = WAITING
#else
				state[i] = (i == ONCE && at[i] < taken_tail -> DONE : WAITING)
#endif
			:: else
			fi;
			at[i] = 0;
			i++
		:: else -> i = 0; taken_tail = 0; break
		od
	};
	accept(asks);
	wake_server()
}

active proctype client() provided (!kill_server)
{
	byte saw, epoch, head, tail, arrived, i, me, taken_tail;
	bit open;
	byte state[REQUESTS], at[REQUESTS];

life:	forget_client();
	{
		announce(asks, tells);
#ifndef NO_TELL
		wake_server();
#endif
		do
		:: state[0] == DONE && state[ONCE] == DONE -> goto done
		:: else ->
			arrived = tells.epoch;
			if
			:: arrived != saw ->
				do
				:: open && tells.head != tail -> collect()
				:: else -> break
				od;
				recover()
			:: arrived == saw && !open && arrived != 0 && tells.saw == epoch ->
				step_over(tells);
				assert(me == 0 || working_for[0] == 0);
				assert(me <= 1 || working_for[1] == 0)
			:: arrived == saw && open && tells.head != tail -> collect()
			:: arrived == saw && open && state[0] == WAITING && head - asks.tail < ENTRIES -> submit(0)
			:: arrived == saw && open && state[0] != WAITING && state[ONCE] == WAITING &&
			   head - asks.tail < ENTRIES -> submit(ONCE)
			:: else -> /* ask to be woken, look again, sleep */
				tells.consumer_waits = 1;
				arrived = tells.epoch;
				if
				:: arrived == saw && !(!open && arrived != 0 && tells.saw == epoch) &&
				   !(open && tells.head != tail) ->
					atomic { client_signal -> client_signal = 0 }
				:: else
				fi
			fi
		od
	} unless {
		atomic { kill_client -> kill_client = 0; clients++ };
		goto life
	};
done:	finished = 1;
	kill_client = 0 /* if it came too late */
}

inline forget_server()
{
	d_step {
		saw = 0; epoch = 0; head = 0; tail = 0; open = false; arrived = 0; count = 0;
		work[0].whose = 0; work[0].request = 0; work[1].whose = 0; work[1].request = 0;
		working_for[0] = 0;
#if CLIENT_DEATHS > 0
		working_for[1] = 0;
#endif
#if CLIENT_DEATHS > 1
		working_for[2] = 0
#endif
	}
}

/* the index first, then the work: what a dead server has not taken it has not begun */
inline take()
{
	d_step {
		work[count].whose = asks.entries[tail % ENTRIES].whose;
		work[count].request = asks.entries[tail % ENTRIES].request;
		asks.entries[tail % ENTRIES].whose = 0; asks.entries[tail % ENTRIES].request = 0;
		tail++
	};
	asks.tail = tail;
	d_step {
		working_for[work[count].whose]++;
		if
		:: work[count].request == ONCE ->
			carried_out[work[count].whose]++;
			assert(carried_out[work[count].whose] <= 1)
		:: else
		fi;
		count++
	}
}

inline answer()
{
	if
	:: open ->
		d_step {
			assert(head - tells.tail < ENTRIES);
			tells.entries[head % ENTRIES].whose = work[count - 1].whose;
			tells.entries[head % ENTRIES].request = work[count - 1].request;
			head++
		};
		tells.head = head
	:: else
	fi;
	d_step {
		count--;
		working_for[work[count].whose]--;
		work[count].whose = 0; work[count].request = 0
	};
	if
	:: tells.consumer_waits -> tells.consumer_waits = 0; wake_client()
	:: else
	fi
}

active proctype server() provided (!kill_client)
{
	byte saw, epoch, head, tail, arrived, count;
	bit open;
	entry work[ENTRIES];

life:	forget_server();
	{
		announce(tells, asks);
#ifndef NO_TELL
		wake_client();
#endif
		do
		:: count > 0 -> answer()
		:: arrived = asks.epoch;
			if
			:: arrived != saw ->
				open = false;
				if
#ifdef NO_WAIT
				:: true -> accept(tells); wake_client()
#else
				:: count == 0 -> accept(tells); wake_client()
				:: else -> answer()
#endif
				fi
			:: arrived == saw && !open && arrived != 0 && asks.saw == epoch ->
				step_over(asks);
				wake_client() /* there may be room */
			:: arrived == saw && open && asks.head != tail && ENTRIES - (head - tells.tail) > count -> take()
			:: else ->
				asks.consumer_waits = 1;
				arrived = asks.epoch;
				if
				:: count == 0 && arrived == saw && !(!open && arrived != 0 && asks.saw == epoch) &&
				   !(open && asks.head != tail && ENTRIES - (head - tells.tail) > 0) ->
end:					atomic { server_signal -> server_signal = 0 }
				:: else
				fi
			fi
		od
	} unless {
		atomic { kill_server -> kill_server = 0 };
		goto life
	}
}

/* who is killed is dead before anybody else goes on: the clauses "provided" */
active proctype killer() provided (!kill_client && !kill_server)
{
	byte client_deaths = CLIENT_DEATHS, server_deaths = SERVER_DEATHS;

end:	do
	:: atomic { client_deaths > 0 && !finished -> client_deaths--; kill_client = 1 }
	:: atomic { server_deaths > 0 -> server_deaths--; kill_server = 1 }
	od
}
