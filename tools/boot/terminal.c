/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "terminal.h"

#include <termios.h>
#include <unistd.h>

/* A process has one terminal, and it must be put back on every way out: hence static. */
static struct termios saved;
static bool is_raw;

bool terminal_is_one(void)
{
	struct termios settings;

	return isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &settings) == 0;
}

bool terminal_make_raw(void)
{
	if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &saved) != 0)
		return false;
	struct termios raw = saved;
	raw.c_iflag &= (tcflag_t) ~(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON);
	raw.c_lflag &= (tcflag_t) ~(ECHO | ICANON | IEXTEN | ISIG);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	is_raw = tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0;
	return is_raw;
}

void terminal_restore(void)
{
	if (is_raw)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &saved);
	is_raw = false;
}
