/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <errno.h>
#include <stdlib.h>

#include <core/crc32.h>

#include "bundle.h"

#include "tap.h"

enum { FILES = 2, FILE_AT = 512, FILE_BYTES = 100, IMAGE_BYTES = 1024 };

static union {
	struct kaal_bundle header;
	unsigned char bytes[IMAGE_BYTES];
} image;

static void seal(void)
{
	image.header.header_crc32 = 0;
	image.header.header_crc32 =
		crc32(0, &image, sizeof(struct kaal_bundle) + FILES * sizeof(struct kaal_bundle_file));
}

static void fresh(void)
{
	memset(&image, 0x5a, sizeof image);
	image.header = (struct kaal_bundle){ .magic = KAAL_BUNDLE_MAGIC,
					     .version = KAAL_BUNDLE_VERSION,
					     .files_count = FILES,
					     .bytes = IMAGE_BYTES,
					     .system = "my-os" };
	for (unsigned i = 0; i < FILES; i++)
		image.header.files[i] = (struct kaal_bundle_file){
			.name = "file",
			.offset = FILE_AT + i * FILE_BYTES,
			.bytes = FILE_BYTES,
			.crc32 = crc32(0, image.bytes + FILE_AT, FILE_BYTES),
		};
	seal();
}

static void opens_a_good_one(void)
{
	char why[BUNDLE_WHY_BYTES];
	struct bundle_file file;
	struct bundle bundle;

	fresh();
	CHECK_EQ(bundle_open(&bundle, &image, sizeof image, why), 0);
	CHECK_STR(bundle.system, "my-os");
	for (unsigned i = 0; i < FILES; i++) {
		CHECK_EQ(bundle_file(&bundle, i, &file, why), 0);
		CHECK_STR(file.name, "file");
		CHECK_EQ(file.count, FILE_BYTES);
		CHECK(file.bytes == image.bytes + FILE_AT + (size_t)i * FILE_BYTES);
	}
}

static void check_refused(size_t bytes, const char *part_of_why)
{
	char why[BUNDLE_WHY_BYTES] = "";
	struct bundle bundle;

	CHECK_EQ(bundle_open(&bundle, &image, bytes, why), -EINVAL);
	if (!strstr(why, part_of_why))
		CHECK_STR(why, part_of_why);
}

static void refuses_bad_headers(void)
{
	fresh();
	check_refused(20, "too short");
	check_refused(0, "too short");
	check_refused(IMAGE_BYTES - 1, "truncated");
	image.header.magic++;
	check_refused(IMAGE_BYTES, "no bundle");
	fresh();
	image.header.version++;
	check_refused(IMAGE_BYTES, "version");
	fresh();
	image.header.files_count = KAAL_BUNDLE_FILES_MAX + 1;
	check_refused(IMAGE_BYTES, "file table");
	fresh();
	image.header.files_count = 30; /* reaches past the end */
	check_refused(IMAGE_BYTES, "file table");
	fresh();
	image.header.system[0]++;
	check_refused(IMAGE_BYTES, "checksum");
	fresh();
	image.header.files[1].bytes++;
	check_refused(IMAGE_BYTES, "checksum");
}

static void skips_only_the_bad_file(void)
{
	char why[BUNDLE_WHY_BYTES] = "";
	struct bundle_file file;
	struct bundle bundle;

	fresh();
	image.bytes[FILE_AT + 3] ^= 1;
	CHECK_EQ(bundle_open(&bundle, &image, sizeof image, why), 0);
	CHECK_EQ(bundle_file(&bundle, 0, &file, why), -EINVAL);
	CHECK(strstr(why, "checksum") != NULL);
	CHECK_EQ(bundle_file(&bundle, 1, &file, why), 0);

	fresh();
	image.header.files[0].offset = UINT64_MAX - 10;
	memset(image.header.files[0].name, 'x', sizeof image.header.files[0].name);
	seal();
	CHECK_EQ(bundle_open(&bundle, &image, sizeof image, why), 0);
	CHECK_EQ(bundle_file(&bundle, 0, &file, why), -EINVAL);
	CHECK(strstr(why, "outside") != NULL);
	CHECK_EQ(strlen(file.name), sizeof file.name - 1);
}

TAP_MAIN(TAP(opens_a_good_one), TAP(refuses_bad_headers), TAP(skips_only_the_bad_file))
