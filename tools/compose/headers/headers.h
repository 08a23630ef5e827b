/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * C generated from interfaces and connections, so that no component's source contains an operation's number,
 * a message word or a channel. A wrong name or a wrong interface does not compile.
 *
 * For interface `counter` with operations = { add = { in = ["amount: u64"], out = ["total: u64"] } }:
 *
 *	<interfaces/counter.h>
 *		struct counter_client;                      one end of a connection
 *		int counter_add(const struct counter_client *, uint64_t amount, uint64_t *total);
 *		struct counter_server { int (*add)(uint32_t client, uint64_t amount, uint64_t *total); };
 *		int counter_dispatch(const struct counter_server *, struct component_call *);
 *
 * For a component with end `store`, which provides interface `counter`:
 *
 *	<connections.h>, connections.c
 *		struct counter_client *connections_store(void);
 *		extern const struct counter_server counter_server;      the component defines it
 *		int connections_call(struct component_call *);          for component_events.call
 */
#ifndef TOOLS_COMPOSE_HEADERS_HEADERS_H
#define TOOLS_COMPOSE_HEADERS_HEADERS_H

#include <stddef.h>
#include <stdio.h>

#include "model/model.h"

/** A client's end as it was resolved. */
struct header_end {
	const char *name;                        /* as in [connections]; also the grant's name */
	const char *provider;                    /* for the comment */
	const struct model_interface *interface; /* borrowed */
};

struct header_component {
	const char *name;
	const struct header_end *ends;
	size_t ends_count;
	const struct model_interface *const *provides;
	size_t provides_count;
};

/** Write interfaces/NAME.h. @return 0 or -EIO */
int headers_write_interface(FILE *out, const struct model_interface *interface);

/** Write connections.h. @return 0 or -EIO */
int headers_write_connections(FILE *out, const struct header_component *component);

/** Write connections.c, to be compiled into the component. @return 0 or -EIO */
int headers_write_connections_source(FILE *out, const struct header_component *component);

#endif
