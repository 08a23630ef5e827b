# SPDX-License-Identifier: MIT OR Apache-2.0
#
# awk -f generate.awk abi.table ARCH/abi.table SOURCE.c...  >rows.h
# Writes prototypes of all SETUPs and BREAKs, the rows, and an assertion that the
# calls are the invocation labels, all of them.

function fail(text)
{
	printf "%s:%d: %s\n", FILENAME, FNR, text > "/dev/stderr"
	failed = 1
}

function rest(from,    text, i)
{
	text = $from
	for (i = from + 1; i <= NF; i++)
		text = text " " $i
	return text
}

function row(kind, what, reply, more)
{
	rows[++num_rows] = sprintf("\t{ .kind = %s, .call = \"%s\", .check = \"%s\", .reply = %s%s },",
				   kind, call, what, reply, more)
}

function lookup_row(what, how, reply)
{
	row("ROW_LOOKUP", $2 ": " what, reply, ", .lookup = lookup_break_" how ", .slot = { " root \
	    ", " substr($4, 5) " }")
}

function lookup(depth_zero,    source)
{
	root = $3 == "self" ? "ROOT_IS_SERVICE" : "ROOT_IN_CAP(" substr($3, 4) ")"
	source = substr($5, 7)
	if ($3 != "self")
		lookup_row("root is no CNode", "root", "ROOT(" source ")")
	if (depth_zero)
		lookup_row("depth 0", "depth_zero", "RE(1, 64)")
	lookup_row("depth 65", "depth_big", "RE(1, 64)")
	lookup_row("guard differs", "guard", "GUARD_DIFFERS(" source ", 64, GUARD, GUARD_BITS)")
	lookup_row("depth too short", "short", "DEPTH(" source ", 62, 64)")
	lookup_row("bits left over", "left_over", "DEPTH(" source ", 60, 0)")
}

function need(name, prototype)
{
	needed[name] = FILENAME ":" FNR
	prototypes[++num_prototypes] = prototype
}

FILENAME ~ /\.c$/ {
	if (match($0, /^(SETUP|BREAK)\([A-Za-z0-9_, ]+\)/))
		have[substr($0, RSTART, RLENGTH)] = FILENAME ":" FNR
	next
}

/^#/ || NF == 0 { next }

$1 == "call" {
	call = $2
	calls[++num_calls] = call
	need("SETUP(" call ")", "void setup_" call "(struct request *r);")
	row("ROW_CALL", "a correct request", rest(3), ", .n = " call ", .run = setup_" call)
	next
}
$1 == "label" { row("ROW_LABEL", "unknown label", "IO", ""); next }
$1 == "words" { row("ROW_WORDS", "fewer than " $2 " words", "T", ", .n = " $2); next }
$1 == "caps" { row("ROW_CAPS", "fewer than " $2 " extra caps", "T", ", .n = " $2); next }
$1 == "lookup" { lookup(1); next }
$1 == "lookup_unless_0" { lookup(0); next }
$1 == "check" {
	need("BREAK(" call ", " $2 ")", "void break_" call "_" $2 "(struct request *r);")
	row("ROW_CHECK", $2, rest(3), ", .run = break_" call "_" $2)
	next
}
$1 == "reserved" {
	if (NF < 3)
		fail("say why there is no such call")
	calls[++num_calls] = $2
	next
}
$1 == "unreachable" {
	if (NF < 3)
		fail("say why nothing can reach this check")
	next
}
{ fail("unknown row: " $1) }

END {
	for (name in needed)
		if (!(name in have)) {
			printf "%s: no test: write %s\n", needed[name], name > "/dev/stderr"
			failed = 1
		}
	for (name in have)
		if (!(name in needed)) {
			printf "%s: no row asks for %s\n", have[name], name > "/dev/stderr"
			failed = 1
		}
	if (failed)
		exit 1
	print "/* SPDX-License-Identifier: MIT OR Apache-2.0 */"
	print "/* Made by tests/kernel/table/generate.awk from abi.table. */"
	for (i = 1; i <= num_prototypes; i++)
		print prototypes[i]
	print "static const struct row rows[] = {"
	for (i = 1; i <= num_rows; i++)
		print rows[i]
	print "};"
	all = "0"
	for (i = 1; i <= num_calls; i++)
		all = all " | 1ull << " calls[i]
	printf "_Static_assert((%s) == (1ull << nArchInvocationLabels) - 2, \"abi.table: every label has its call\");\n", all
	printf "_Static_assert(nArchInvocationLabels == %d, \"abi.table: no label has two\");\n", num_calls + 1
}
