/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The connection that standard input and output go over. */
#ifndef COMPONENT_CONSOLE_H
#define COMPONENT_CONSOLE_H

#include <component/connection.h>

/** @return the component's serial connection, opened on first use; NULL if it uses none */
struct connection *component_console(void);

#endif
