/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "calendar.h"

#include <errno.h>
#include <stdbool.h>

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static unsigned days_of(int year, unsigned month)
{
	static const uint8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year) ? 1u : 0);
}

int calendar_seconds(const struct calendar_time *time, int64_t *seconds)
{
	int64_t days = 0;

	if (time->year < 1970 || time->year > 9999 || time->month < 1 || time->month > 12 || time->day < 1 ||
	    time->day > days_of(time->year, time->month) || time->hour > 23 || time->minute > 59 ||
	    time->second > 60)
		return -EIO;
	for (int year = 1970; year < time->year; year++)
		days += is_leap(year) ? 366 : 365;
	for (unsigned month = 1; month < time->month; month++)
		days += days_of(time->year, month);
	days += time->day - 1;
	*seconds = ((days * 24 + time->hour) * 60 + time->minute) * 60 + time->second;
	return 0;
}
