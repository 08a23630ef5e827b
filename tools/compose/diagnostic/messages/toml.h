/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* E01: TOML. */
MESSAGE(TOML_NOT_UTF8, "E0101", "not-utf8", ERROR, "this is not UTF-8",
	"a TOML file is UTF-8 text, and byte {0} is no part of any character",
	"save the file as UTF-8 in your editor",
	"TOML files are Unicode text in UTF-8. The file contains a byte that cannot stand where it stands: "
	"perhaps "
	"the file was saved in an older encoding such as Latin-1, or it is no text at all.")
