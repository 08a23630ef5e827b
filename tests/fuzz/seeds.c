/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* kernel_seeds FOLDER: write the programs that fuzzing starts from. Always the same ones. */
#include <stdint.h>
#include <stdio.h>

enum { SEEDS = 96, STEPS_MAX = 48, STEP_BYTES = 20 };

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
	fputc(seed % 3 == 0 ? random_byte() : 0, file);                         /* when to interrupt it */
	for (unsigned i = 2; i < length; i++)
		fputc(random_byte() % 4 ? random_byte() % 64 : random_byte(), file);
}

static int write_seed(const char *folder, unsigned seed)
{
	char path[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/seed-%02u", folder, seed);
	file = fopen(path, "wb");
	if (!file) {
		perror(path);
		return 1;
	}
	for (unsigned step = 0; step <= seed * STEPS_MAX / SEEDS; step++)
		put_step(file, seed);
	return fclose(file) != 0;
}

int main(int argc, char **argv)
{
	int failed = argc != 2;

	if (failed)
		fprintf(stderr, "usage: kernel_seeds FOLDER\n");
	for (unsigned seed = 0; seed < SEEDS && !failed; seed++)
		failed = write_seed(argv[1], seed);
	return failed;
}
