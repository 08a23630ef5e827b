/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "line_edit.h"

#include <stdio.h>
#include <string.h>

#define CTRL(letter) ((letter) - '@')

enum {
	ESCAPE = 0x1b,
	DELETE = 0x7f,
};

/* --- output -------------------------------------------------------------- */

static void out(const struct line_edit *edit, const char *text)
{
	edit->write(edit->context, text, strlen(text));
}

static void beep(const struct line_edit *edit)
{
	out(edit, "\a");
}

/** Put the terminal's cursor where ours is: by writing what is before it, whatever its width. */
static void cursor_show(const struct line_edit *edit)
{
	out(edit, "\r");
	out(edit, edit->prompt);
	edit->write(edit->context, edit->text, edit->cursor);
}

static void line_show(const struct line_edit *edit)
{
	out(edit, "\r");
	out(edit, edit->prompt);
	out(edit, edit->text);
	out(edit, "\033[K"); /* erase to the end of the line */
	if (edit->cursor != edit->length)
		cursor_show(edit);
}

/* --- changing the text --------------------------------------------------- */

static void text_insert(struct line_edit *edit, const char *bytes, size_t count)
{
	char *at = edit->text + edit->cursor;

	if (edit->length + count >= LINE_BYTES_MAX) {
		beep(edit);
		return;
	}
	memmove(at + count, at, edit->length - edit->cursor + 1);
	memcpy(at, bytes, count);
	edit->length += count;
	edit->cursor += count;
	if (edit->cursor == edit->length)
		edit->write(edit->context, bytes, count);
	else
		line_show(edit);
}

/** Remove [from, to) and leave the cursor there. */
static void text_remove(struct line_edit *edit, size_t from, size_t to)
{
	if (from == to)
		return;
	memmove(edit->text + from, edit->text + to, edit->length - to + 1);
	edit->length -= to - from;
	edit->cursor = from;
	line_show(edit);
}

static void text_replace(struct line_edit *edit, const char *text)
{
	snprintf(edit->text, sizeof edit->text, "%s", text);
	edit->length = strlen(edit->text);
	edit->cursor = edit->length;
	line_show(edit);
}

static size_t char_before(const struct line_edit *edit)
{
	return edit->cursor ? utf8_before(edit->text, edit->cursor) : 0;
}

static size_t char_after(const struct line_edit *edit)
{
	return edit->cursor < edit->length ? utf8_after(edit->text, edit->cursor, edit->length)
					   : edit->length;
}

/** Start of the word before the cursor: spaces, then what is not a space. */
static size_t word_before(const struct line_edit *edit)
{
	size_t at = edit->cursor;

	while (at && edit->text[at - 1] == ' ')
		at--;
	while (at && edit->text[at - 1] != ' ')
		at--;
	return at;
}

static void cursor_move(struct line_edit *edit, size_t to)
{
	if (to == edit->cursor)
		return;
	edit->cursor = to;
	cursor_show(edit);
}

/** Show the line that is @recalled steps back in the history; 0 is the new one. */
static void history_show(struct line_edit *edit, size_t recalled)
{
	if (recalled > history_count(&edit->history)) {
		beep(edit);
		return;
	}
	if (edit->recalled == 0)
		memcpy(edit->unsent, edit->text, sizeof edit->unsent);
	edit->recalled = recalled;
	text_replace(edit, recalled ? history_line(&edit->history, recalled - 1) : edit->unsent);
}

static void history_newer(struct line_edit *edit)
{
	if (edit->recalled)
		history_show(edit, edit->recalled - 1);
	else
		beep(edit);
}

/* --- keys ---------------------------------------------------------------- */

static void screen_clear(const struct line_edit *edit)
{
	out(edit, "\033[H\033[2J"); /* home, erase all */
	line_show(edit);
}

/** A key whose control sequence or single shift ends with @final. */
static void key_named(struct line_edit *edit, uint8_t final)
{
	switch (final) {
	case 'A':
		history_show(edit, edit->recalled + 1);
		break;
	case 'B':
		history_newer(edit);
		break;
	case 'C':
		cursor_move(edit, char_after(edit));
		break;
	case 'D':
		cursor_move(edit, char_before(edit));
		break;
	case 'H':
		cursor_move(edit, 0);
		break;
	case 'F':
		cursor_move(edit, edit->length);
		break;
	}
}

/** A key with a number, as the VT220 and its descendants send them: ESC [ number ~ */
static void key_numbered(struct line_edit *edit, unsigned int number)
{
	switch (number) {
	case 1:
	case 7:
		cursor_move(edit, 0);
		break;
	case 3:
		text_remove(edit, edit->cursor, char_after(edit));
		break;
	case 4:
	case 8:
		cursor_move(edit, edit->length);
		break;
	}
}

