/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* E01: TOML, the form of the file. What its keys mean is E02's. */
MESSAGE(TOML_NOT_UTF8, "E0101", "not-utf8", ERROR,
	"this is not UTF-8 text",
	"byte {0} does not belong to any character here",
	"save the file as UTF-8 in your editor",
	"TOML files are Unicode text in UTF-8. The file contains a byte that cannot stand where it "
	"stands: perhaps it was saved in an older encoding such as Latin-1, or it is no text at all.")
MESSAGE(TOML_CONTROL, "E0102", "control-character", ERROR,
	"the control character {0} cannot stand in a TOML file",
	"of the invisible characters TOML knows tab and the end of a line only",
	"remove it; within double quotes it can be written as an escape such as \\u0007",
	"Control characters are invisible in most editors, so TOML does not allow them, not even in "
	"comments. A carriage return is allowed only right before a line feed.")
MESSAGE(TOML_KEY_MISSING, "E0103", "key-missing", ERROR,
	"a key is missing before {0}",
	"each line is `key = value`, a [section], a comment or empty",
	NULL,
	"A line of a TOML file gives a key a value. An empty key is possible but must be written with "
	"quotes, as in `\"\" = 1`.")
MESSAGE(TOML_KEY_CHARACTER, "E0104", "key-character", ERROR,
	"{0} cannot stand in a key without quotes",
	"keys consist of letters a-z and A-Z, digits, `-` and `_`",
	"quote the whole key: \"{1}\"",
	"A key without quotes consists of ASCII letters, digits, `-` and `_`; a dot separates the parts "
	"of a dotted key. Any other character needs quotes around the part that contains it.")
MESSAGE(TOML_KEY_MULTILINE, "E0105", "key-multiline", ERROR,
	"a key cannot be a string of several lines",
	NULL,
	"use one pair of quotes",
	"Three quotes begin a string that may span lines. Keys stand on one line: write them without "
	"quotes or with a single pair.")
MESSAGE(TOML_EQUALS_MISSING, "E0106", "equals-missing", ERROR,
	"`=` is missing before {0}",
	"behind the key, each line has `=` and a value",
	"a key that contains blanks needs quotes",
	"A key and its value are separated by `=`. Where the key consists of several words, quote it: "
	"`\"two words\" = 1`.")
MESSAGE(TOML_VALUE_MISSING, "E0107", "value-missing", ERROR,
	"a value is missing before {0}",
	NULL,
	"TOML has no empty value: write \"\" for an empty text, or leave the line out",
	"Behind `=`, and behind each comma of an array, stands a value: a string in quotes, a number, "
	"true or false, a date, an array in [ ] or a table in { }. There is none that means nothing.")
MESSAGE(TOML_NO_VALUE, "E0108", "no-value", ERROR,
	"`{0}` is no value",
	"a string has quotes around it",
	"write \"{0}\"",
	"A value is a string in quotes, a number, true or false, a date, an array in [ ] or a table in { "
	"}. A word without quotes is none of these.")
MESSAGE(TOML_STRING_OPEN, "E0109", "string-open", ERROR,
	"this string has no end",
	NULL,
	"close it with {0}",
	"A string that begins with one quote ends with the same quote on the same line. One that begins "
	"with three may span lines and ends with three. Within double quotes, `\\\"` is a quote that "
	"does not end the string.")
MESSAGE(TOML_ESCAPE, "E0110", "escape", ERROR,
	"`{0}` is no escape",
	"{1}",
	"escapes are \\b \\t \\n \\f \\r \\\" \\\\ \\uXXXX \\UXXXXXXXX; in 'single quotes' a backslash "
	"is a backslash",
	"In a string with double quotes, a backslash begins an escape that stands for another character. "
	"Where a backslash is meant, as in a path of Windows or a regular expression, write two, or use "
	"single quotes, within which nothing is an escape.")
MESSAGE(TOML_NUMBER, "E0111", "number", ERROR,
	"`{0}` is no number",
	"{1}",
	NULL,
	"Integers are written 42, -17, 1_000, 0xff, 0o755 or 0b1010 and have 64 bits. Floats are written "
	"3.14, 1e6, inf or nan. A size with a unit, such as \"64KiB\", is a string and needs quotes.")
MESSAGE(TOML_DATETIME, "E0112", "date-time", ERROR,
	"`{0}` is no date or time",
	"{1}",
	NULL,
	"Dates and times are written as in RFC 3339: 2026-01-31, 23:59:00, 2026-01-31T23:59:00, with an "
	"offset 2026-01-31T23:59:00Z or 2026-01-31T23:59:00+02:00. If it was meant as text, such as a "
	"version, it needs quotes.")
