/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* kernel_seeds FOLDER: write the programs that fuzzing starts from. Always the same ones. */
#include <stdint.h>
#include <stdio.h>

enum { SEEDS = 96, STEPS_MAX = 48, STEP_BYTES = 20 };

/*
 * Scenes that chance finds late, in the encoding of program.c and call.c. A call is: which
 * system call, when to interrupt it, slot of its capability, shape, capabilities, words, damage.
 */
#define RECEIVE(slot)                            7, 0, slot, 0, 0, 0
#define SEND(slot)                               5, 0, slot, 0, 0, 0
#define CALL(slot)                               0, 0, slot, 0, 0, 0
#define YIELD                                    15, 0
#define INTERRUPT                                INTERRUPT_BYTE
#define REVOKE(slot)                             0, INTERRUPT, 2, 2, slot, 0, 0
#define DELETE(slot)                             0, INTERRUPT, 2, 3, slot, 0, 0
#define COPY_INTO(node, index, slot)             0, 0, node, 5, 2, index, 0, slot, 0, 15, 0
#define MOVE_INTO(node, index, slot)             0, 0, node, 7, 2, index, 0, slot, 0, 0
#define RETYPE(untyped, type, bits, slot, count) 0, 0, untyped, 0, 2, type, bits, slot, (count)-1, 0
#define SET_SPACE(tcb, node)                     0, 0, tcb, 19, node, 3, 0, 0, 0, 0
#define SET_HANDLER(irq, notification)           0, INTERRUPT, irq, 28, notification, 0
#define FAST_CALL(slot)                          0, 32, slot, 0, 0, 0
#define FAST_REPLY_RECEIVE(slot)                 10, 32, slot, 0, 0, 0
#define SET_PRIORITY(tcb, eighth)                0, 0, tcb, 15, 1, eighth, 0
#define IDLE_IRQ_TWO                             2
#define PAGE_FAULT                               0xf9, 1

enum {
	INTERRUPT_BYTE = 0xff, /* stands for: interrupted at the n-th step, n by the seed's number */
	POOL = 14,             /* untyped memory, all free of it is for scenes: 64 KiB in slot 12 */
	FRESH = 12,
	THREAD = 18,
	EP = 28,
	NTFN = 33,
	NODE = 35,
	IRQ_TWO = 39,
	EMPTY = 60,
};

static const struct scene {
	const char *name;
	unsigned count;
	uint8_t bytes[160];
} scenes[] = {
#define SCENE(name, ...)                                  \
	{                                                 \
		name, sizeof((uint8_t[]){ __VA_ARGS__ }), \
		{                                         \
			__VA_ARGS__                       \
		}                                         \
	}
	SCENE("waiters", RECEIVE(EP), RECEIVE(EP), YIELD, REVOKE(POOL), REVOKE(POOL), YIELD, YIELD),
	SCENE("senders", SEND(EP), CALL(EP + 3), RECEIVE(EP), YIELD, REVOKE(EP), DELETE(EP), YIELD, YIELD),
	SCENE("signals", RECEIVE(NTFN + 1), RECEIVE(NTFN + 1), REVOKE(NTFN + 1), DELETE(NTFN + 1),
	      DELETE(NTFN + 1)),
	SCENE("fault", RECEIVE(EP), PAGE_FAULT, 5, 0, 255, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, YIELD,
	      RECEIVE(EP), YIELD),
	SCENE("itself", COPY_INTO(NODE, 0, NODE), COPY_INTO(NODE, 7, NODE), COPY_INTO(NODE, 3, EP),
	      DELETE(NODE), REVOKE(POOL), RETYPE(POOL, 4, 4, EMPTY, 1)),
	SCENE("cycle", COPY_INTO(NODE, 3, NODE + 1), COPY_INTO(NODE + 1, 3, NODE),
	      COPY_INTO(NODE, 0, NODE + 2), COPY_INTO(NODE + 2, 7, NODE), DELETE(NODE + 1), DELETE(NODE + 2),
	      DELETE(NODE), REVOKE(POOL)),
	SCENE("nested", MOVE_INTO(NODE, 5, NODE + 1), COPY_INTO(NODE + 2, 1, NODE),
	      MOVE_INTO(NODE + 2, 4, EP), DELETE(NODE), DELETE(NODE + 2), REVOKE(POOL), YIELD),
	SCENE("threads", SET_SPACE(THREAD, NODE), SET_SPACE(THREAD + 2, NODE), MOVE_INTO(NODE, 2, THREAD + 2),
	      MOVE_INTO(NODE, 3, THREAD), DELETE(NODE), DELETE(NODE), YIELD),
	SCENE("copied", COPY_INTO(2, EMPTY, FRESH), RETYPE(EMPTY, 2, 0, EMPTY + 1, 1),
	      RETYPE(EMPTY, 2, 0, EMPTY + 2, 1), DELETE(EMPTY + 1), REVOKE(FRESH)),
	SCENE("rebind", RECEIVE(NTFN + 1), RECEIVE(NTFN + 1), DELETE(NTFN + 1), SET_HANDLER(IRQ_TWO, NTFN),
	      YIELD, DELETE(IRQ_TWO)),
	SCENE("server", RECEIVE(EP), FAST_CALL(EP), FAST_CALL(EP + 2), FAST_REPLY_RECEIVE(EP),
	      FAST_REPLY_RECEIVE(EP), PAGE_FAULT, FAST_REPLY_RECEIVE(EP), FAST_REPLY_RECEIVE(EP),
	      FAST_CALL(EP), FAST_REPLY_RECEIVE(EP)),
	SCENE("unwrapped", RECEIVE(EP), 0, 32, EP, 0, 0, 254, 10, 32, EP, 0, 0, 254),
	SCENE("low-server", SET_PRIORITY(1, 0), RECEIVE(NTFN + 1), RECEIVE(NTFN + 1), RECEIVE(NTFN + 1),
	      RECEIVE(NTFN + 1), RECEIVE(NTFN + 1), RECEIVE(EP), IDLE_IRQ_TWO, SEND(NTFN + 1), SEND(NTFN + 1),
	      FAST_CALL(EP), RECEIVE(NTFN + 1), RECEIVE(NTFN + 1), FAST_REPLY_RECEIVE(EP), FAST_CALL(EP)),
	SCENE("clear", RETYPE(FRESH, 8, 12, EMPTY, 3), REVOKE(FRESH), RETYPE(FRESH, 4, 11, EMPTY, 1),
	      REVOKE(FRESH)),
};

