/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Descriptors 0, 1 and 2: the serial connection if the component uses one, else the
 * root task's log and an empty input. Results as Linux's read, write and ioctl give them.
 */
#ifndef COMPONENT_STDIO_FILES_H
#define COMPONENT_STDIO_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/uio.h>

bool stdio_is_open(int file);
long stdio_read(int file, void *bytes, size_t count);
long stdio_readv(int file, const struct iovec *parts, int parts_count);
long stdio_write(int file, const void *bytes, size_t count);
long stdio_writev(int file, const struct iovec *parts, int parts_count);

/** A terminal as far as TIOCGWINSZ tells, so libc flushes at line ends; its size is unknown (0). */
long stdio_ioctl(int file, long request, void *argument);

#endif
