/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Death at any instruction, under load: client and server are processes, an interval
 * timer kills them in the midst of what they do, and this one starts them again. Semaphores
 * stand for the notifications. Every request must be answered once, none marked "once" carried
 * out twice, and no buffer written into for a client that is dead.
 */
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ring/request.h>

#include "tap.h"

enum {
	ENTRIES = 8,
	SLOTS = 8,
	TOTAL = 300000, /* requests, by all clients together */
	LIFE_MAX_US = 1200,
	DEATHS_MAX = 1500, /* of each; who is started then may live */
	WORK = 300,
	LIMIT_S = 300,
	RING_BYTES = KAAL_RING_HEADER_BYTES + ENTRIES * sizeof(struct kaal_request),
};

/** What all processes share: the channel, and the test's own notes. */
struct shared {
	_Alignas(64) uint8_t requests[RING_BYTES];
	_Alignas(64) uint8_t answers[RING_BYTES];
	uint64_t buffers[SLOTS]; /* the pool: what a request is carried out on */
	sem_t client_signal, server_signal;
	uint32_t next;            /* number of the next request */
	uint32_t clients;         /* started so far */
	uint32_t executed[TOTAL]; /* how often a request was carried out */
	uint32_t answered[TOTAL]; /* and answered */
	uint32_t lost;
};

static struct shared *shared;

/** What a buffer holds when request @number of client @client has been carried out on it. */
static uint64_t stamp(uint32_t number, uint32_t client)
{
	return (uint64_t)client << 32 | number | 1u << 31;
}

static bool is_once(uint32_t number)
{
	return number % 3 == 0;
}

static void serve(struct request_server *server, struct kaal_request *request)
{
	uint32_t number = (uint32_t)request->args[0];

	__atomic_fetch_add(&shared->executed[number], 1, __ATOMIC_RELAXED);
	__atomic_store_n(&shared->buffers[request->data.buffer], stamp(number, (uint32_t)request->args[1]),
			 __ATOMIC_RELAXED);
	request->data.status = 0;
	request_answer(server, request);
}

/** Requests are carried out in another order than they came in. Never returns. */
static _Noreturn void server_main(void)
{
	struct kaal_request taken[3];
	struct request_server server;
	unsigned count;

	if (request_server_attach(&server, shared->answers, shared->requests, RING_BYTES))
		_exit(10);
	for (;;) {
		for (count = 0; count < 3; count++) {
			int got = request_take(&server, &taken[count]);

			if (got < 0)
				_exit(11);
			if (!got)
				break;
		}
		for (volatile unsigned work = 0; count && work < WORK; work++)
			; /* as long as it takes: deaths in between leave requests in doubt */
		for (unsigned left = count; left--;)
			serve(&server, &taken[left]);
		if (request_server_notify(&server))
			sem_post(&shared->client_signal);
		if (!count && request_server_sleep(&server))
			sem_wait(&shared->server_signal);
	}
}

/** One client's life. */
struct life {
	struct request_client client;
	struct request_slot slots[SLOTS];
	uint32_t number; /* of this client */
	uint32_t lent;   /* buffers, a bit each */
};

/** Nobody may write into buffers that are not lent. */
static void buffers_are_ours(const struct life *life)
{
	for (unsigned i = 0; i < SLOTS; i++)
		if (!(life->lent & 1u << i) &&
		    __atomic_load_n(&shared->buffers[i], __ATOMIC_RELAXED) != life->number)
			_exit(20);
}

static void submit_one(struct life *life)
{
	unsigned buffer = (unsigned)__builtin_ctz(~life->lent);
	uint32_t number = __atomic_fetch_add(&shared->next, 1, __ATOMIC_RELAXED);
	struct kaal_request request = { .data = { .buffer = buffer }, .args = { number, life->number } };

	if (number >= TOTAL)
		return;
	life->lent |= 1u << buffer;
	if (request_submit(&life->client, &request, number, is_once(number) ? REQUEST_ONCE : 0))
		_exit(21);
}

static void check_answer(struct life *life, const struct kaal_request *answer, uint32_t number)
{
	uint64_t *buffer = &shared->buffers[answer->data.buffer];

	if (number >= TOTAL || __atomic_fetch_add(&shared->answered[number], 1, __ATOMIC_RELAXED))
		_exit(22); /* twice, or never asked */
	if (answer->data.status == -ECONNRESET) {
		if (!is_once(number))
			_exit(23);
		shared->lost++;
	} else if (__atomic_load_n(buffer, __ATOMIC_RELAXED) != stamp(number, life->number)) {
		_exit(24); /* answered, but not done */
	}
	__atomic_store_n(buffer, life->number, __ATOMIC_RELAXED);
	life->lent &= ~(1u << answer->data.buffer);
}

