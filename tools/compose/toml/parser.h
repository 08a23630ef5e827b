/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What the parts of the parser share. Each parse_... takes its piece of the text and moves @at behind it; it
 * returns false after reporting an error.
 */
#ifndef TOOLS_COMPOSE_TOML_PARSER_H
#define TOOLS_COMPOSE_TOML_PARSER_H

#include "toml/toml.h"

struct parser {
	const struct source *source;
	struct arena *arena;
	struct diagnostics *diagnostics;
	const char
		*text; /* @end bytes of UTF-8 without control characters but tab, LF and CR LF; then a NUL */
	size_t at, end;
	unsigned int depth; /* of the value that is being parsed, see TOML_DEPTH_MAX */
	unsigned int header_depth;
	unsigned int brackets; /* open around @at, of arrays and inline tables */
	struct toml_table *root;
	struct toml_table *current; /* of the last header */
};

/** A key: its parts, 1.. */
struct key {
	struct key_part {
		struct toml_string text;
		struct source_range range;
	} * parts;
	size_t count;
};

/* characters.c */
bool check_characters(struct parser *parser);

/* key.c */
bool parse_key(struct parser *parser, struct key *key);

/* value.c */
bool parse_value(struct parser *parser, struct toml_value *value);

/** key = value, into @table */
bool parse_pair(struct parser *parser, struct toml_table *table);

/* array.c, inline_table.c: @at stands on the bracket */
bool parse_array(struct parser *parser, struct toml_value *value);
bool parse_inline_table(struct parser *parser, struct toml_value *value);

/* string.c: @at stands on the first quote */
bool parse_string(struct parser *parser, struct toml_string *string);
bool parse_multiline_string(struct parser *parser, struct toml_string *string);
bool at_multiline_string(const struct parser *parser);

/* escape.c: @at stands on the backslash; @out has room for four bytes and is moved behind the character */
bool parse_escape(struct parser *parser, char **out);

/* number.c, datetime.c: of a whole word, which stands at @range; @value's range is set already */
bool parse_number(struct parser *parser, const char *word, size_t len, struct toml_value *value);
bool parse_datetime(struct parser *parser, const char *word, size_t len, struct toml_value *value);
bool is_datetime(const char *word, size_t len);

/* header.c: [a.b] and [[a.b]] */
bool parse_header(struct parser *parser);

/* define.c: the rules of what may be defined twice, and added to */
bool define_table(struct parser *parser, const struct key *key, struct source_range header);
bool define_array_element(struct parser *parser, const struct key *key, struct source_range header);

/** Find or make the table that the last part of a dotted key goes into. */
bool define_dotted(struct parser *parser, const struct key *key, struct toml_table **table);

/** Add a key that must be new. @return its entry, or NULL after reporting that it is not */
struct toml_entry *define_key(struct parser *parser, struct toml_table *table, const struct key_part *part);

/* table.c */
struct toml_table *table_new(struct parser *parser, enum toml_table_origin origin);
struct toml_entry *table_find(const struct toml_table *table, struct toml_string key);
struct toml_entry *table_add(struct parser *parser, struct toml_table *table, const struct key_part *part);

/* cursor.c */
char peek(const struct parser *parser); /* NUL at the end */
bool accept(struct parser *parser, char byte);
bool accept_newline(struct parser *parser);
bool at_newline(const struct parser *parser);
void skip_blanks(struct parser *parser); /* spaces and tabs */
void skip_comment(struct parser *parser);
void skip_lines(struct parser *parser); /* blanks, newlines and comments */
void skip_line(struct parser *parser);  /* what is left of this one, up to its newline */
struct source_range range_from(const struct parser *parser, size_t from);

/** One more level. @return false after reporting that it is one too many */
bool enter(struct parser *parser, size_t levels, struct source_range range);

/** The character at @at, for a message: at the end and at a newline a description. */
const char *describe_next(const struct parser *parser);

/** Range of the character at @at. */
struct source_range range_of_next(const struct parser *parser);

#endif
