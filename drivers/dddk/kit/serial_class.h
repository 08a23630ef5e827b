/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Interface "serial" for several clients. What they print shares the line by whole
 * lines; what is typed goes to the first client that has a ring for it.
 */
#ifndef DDDK_SERIAL_CLASS_H
#define DDDK_SERIAL_CLASS_H

#include <stdbool.h>
#include <stdint.h>

#include <component/connection.h>

#include <dddk/serial.h>

enum {
	SERIAL_CLIENTS_MAX = 250,
	SERIAL_STAGED_BYTES = 64,
};

struct serial_client {
	struct connection connection;
	bool broken; /* it damaged a ring: neither is used until it was started again */
	/* copied from the ring and not yet sent: staged[staged_from .. staged_to). They stay in the ring until
	   they are sent: nothing is lost when this driver dies. staged_kept are sent, and still there */
	uint8_t staged[SERIAL_STAGED_BYTES];
	uint8_t staged_from, staged_to, staged_kept;
};

struct serial_class {
	const struct serial_driver *uart;
	void *state; /* the driver's */
	struct serial_client clients[SERIAL_CLIENTS_MAX];
	unsigned int clients_count;
	unsigned int writer;              /* client whose text was sent last */
	bool line_open;                   /* its line has no end yet */
	bool newline_owed;                /* the '\r' of a line end is sent, the '\n' is not */
	struct serial_client *newline_of; /* whose '\n' that is; NULL: nobody's */
};

/** @param driver  started */
void serial_class_init(struct serial_class *serial, const struct dddk_driver *driver);

/**
 * Add a client; the first that reads what is typed has the focus.
 * @param connection  accepted; copied
 * @return 0 or -ENOSPC
 */
int serial_class_add_client(struct serial_class *serial, const struct connection *connection);

/** The UART interrupted. */
void serial_class_interrupt(struct serial_class *serial);

/** Move what can be moved in both directions; call after any client's signal. */
void serial_class_move(struct serial_class *serial);

#endif
