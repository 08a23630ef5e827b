/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What a component has to say to people. Lines go to the log service if the component is connected to
 * one (KAAL_LOGS in its descriptor), else to the root console. Nothing here blocks: what a full connection has no room
 * for is dropped, and the next line that fits says how many were.
 */
#ifndef COMPONENT_LOG_H
#define COMPONENT_LOG_H

#include <stdarg.h>
#include <stdbool.h>

#include "abi/kaal/log.h"

/** Something failed, and somebody should look after it. Text as printf makes it, up to 511 bytes; several lines are several entries. */
void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Something is not as it should be, and work goes on. */
void log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** What a person who starts the system wants to see. */
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** What helps to find a mistake. */
void log_debug(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Each step. */
void log_trace(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** Whether lines of this level are sent: worth asking before expensive preparations. */
bool log_wants(enum kaal_log_level level);

/** From now on send lines up to this level; at first it is what the system's plan says. */
void log_set_level(enum kaal_log_level level);

/** @param level  as the functions above */
void log_list(enum kaal_log_level level, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

#endif
