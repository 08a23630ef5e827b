/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * One component that logs. Its entries are anything at all: each is copied once, checked, and
 * joined with those that continue it. How much a component may say in a row is limited, so that
 * one cannot wash away what others said; it has a share of its own, whatever others do.
 */
#ifndef LOG_CLIENT_H
#define LOG_CLIENT_H

#include <stdbool.h>

#include <component/connection.h>

#include "abi/kaal/log_reader.h"

enum {
	CLIENT_BURST_LINES = 200, /* at once, ... */
	CLIENT_LINES_PER_S = 50,  /* ... and then so many */
	CLIENT_TURN_ENTRIES = 8,  /* taken before it is others' turn */
};

struct log_client {
	struct connection connection;
	bool broken;          /* it damaged its ring: unused until it is started again */
	uint8_t level;        /* less important lines are not kept */
	uint32_t tokens;      /* lines that it may still say */
	uint64_t refilled_ns; /* when tokens were counted last */
	uint64_t dropped;     /* lines since it said too much; told when it may speak again */
	uint64_t dropped_ever;
	bool joining;                /* @line has begun and goes on */
	struct kaal_log_record line; /* being put together */
};

/** What becomes of lines, and of what there is to say about a client itself. */
struct log_sink {
	void (*line)(void *context, const struct kaal_log_record *line);
	void *context;
};

/** @param connection  accepted; copied */
void client_begin(struct log_client *client, const struct connection *connection, uint32_t component,
		  const char *name, uint64_t now_ns);

/**
 * Take one turn of the client's entries.
 *
 * @return whether there may be more. If not, the client was asked to signal when there is
 */
bool client_take(struct log_client *client, uint64_t now_ns, const struct log_sink *sink);

#endif
