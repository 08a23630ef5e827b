/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The log service, apart from where its connections come from. */
#ifndef LOG_SERVER_H
#define LOG_SERVER_H

#include <component/component.h>

#include "client.h"
#include "journal.h"
#include "screen.h"

struct log_server {
	struct journal journal;
	struct screen screen;
	struct log_client *clients;
	unsigned int clients_count;
	unsigned int turn; /* client that comes first next time */
};

/** @param clients  room for all; borrowed */
void server_begin(struct log_server *server, struct log_client *clients, struct connection *serial,
		  bool colour);

void server_add_client(struct log_server *server, const struct connection *connection, uint32_t component,
		       const char *name, uint64_t now_ns);

/** Keep and show what clients have said, each in turn, until none has anything more. */
void server_take(struct log_server *server, uint64_t now_ns);

/** Answer a reader. @return 0 or a negative errno */
int server_read(struct log_server *server, struct component_call *call);

#endif
