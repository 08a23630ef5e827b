# SPDX-License-Identifier: MIT OR Apache-2.0
#
# awk -v json=FILE [-v check=1] [-v rival=NAME] -f table.awk rows.list sel4-*.txt limits-*.txt MEASURED
#
# Print the table, write FILE as one flat object of name to number, and fail if a row is missing,
# comes twice or is not in the list; with check=1 also if one exceeds seL4's figure or its limit.
# Lines of MEASURED are "name value"; '#' begins a remark.
FNR == 1 { file++ }
{ sub(/\r$/, "") }
/^#/ && file < 4 { next }
NF == 0 { next }

file == 1 {
	name = $1
	order[++count] = name
	sub(/^[^ ]+ +/, "")
	what[name] = $0
	next
}
file == 2 { theirs[$1] = limit[$1] = $2; next }
file == 3 { limit[$1] = $2; next }

/^# .* varies / { remarks[++remark_count] = substr($0, 3); next }
/^#/ { next }
NF == 2 && $1 in what && $2 ~ /^[0-9]+$/ {
	if ($1 in value)
		bad = bad "\n  " $1 " comes twice"
	value[$1] = $2
	next
}
{ bad = bad "\n  not a row: " $0 }

END {
	printf "%-30s %12s %12s %6s  %s\n", "row", "KaaL", rival == "" ? "seL4 16.0.0" : rival, "ratio", "what (instructions)"
	for (i = 1; i <= count; i++) {
		name = order[i]
		if (!(name in value)) {
			bad = bad "\n  missing: " name
			continue
		}
		if (check && name in limit && value[name] > limit[name])
			bad = bad "\n  " name " is " value[name] ", at most " limit[name] " is wanted"
		their = name in theirs ? theirs[name] : "-"
		ratio = name in theirs ? sprintf("%.2f", value[name] / theirs[name]) : "-"
		printf "%-30s %12d %12s %6s  %s\n", name, value[name], their, ratio, what[name]
		object = object sprintf("%s\n\t\"%s\": %d", object == "" ? "" : ",", name, value[name])
	}
	for (i = 1; i <= remark_count; i++)
		print "note: " remarks[i]
	if (bad != "") {
		printf "bench: not as it should be:%s\n", bad > "/dev/stderr"
		exit 1
	}
	if (json != "")
		printf "{%s\n}\n", object > json
}
