/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The log: takes what components say, shows it and keeps the last of it. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <component/clock.h>
#include <component/component.h>
#include <component/log.h>

#include "abi/kaal/serial.h"

#include "server.h"

KAAL_COMPONENT(log) = {
	KAAL_IDENTITY("log"),
	.priority = 150, /* above those that compute, below the drivers that show its lines */
	.stack_bytes = 16384,
	.heap_bytes = 524288, /* 500 components */
	KAAL_NEEDS(KAAL_PROVIDES(KAAL_LOG), KAAL_PROVIDES(KAAL_LOG_READER),
		   { .kind = KAAL_NEED_USES, .flags = KAAL_NEED_OPTIONAL, .name = KAAL_SERIAL, .a = 16384 }),
};

/* the component's state: entry points carry no context */
static struct log_server server;
static struct connection serial;

static unsigned int grants_of(const char *interface)
{
	unsigned int count = 0;

	for (int i = component_grant_find(KAAL_NEED_PROVIDES, interface, 0); i >= 0;
	     i = component_grant_find(KAAL_NEED_PROVIDES, interface, i + 1))
		count++;
	return count;
}

static void clients_accept(void)
{
	for (int i = component_grant_find(KAAL_NEED_PROVIDES, KAAL_LOG, 0); i >= 0;
	     i = component_grant_find(KAAL_NEED_PROVIDES, KAAL_LOG, i + 1)) {
		const struct kaal_grant *grant = component_grant(i);
		struct connection connection;
		int error = connection_accept(&connection, i, sizeof(struct kaal_log_line));

		if (error)
			log_error("%s cannot log: its ring is too small", grant->peer_name);
		else
			server_add_client(&server, &connection, grant->peer, grant->peer_name,
					  clock_now_ns());
	}
}

static int log_start(void)
{
	unsigned int count = grants_of(KAAL_LOG);
	struct log_client *clients = count ? calloc(count, sizeof *clients) : NULL;
	bool has_serial = connection_open(&serial, KAAL_SERIAL, 1) == 0;

	if (count && !clients)
		return -ENOMEM;
	server_begin(&server, clients, has_serial ? &serial : NULL,
		     strstr(component_startup()->args, "colour") != NULL);
	clients_accept();
	server_take(&server, clock_now_ns());
	return 0;
}

static void log_notified(uint64_t signals)
{
	(void)signals; /* any client's, or the serial line's: looking is as quick as telling them apart */
	server_take(&server, clock_now_ns());
}

static int log_call(struct component_call *call)
{
	int reader = component_client_find(call->client, KAAL_LOG_READER);

	return reader < 0 ? reader : server_read(&server, call);
}

const struct component_events component_events = {
	.start = log_start,
	.notified = log_notified,
	.call = log_call,
};
