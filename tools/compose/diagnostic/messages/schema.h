/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* E02: what stands in a system.toml. E03: interfaces. */
MESSAGE(UNKNOWN_SECTION, "E0201", "unknown-section", ERROR,
	"`{0}` is no section of {1}",
	"what nobody would read is refused, so that a slip cannot go unnoticed",
	NULL,
	"docs/spec/system-toml.md lists the sections and what they hold. A key that stands before the "
	"first [section] belongs to no section.")
MESSAGE(UNKNOWN_KEY, "E0202", "unknown-key", ERROR,
	"unknown key `{0}` in {1}",
	"what nobody would read is refused, so that a slip cannot go unnoticed",
	NULL,
	"docs/spec/system-toml.md lists each section's keys. A line belongs to the [section] above it: "
	"perhaps it stands below the wrong one.")
MESSAGE(MISSING_SECTION, "E0203", "missing-section", ERROR,
	"{0} is missing",
	"{1} needs it",
	"add it",
	"The smallest system has a name and one component: [system] with `name = \"my-os\"`, and "
	"[components.NAME].")
MESSAGE(MISSING_KEY, "E0204", "missing-key", ERROR,
	"`{0}` is missing in {1}",
	"it has no default",
	"write `{0} = ...`: {2}",
	"docs/spec/system-toml.md says which keys must be there, and what they mean.")
MESSAGE(WRONG_TYPE, "E0205", "wrong-type", ERROR,
	"`{0}` wants {1}, and this is {2}",
	NULL,
	NULL,
	"Each key takes values of one type. Mind the quotes: 100 is a number and \"100\" a string; "
	"names, sizes with a unit and durations are strings. Several values stand in brackets: [\"a\", "
	"\"b\"].")
MESSAGE(RANGE, "E0206", "out-of-range", ERROR,
	"`{0}` cannot be {1}",
	"it goes from {2} to {3}",
	NULL,
	"The limits come from the kernel's ABI, from the size of what is stored, or guard against a slip "
	"in the unit. docs/spec/system-toml.md lists them.")
MESSAGE(SIZE, "E0207", "not-a-size", ERROR,
	"\"{0}\" is no size",
	NULL,
	"write \"64KiB\", \"2MiB\" or \"1GiB\", or a number of bytes",
	"Sizes are written with the units KiB, MiB, GiB and TiB (each 1024 of the one before) or as a "
	"plain number of bytes. kB, KB and k are not taken, as they mean 1000 to some and 1024 to others.")
MESSAGE(DURATION, "E0208", "not-a-duration", ERROR,
	"\"{0}\" is no duration",
	NULL,
	"write \"500ms\", \"2s\" or \"1min\"",
	"Durations are written with a unit: ns, us, ms, s, min or h, in quotes.")
MESSAGE(CHOICE, "E0209", "not-a-choice", ERROR,
	"`{1}` cannot be \"{0}\"",
	"it is {2}",
	NULL,
	"The key takes one of a few words. docs/spec/system-toml.md says what each of them means.")
MESSAGE(NAME, "E0210", "not-a-name", ERROR,
	"`{0}` cannot name {1}",
	"a name has letters a-z, digits and `-`, begins with a letter, does not end in `-`, and is 1 to "
	"{2} bytes long",
	NULL,
	"Names of components, interfaces, operations and connections become names of files, of C "
	"functions and of entries in tables of fixed size. So they are short and plain.")
MESSAGE(TOO_LONG, "E0211", "too-long", ERROR,
	"`{0}` is too long",
	"it has room for {1} bytes of UTF-8",
	NULL,
	"The text is stored in a table of fixed size. Letters other than a-z take two or more bytes.")
MESSAGE(EMPTY, "E0212", "empty", ERROR,
	"`{0}` is empty",
	NULL,
	"write what it is, or leave the line out",
	"An empty value would mean nothing here.")
MESSAGE(NOT_ONE_LINE, "E0213", "not-one-line", ERROR,
	"`{0}` must be one line of text",
	"it contains a line break or a NUL",
	NULL,
	"Texts of a system.toml are names, paths and lines to type or to expect; none of them can have a "
	"line break.")
MESSAGE(TWICE_IN_LIST, "E0214", "twice-in-list", ERROR,
	"`{0}` stands twice in `{1}`",
	NULL,
	"remove one of them",
	"A list of names says who belongs to it; to be there twice would mean nothing.")
MESSAGE(BUILTIN_AND_PATH, "E0215", "builtin-and-path", ERROR,
	"{0} has both `builtin` and `path`",
	"a component is either one of KaaL's own or built from your sources",
	"remove one of them",
	"`builtin` takes a component that comes with KaaL; `path` names the folder of your own "
	"component's sources.")
MESSAGE(SOURCES_WITHOUT_PATH, "E0216", "sources-without-path", ERROR,
	"{0} has `sources`, but no `path`",
	"sources are relative to `path`, and without it the component is one of KaaL's own",
	"add the folder: `path = \"src\"`",
	"`path` makes a component one of your own. `sources` then chooses among the files of that "
	"folder; without it, all of its *.c are compiled.")
MESSAGE(BACKOFF, "E0217", "backoff", ERROR,
	"`backoff-max` is less than `backoff`",
	"waiting begins with `backoff`, which is {0}, and only grows",
	NULL,
	"Before the first restart the supervisor waits for `backoff`, before each further one twice as "
	"long, but never longer than `backoff-max`.")
MESSAGE(POWER_OF_TWO, "E0218", "power-of-two", ERROR,
	"`{0}` must be a power of two",
	NULL,
	"take one of \"4KiB\", \"8KiB\", \"16KiB\", ...",
	"Rings are indexed by numbers that only ever grow and are reduced by a mask, so that neither "
	"side needs a division or can get out of step. That takes a power of two.")
