/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* E00: the tool and its files. */
MESSAGE(FILE_UNREADABLE, "E0001", "file-unreadable", ERROR,
	"{0} cannot be read: {1}",
	NULL,
	NULL,
	"The file is not there, may not be read, or is larger than 16 MiB. A system is described by a "
	"file system.toml in the project's folder; `sel4-compose new NAME` makes one.")