MESSAGE(TOML_ARRAY_OPEN, "E0113", "array-open", ERROR,
	"this array has no end",
	NULL,
	"close it with ]",
	"An array begins with [ and ends with ]. It may span lines.")
MESSAGE(TOML_ARRAY_COMMA, "E0114", "array-comma", ERROR,
	"`,` or `]` is missing before {0}",
	"the values of an array have commas between them",
	NULL,
	"An array is written [1, 2, 3]. It may span lines, and a comma may follow the last value.")
MESSAGE(TOML_INLINE_OPEN, "E0115", "inline-open", ERROR,
	"`}` is missing before {0}",
	"a table in { } stands on one line",
	"close it on this line, or make it a [section] of its own",
	"A table in braces is for a few short values and must not contain a line break, unless within an "
	"array or a string of several lines. For more, use a [section]: its keys stand on lines of their "
	"own.")
MESSAGE(TOML_INLINE_COMMA, "E0116", "inline-comma", ERROR,
	"`,` or `}` is missing before {0}",
	"the pairs of a table in { } have commas between them",
	NULL,
	"A table in braces is written { a = 1, b = \"two\" }.")
MESSAGE(TOML_INLINE_LAST_COMMA, "E0117", "inline-last-comma", ERROR,
	"a key is missing between `,` and `}`",
	"in a table in { } no comma follows the last pair",
	"remove the comma",
	"TOML 1.0 allows a comma behind the last value of an array, but not behind the last pair of a "
	"table in braces.")
MESSAGE(TOML_HEADER_OPEN, "E0118", "header-open", ERROR,
	"`{0}` is missing before {1}",
	NULL,
	"a section is written [name], an element of a list of sections [[name]]",
	"A line that begins with [ names the table that the following lines belong to, and ends with ]. "
	"Between [[ and ]] stands the name of an array: each such line begins another element of it.")
MESSAGE(TOML_LINE_END, "E0119", "line-end", ERROR,
	"{0} does not belong here",
	"behind the value, or the ] of a section, the line ends",
	"begin a new line; a comment begins with #",
	"Each key with its value, and each [section], has a line of its own. Only a comment can follow "
	"on the same line.")
MESSAGE(TOML_KEY_TWICE, "E0120", "key-twice", ERROR,
	"`{0}` is defined twice",
	"which of the two holds would be a guess",
	"remove one of them",
	"A key has one value. In another [section], the same key can stand again.")
MESSAGE(TOML_TABLE_TWICE, "E0121", "table-twice", ERROR,
	"table `{0}` is defined twice",
	"a table is written in one place",
	"put all of its keys there",
	"A table is defined by one [section], or by the dotted keys (a.b = 1) of one section, and "
	"everything in it stands there. Sub-tables, [a.b] of [a], can stand anywhere.")
MESSAGE(TOML_CLOSED, "E0122", "table-closed", ERROR,
	"nothing can be added to `{0}`",
	"it was written as a table in { }, which is complete as it stands",
	"put everything between the braces, or make it a [section]",
	"A table in braces is complete: neither a [section] nor a dotted key can add to it.")
MESSAGE(TOML_NOT_A_TABLE, "E0123", "not-a-table", ERROR,
	"`{0}` is {1} and has no keys of its own",
	NULL,
	NULL,
	"Only a table has keys. The name that stands before a dot, or in the brackets of a section, has "
	"been given another value before.")
MESSAGE(TOML_IS_ARRAY, "E0124", "is-array", ERROR,
	"`{0}` is a list of sections",
	"it was begun with [[ ]], so it is not clear which element is meant",
	"write [[{0}]] for another element",
	"What was defined with [[name]] is an array of tables. Each further [[name]] adds an element; "
	"[name] would define it as one table, and a dotted key cannot choose an element.")
MESSAGE(TOML_NOT_AN_ARRAY, "E0125", "not-an-array", ERROR,
	"`{0}` is {1} and no list of sections",
	"[[ ]] adds an element to a list that was begun with [[ ]]",
	NULL,
	"[[name]] adds a table to an array of tables. The name has been defined as something else: as a "
	"table by [name], or as a value, and an array that was written with its values cannot be added "
	"to.")
MESSAGE(TOML_TOO_DEEP, "E0126", "too-deep", ERROR,
	"this is nested too deeply",
	"at most {0} tables and arrays can stand within each other",
	NULL,
	"The limit protects the tool from running out of stack. No system description needs so many "
	"levels.")
