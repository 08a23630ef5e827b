/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The runtime's functions that signal, for drivers without clients. */
#include <component/connection.h>

void connection_written(struct connection *connection) {}

void connection_consumed(struct connection *connection) {}