MESSAGE(ARROW, "E0219", "arrow", ERROR,
	"\"{0}\" names no direction",
	NULL,
	"write \"a -> b\": no authority leads from a to b",
	"`never` states that one component has no way to act on another, neither directly nor through "
	"others: never = \"crypto -> net\".")
MESSAGE(ASSERT_FORM, "E0220", "assert-form", ERROR,
	"this [[assert]] states nothing that could be proved",
	NULL,
	"give it either `never`, or `only` and one of `device`, `provides`, `reach` and `holds`",
	"An assertion is one statement. `never = \"a -> b\"`: no authority leads from a to b. `only = "
	"[\"a\"]` with `device = \"uart\"`: a alone holds the device; likewise `provides` with an "
	"interface, `reach` with a component, and `holds` with a kind of capability.")
MESSAGE(REGEX, "E0221", "regex", ERROR,
	"`{0}` is no regular expression: {1}",
	"what stands between slashes in `expect` is one",
	"without the slashes it is plain text",
	"Expected output is plain text, unless it stands between slashes: \"/took [0-9]+ ms/\" is a "
	"POSIX extended regular expression.")
MESSAGE(NOT_BUILT_YET, "W0222", "not-built-yet", WARNING,
	"{0} is not built yet",
	"this version of KaaL checks it, and leaves it out of the image",
	NULL,
	"The section describes something that a later version will do. It can stay as it is.")
MESSAGE(END_MISSING, "E0223", "end-missing", ERROR,
	"connection of `{0}` has no name",
	"a component may have several connections, and its source calls each by a name",
	"write `{0}.NAME = \"provider\"`",
	"On the left of a connection stand the component and a name for this end of it, with a dot "
	"between. The component's source uses that name: shell.console = \"serial\" gives it "
	"`connections_console()`.")
MESSAGE(TEST_TWICE, "E0225", "test-twice", ERROR,
	"there are two tests called \"{0}\"",
	"reports and `sel4-compose test NAME` go by the name",
	"rename one of them",
	"The name of a [[test]] is what a report shows and what `sel4-compose test NAME` runs alone.")
MESSAGE(SOURCE_MISSING, "E0226", "source-missing", ERROR,
	"{0} has no {1}",
	"`{2}` is what system.toml asks for, and it is not there",
	"make it, or correct the path: it is relative to system.toml, and `sources` to `path`",
	"`path` of a component is the folder of its C sources. Without `sources`, all of its *.c are compiled; "
	"there must be at least one.")
MESSAGE(ROOTFS_FILE, "E0227", "rootfs-file", ERROR,
	"\"{0}\" does not say where the file goes",
	NULL,
	"write \"host/path -> /path/in/the/system\"",
	"Each of `files` names a file of yours, relative to system.toml, and behind an arrow the absolute path that "
	"it has in the system.")
MESSAGE(PACKAGE_NAME, "E0228", "package-name", ERROR,
	"`{0}` is no name of a Debian package",
	"such names have letters a-z, digits, `+`, `-` and `.`, two at least, and begin with a letter or a digit",
	NULL,
	"`packages` lists Debian packages as apt names them, without version or architecture.")
MESSAGE(PARAMETER_FORM, "E0301", "parameter-form", ERROR,
	"\"{0}\" is no parameter",
	NULL,
	"write \"name: type\", such as \"amount: u64\"",
	"Parameters of an operation are strings \"name: type\".")
MESSAGE(PARAMETER_NAME, "E0302", "parameter-name", ERROR,
	"`{0}` cannot name a parameter",
	"it becomes a parameter of a C function: a-z, 0-9 and `_`, a letter first, at most 23 bytes",
	NULL,
	"Parameters of an operation become those of the generated C functions, so their names are plain "
	"C identifiers.")
MESSAGE(PARAMETER_TYPE, "E0303", "parameter-type", ERROR,
	"`{0}` is no type",
	"types are u8, u16, u32, u64, i8, i16, i32, i64, bool and text",
	NULL,
	"Integers have 8, 16, 32 or 64 bits, signed (i) or not (u). `text` is at most 255 bytes of text "
	"without NUL. What is larger goes through a ring or a buffer region.")
MESSAGE(PARAMETER_TWICE, "E0304", "parameter-twice", ERROR,
	"there are two parameters `{0}`",
	"`in` and `out` become the parameters of one C function",
	NULL,
	"What goes in and what comes out are parameters of the same generated function and need "
	"different names.")
MESSAGE(NAME_TAKEN, "E0305", "name-taken", ERROR,
	"`{0}` cannot name {1}",
	"C, or the generated header, has another use for the word",
	"choose another word",
	"Operations and parameters become names in generated C code. A few words mean something there "
	"already.")
MESSAGE(MESSAGE_TOO_LONG, "E0306", "message-too-long", ERROR,
	"`{1}` of operation `{0}` takes {2} words",
	"a message has room for {3}; a text takes up to 33, a number one",
	"pass what is large through a ring or a buffer region",
	"Operations are calls with one short message each way, copied by the kernel. Large data moves in "
	"shared memory: see `ring` in docs/spec/system-toml.md.")
MESSAGE(TOO_MANY_OPERATIONS, "E0307", "too-many-operations", ERROR,
	"interface `{0}` has too many operations",
	"at most {1} are possible",
	"split it into several interfaces",
	"A part of the message's label says which interface is meant, the rest which operation.")
MESSAGE(BASE_TWICE, "E0308", "base-twice", ERROR,
	"interfaces `{0}` and `{1}` have the same `base`",
	"a provider of both could not tell their operations apart",
	"leave `base` out",
	"The message label of an operation is base + n. Without `base`, it is made from the interface's "
	"name, and two names hardly ever give the same.")
