/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Interface "serial" for several clients. What they print shares the line by whole
 * lines; what is typed goes to the first client that has a ring for it.
 */
#ifndef SERIAL_SERVER_H
#define SERIAL_SERVER_H

#include <stdbool.h>
#include <stdint.h>

#include <component/connection.h>

#include "uart.h"

enum {
	SERIAL_CLIENTS_MAX = 8,
	SERIAL_STAGED_BYTES = 64,
};

struct serial_client {
	struct connection connection;
	bool broken; /* it damaged a ring: neither is used until it was started again */
	/* read from the ring and not yet sent: staged[staged_from .. staged_to) */
	uint8_t staged[SERIAL_STAGED_BYTES];
	uint8_t staged_from, staged_to;
};

struct serial_server {
	struct uart *uart;
	struct serial_client clients[SERIAL_CLIENTS_MAX];
	unsigned int clients_count;
	unsigned int writer; /* client whose text was sent last */
	bool line_open;      /* its line has no end yet */
	bool newline_owed;   /* the '\r' of a line end is sent, the '\n' is not */
};

/** @param uart  started, borrowed for as long as the server runs */
void serial_init(struct serial_server *server, struct uart *uart);

/**
 * Add a client; the first that reads what is typed has the focus.
 * @param connection  accepted; copied
 * @return 0 or -ENOSPC
 */
int serial_add_client(struct serial_server *server, const struct connection *connection);

/** The UART interrupted. */
void serial_interrupt(struct serial_server *server);

/** Move what can be moved in both directions; call after any client's signal. */
void serial_move(struct serial_server *server);

#endif
