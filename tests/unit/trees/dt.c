/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* lib/dt, with libfdt to say what is right. */
#include <dt/dt.h>
#include <libfdt.h>
#include <stdlib.h>

#include "compare.h"
#include "guarded.h"
#include "random_tree.h"

#include "tap.h"

enum { TREES = 200, DAMAGES = 150 };

static _Alignas(8) unsigned char original[RANDOM_TREE_BYTES_MAX];

static void reads_every_legal_tree_as_libfdt_does(void)
{
	for (unsigned seed = 0; seed < TREES; seed++) {
		size_t bytes = random_tree(original, seed);
		struct comparison seen = compare_readers(original, bytes);

		CHECK(seen.ours_opens && seen.theirs_opens);
		CHECK_STR(seen.different ? seen.different : "nothing", "nothing");
		CHECK_EQ(seen.ours, seen.theirs);
		CHECK(seen.ours > 0);
	}
}

/* A few bytes changed, in header and structure more often than elsewhere. */
static void damage(unsigned char *tree, size_t bytes)
{
	for (int left = 1 + rand() % 3; left > 0; left--) {
		size_t at = (size_t)rand() % (rand() % 2 ? DT_HEADER_BYTES : bytes);

		tree[at] = rand() % 2 ? (unsigned char)rand() : (unsigned char)(tree[at] ^ 1 << rand() % 8);
	}
}

static void survives_every_damage(void)
{
	unsigned opened = 0, refused = 0;

	srand(1);
	for (unsigned seed = 0; seed < TREES; seed++) {
		size_t bytes = random_tree(original, seed);
		unsigned char *tree = guarded(bytes);

		for (unsigned round = 0; round < DAMAGES; round++) {
			struct comparison seen;

			memcpy(tree, original, bytes);
			damage(tree, bytes);
			seen = compare_readers(tree, bytes);
			CHECK_STR(seen.different ? seen.different : "nothing", "nothing");
			opened += seen.ours_opens && seen.theirs_opens;
			refused += !seen.ours_opens;
		}
	}
	CHECK(opened > TREES);
	CHECK(refused > TREES);
}

static void survives_every_end(void)
{
	size_t bytes = random_tree(original, 5);

	for (size_t left = 0; left < bytes; left += 8) {
		unsigned char *tree = guarded(left);
		struct comparison seen;

		memcpy(tree, original, left);
		CHECK(!compare_readers(tree, left).ours_opens);
		if (left < DT_HEADER_BYTES)
			continue;
		fdt_set_totalsize(tree, (uint32_t)left); /* it says itself that it ends there */
		seen = compare_readers(tree, left);
		CHECK_STR(seen.different ? seen.different : "nothing", "nothing");
	}
}

static void refuses_what_is_no_tree(void)
{
	static _Alignas(8) const unsigned char zeros[64];
	size_t bytes = random_tree(original, 1);
	struct dt dt;

	CHECK(dt_open(&dt, original, bytes));
	CHECK(!dt_open(&dt, original, bytes - 1));
	CHECK(!dt_open(&dt, original + 4, bytes - 4));
	CHECK(!dt_open(&dt, zeros, sizeof zeros));
	fdt_set_version(original, 15);
	CHECK(!dt_open(&dt, original, bytes));
}

/* More nodes in each other than DT_DEPTH_MAX: the walk ends there, and says nothing wrong before. */
static void ends_where_a_tree_is_too_deep(void)
{
	struct comparison seen;

	CHECK_EQ(fdt_create(original, sizeof original), 0);
	CHECK_EQ(fdt_finish_reservemap(original), 0);
	for (unsigned i = 0; i < DT_DEPTH_MAX + 4; i++)
		CHECK_EQ(fdt_begin_node(original, i ? "n" : ""), 0);
	for (unsigned i = 0; i < DT_DEPTH_MAX + 4; i++)
		CHECK_EQ(fdt_end_node(original), 0);
	CHECK_EQ(fdt_finish(original), 0);
	seen = compare_readers(original, sizeof original);
	CHECK_STR(seen.different ? seen.different : "nothing", "nothing");
	CHECK_EQ(seen.ours, DT_DEPTH_MAX);
	CHECK_EQ(seen.theirs, DT_DEPTH_MAX + 4);
}

static void knows_how_much_is_in_use(void)
{
	size_t bytes = random_tree(original, 3);
	struct dt dt;

	memset(original + bytes, 0, sizeof original - bytes);
	fdt_set_totalsize(original, sizeof original);
	CHECK(dt_open(&dt, original, sizeof original));
	CHECK(dt_used_bytes(&dt) <= bytes);
	CHECK(dt_used_bytes(&dt) + 8 > bytes);
}

TAP_MAIN(TAP(reads_every_legal_tree_as_libfdt_does), TAP(survives_every_damage), TAP(survives_every_end),
	 TAP(refuses_what_is_no_tree), TAP(ends_where_a_tree_is_too_deep), TAP(knows_how_much_is_in_use))