/** Ask until all has been asked, and all of its own is answered. */
static _Noreturn void client_main(void)
{
	static struct life life;
	struct kaal_request answer;
	uint64_t number;
	int got;

	if (request_client_attach(&life.client, shared->requests, shared->answers, RING_BYTES, life.slots,
				  SLOTS))
		_exit(25);
	life.number = ++shared->clients;
	for (bool open = false;;) {
		while ((got = request_collect(&life.client, &answer, &number)) == 1)
			check_answer(&life, &answer, (uint32_t)number);
		if (got < 0)
			_exit(26);
		if (!open && request_client_open(&life.client)) {
			for (unsigned i = 0; i < SLOTS; i++)
				__atomic_store_n(&shared->buffers[i], life.number, __ATOMIC_RELAXED);
			open = true;
		}
		if (open)
			buffers_are_ours(&life);
		while (open && life.lent != (1u << SLOTS) - 1 && shared->next < TOTAL)
			submit_one(&life);
		if (shared->next >= TOTAL && !life.lent)
			_exit(0);
		if (request_client_notify(&life.client))
			sem_post(&shared->server_signal);
		if (request_client_sleep(&life.client))
			sem_wait(&shared->client_signal);
	}
}

/** Start a process that dies within @life_us of time, if that is not 0. */
static pid_t start(void (*run)(void), long life_us)
{
	struct itimerval timer = { .it_value.tv_usec = life_us };
	pid_t pid = fork();

	if (pid)
		return pid;
	signal(SIGALRM, SIG_DFL); /* which is to die */
	if (!life_us)
		timer.it_value.tv_sec = LIMIT_S;
	setitimer(ITIMER_REAL, &timer, NULL);
	run();
	_exit(1);
}

static long random_life(unsigned *deaths, bool mortal)
{
	return mortal && (*deaths)++ < DEATHS_MAX ? 1 + random() % LIFE_MAX_US : 0;
}

/** Start both sides again and again until all requests have been made. @return the last client's exit code */
static int supervise(bool server_dies, bool client_dies)
{
	unsigned server_deaths = 0, client_deaths = 0;
	pid_t server = start(server_main, random_life(&server_deaths, server_dies));
	pid_t client = start(client_main, random_life(&client_deaths, client_dies));
	int status = 0, code;

	for (;;) {
		pid_t dead = wait(&status);
		bool killed = WIFSIGNALED(status);

		code = killed ? -WTERMSIG(status) : WEXITSTATUS(status);
		if (killed && code != -SIGALRM)
			break;
		if (dead == client && killed && client_dies) {
			client = start(client_main, random_life(&client_deaths, true));
			sem_post(
				&shared->server_signal); /* as the supervisor does: its peer is another now */
		} else if (dead == server && killed && server_dies) {
			server = start(server_main, random_life(&server_deaths, true));
			sem_post(&shared->client_signal);
		} else {
			break;
		}
	}
	kill(server, SIGKILL);
	kill(client, SIGKILL);
	while (wait(NULL) > 0)
		;
	printf("# deaths: %u of servers, %u of clients; %u requests in doubt\n", server_deaths, client_deaths,
	       shared->lost);
	return code;
}

static void begin(void)
{
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	CHECK(shared != MAP_FAILED);
	CHECK_EQ(sem_init(&shared->client_signal, 1, 0), 0);
	CHECK_EQ(sem_init(&shared->server_signal, 1, 0), 0);
	srandom(1);
	fflush(stdout);
}

static void nothing_happened_twice(void)
{
	for (unsigned i = 0; i < TOTAL; i++)
		if (is_once(i))
			CHECK(shared->executed[i] <= 1);
}

static void servers_die(void)
{
	begin();
	CHECK_EQ(supervise(true, false), 0);
	nothing_happened_twice();
	for (unsigned i = 0; i < TOTAL; i++)
		CHECK_EQ(shared->answered[i], 1); /* the client lived: it heard of every one */
}

static void clients_die(void)
{
	begin();
	CHECK_EQ(supervise(false, true), 0);
	for (unsigned i = 0; i < TOTAL; i++)
		CHECK(shared->executed[i] <= 1); /* the server lived: it had no cause to repeat any */
	CHECK_EQ(shared->lost, 0);
}

static void both_die(void)
{
	begin();
	CHECK_EQ(supervise(true, true), 0);
	nothing_happened_twice();
}

TAP_MAIN(TAP(servers_die), TAP(clients_die), TAP(both_die))