/** A byte of a control sequence, ECMA-48 5.4: parameters, then one final byte. */
static void control_feed(struct line_edit *edit, uint8_t byte)
{
	if (byte >= '0' && byte <= '9') {
		if (edit->parameter < 1000)
			edit->parameter = edit->parameter * 10 + (byte - '0');
		return;
	}
	if (byte >= 0x20 && byte < 0x40) {
		if (byte == ';')
			edit->parameter = 0; /* modifiers come behind it, and we know none */
		return;
	}
	edit->key = KEY_PLAIN;
	if (byte == '~')
		key_numbered(edit, edit->parameter);
	else
		key_named(edit, byte);
}

static void escape_feed(struct line_edit *edit, uint8_t byte)
{
	edit->key = KEY_PLAIN;
	edit->parameter = 0;
	if (byte == '[')
		edit->key = KEY_CONTROL;
	else if (byte == 'O')
		edit->key = KEY_SINGLE_SHIFT;
}

static enum line_result line_done(struct line_edit *edit)
{
	out(edit, "\n");
	history_add(&edit->history, edit->text);
	return LINE_DONE;
}

static enum line_result line_cancel(struct line_edit *edit)
{
	out(edit, "^C\n");
	return LINE_CANCELLED;
}

/** Ctrl-D: the end of input on an empty line, else it deletes the character at the cursor. */
static enum line_result end_or_delete(struct line_edit *edit)
{
	if (edit->length == 0) {
		out(edit, "\n");
		return LINE_END;
	}
	text_remove(edit, edit->cursor, char_after(edit));
	return LINE_MORE;
}

static enum line_result key_plain(struct line_edit *edit, uint8_t byte)
{
	switch (byte) {
	case '\n':
		if (edit->previous == '\r')
			return LINE_MORE; /* the second half of CR LF */
		return line_done(edit);
	case '\r':
		return line_done(edit);
	case CTRL('C'):
		return line_cancel(edit);
	case CTRL('D'):
		return end_or_delete(edit);
	case CTRL('A'):
		cursor_move(edit, 0);
		break;
	case CTRL('B'):
		cursor_move(edit, char_before(edit));
		break;
	case CTRL('E'):
		cursor_move(edit, edit->length);
		break;
	case CTRL('F'):
		cursor_move(edit, char_after(edit));
		break;
	case CTRL('H'):
	case DELETE:
		text_remove(edit, char_before(edit), edit->cursor);
		break;
	case CTRL('K'):
		text_remove(edit, edit->cursor, edit->length);
		break;
	case CTRL('L'):
		screen_clear(edit);
		break;
	case CTRL('N'):
		history_newer(edit);
		break;
	case CTRL('P'):
		history_show(edit, edit->recalled + 1);
		break;
	case CTRL('U'):
		text_remove(edit, 0, edit->cursor);
		break;
	case CTRL('W'):
		text_remove(edit, word_before(edit), edit->cursor);
		break;
	case ESCAPE:
		edit->key = KEY_ESCAPE;
		break;
	}
	return LINE_MORE;
}

static void text_feed(struct line_edit *edit, uint8_t byte)
{
	size_t count = utf8_feed(&edit->decoder, byte);

	if (count)
		text_insert(edit, (const char *)edit->decoder.bytes, count);
}

static enum line_result key_feed(struct line_edit *edit, uint8_t byte)
{
	switch (edit->key) {
	case KEY_ESCAPE:
		escape_feed(edit, byte);
		return LINE_MORE;
	case KEY_CONTROL:
		control_feed(edit, byte);
		return LINE_MORE;
	case KEY_SINGLE_SHIFT:
		edit->key = KEY_PLAIN;
		key_named(edit, byte);
		return LINE_MORE;
	case KEY_PLAIN:
		break;
	}
	if (byte >= 0x20 && byte != DELETE) {
		text_feed(edit, byte);
		return LINE_MORE;
	}
	return key_plain(edit, byte);
}

/* --- a line's life ------------------------------------------------------- */

void line_edit_init(struct line_edit *edit, void (*write)(void *context, const char *bytes, size_t count),
		    void *context, const char *prompt)
{
	memset(edit, 0, sizeof *edit);
	edit->write = write;
	edit->context = context;
	edit->prompt = prompt;
}

void line_edit_begin(struct line_edit *edit)
{
	edit->text[0] = '\0';
	edit->length = 0;
	edit->cursor = 0;
	edit->recalled = 0;
	out(edit, edit->prompt);
}

enum line_result line_edit_feed(struct line_edit *edit, uint8_t byte)
{
	enum line_result result = key_feed(edit, byte);

	edit->previous = byte;
	return result;
}