enum { SCENES = sizeof(scenes) / sizeof(scenes[0]), INTERRUPTIONS = 8 };

static uint32_t state = 1;

/** Numerical Recipes' linear congruential generator; its upper bits are the good ones. */
static uint8_t random_byte(void)
{
	state = state * 1664525u + 1013904223u;
	return (uint8_t)(state >> 24);
}

/** One step: mostly a Call without interruption (tests/fuzz/program.c reads it). */
static void put_step(FILE *file, unsigned seed)
{
	unsigned length = 4 + random_byte() % (STEP_BYTES - 3);

	fputc(random_byte() % 5 < 4 ? random_byte() % 16 : random_byte(), file); /* which system call */
	fputc(seed % 3 == 0 ? random_byte() : 0, file);                          /* when to interrupt it */
	for (unsigned i = 2; i < length; i++)
		fputc(random_byte() % 4 ? random_byte() % 64 : random_byte(), file);
}

static FILE *open_seed(const char *folder, const char *name, unsigned number)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s-%02u", folder, name, number);
	file = fopen(path, "wb");
	if (!file)
		perror(path);
	return file;
}

static int write_scene(const char *folder, const struct scene *scene, unsigned interrupt)
{
	FILE *file = open_seed(folder, scene->name, interrupt);

	if (!file)
		return 1;
	for (unsigned i = 0; i < scene->count; i++)
		fputc(scene->bytes[i] == INTERRUPT_BYTE ? (int)interrupt : scene->bytes[i], file);
	return fclose(file) != 0;
}

static int write_scenes(const char *folder)
{
	int failed = 0;

	for (unsigned scene = 0; scene < SCENES; scene++)
		for (unsigned interrupt = 0; interrupt < INTERRUPTIONS && !failed; interrupt++)
			failed = write_scene(folder, &scenes[scene], interrupt);
	return failed;
}

static int write_seed(const char *folder, unsigned seed)
{
	FILE *file = open_seed(folder, "seed", seed);

	if (!file)
		return 1;
	for (unsigned step = 0; step <= seed * STEPS_MAX / SEEDS; step++)
		put_step(file, seed);
	return fclose(file) != 0;
}

int main(int argc, char **argv)
{
	int failed = argc != 2;

	if (failed)
		fprintf(stderr, "usage: kernel_seeds FOLDER\n");
	else
		failed = write_scenes(argv[1]);
	for (unsigned seed = 0; seed < SEEDS && !failed; seed++)
		failed = write_seed(argv[1], seed);
	return failed;
}
