/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "serial_class.h"

#include <errno.h>
#include <string.h>

enum { CAUSES_MAX = 1000 }; /* dealt with in one interrupt */

void serial_class_init(struct serial_class *serial, const struct dddk_driver *driver)
{
	*serial = (struct serial_class){ .uart = driver->serial, .state = driver->state };
}

int serial_class_add_client(struct serial_class *serial, const struct connection *connection)
{
	if (serial->clients_count == SERIAL_CLIENTS_MAX)
		return -ENOSPC;
	serial->clients[serial->clients_count++].connection = *connection;
	return 0;
}

/** Whether the client has a ring for what is typed. */
static bool reads_input(const struct serial_client *client)
{
	return client->connection.out.view.entries != 0;
}

/** Neither ring is used any more, until the client attaches to them again. */
static void client_break(struct serial_client *client)
{
	client->broken = true;
	client->staged_from = client->staged_to = client->staged_kept = 0;
	ring_peer_restarted(&client->connection.in.view); /* restarts from now on count */
}

/** A client that broke its rings and was started again gets another chance, with empty ones. */
static void client_revive(struct serial_client *client)
{
	if (!client->broken || !ring_peer_restarted(&client->connection.in.view))
		return;
	ring_consumer_reset(&client->connection.in);
	if (reads_input(client))
		ring_producer_reset(&client->connection.out);
	client->broken = false;
}

/* --- what clients print ------------------------------------------------- */

/** What was sent leaves the ring. */
static void client_settle(struct serial_client *client)
{
	if (!client->staged_kept || client->broken)
		return;
	ring_release(&client->connection.in, client->staged_kept);
	client->staged_kept = 0;
	connection_consumed(&client->connection);
}

/** The next staged byte has been sent; none is staged any more if the client has broken its ring meanwhile. */
static void client_advance(struct serial_client *client)
{
	if (client->staged_from == client->staged_to)
		return;
	client->staged_from++;
	client->staged_kept++;
}

static void copy_span(uint8_t *to, const struct ring_span *span)
{
	memcpy(to, span->first, span->first_count);
	memcpy(to + span->first_count, span->second, span->second_count);
}

/** Copy from the client's ring once. @return whether anything is staged */
static bool stage_once(struct serial_client *client)
{
	struct ring_span span;
	int64_t count;

	client_settle(client);
	count = ring_peek(&client->connection.in, SERIAL_STAGED_BYTES, &span);
	if (count < 0) {
		client_break(client);
		return false;
	}
	copy_span(client->staged, &span);
	client->staged_from = 0;
	client->staged_to = (uint8_t)count;
	return count > 0;
}

/** Whether the client has a byte to send. If not, it was asked to signal when it has. */
static bool client_has_text(struct serial_client *client)
{
	if (client->staged_from < client->staged_to)
		return true;
	if (client->broken)
		return false;
	if (stage_once(client))
		return true;
	return !client->broken && !ring_consumer_sleep(&client->connection.in) && stage_once(client);
}

/** Whose byte is next: who has an open line goes on; else whoever comes after. @return NULL: nobody's */
static struct serial_client *writer_choose(struct serial_class *serial)
{
	if (serial->line_open && client_has_text(&serial->clients[serial->writer]))
		return &serial->clients[serial->writer];
	for (unsigned int i = 1; i <= serial->clients_count; i++) {
		unsigned int candidate = (serial->writer + i) % serial->clients_count;

		if (client_has_text(&serial->clients[candidate]))
			return &serial->clients[candidate];
	}
	return NULL;
}

/** End a line on the screen: '\r' now, '\n' as the byte after it. */
static uint8_t line_end(struct serial_class *serial)
{
	serial->line_open = false;
	serial->newline_owed = true;
	return '\r';
}

/** @return the next byte for the UART, or -1 */
static int next_byte(struct serial_class *serial)
{
	if (serial->newline_owed) {
		serial->newline_owed = false;
		if (serial->newline_of)
			client_advance(serial->newline_of);
		serial->newline_of = NULL;
		return '\n';
	}

	struct serial_client *client = writer_choose(serial);

	if (!client)
		return -1;

	unsigned int chosen = (unsigned int)(client - serial->clients);

	if (serial->line_open && chosen != serial->writer)
		return line_end(serial); /* an unfinished line, such as a prompt, is left behind */
	if (chosen != serial->writer)
		client_settle(&serial->clients[serial->writer]);
	serial->writer = chosen;

	uint8_t byte = client->staged[client->staged_from];

	if (byte == '\n') {
		serial->newline_of = client;
		return line_end(serial);
	}
	client_advance(client);
	serial->line_open = byte != '\r';
	return byte;
}

/** Send what the device takes. @return whether there is more */
static bool transmit_some(struct serial_class *serial)
{
	while (serial->uart->can_put(serial->state)) {
		int byte = next_byte(serial);

		if (byte < 0)
			return false;
		serial->uart->put(serial->state, (uint8_t)byte);
	}
	return true;
}

static void transmit(struct serial_class *serial)
{
	serial->uart->want_sent(serial->state, transmit_some(serial));
	if (serial->clients_count)
		client_settle(&serial->clients[serial->writer]);
}

/* --- what is typed ------------------------------------------------------- */

/** The client that gets what is typed, or NULL: the first that reads. */
static struct serial_client *focus(struct serial_class *serial)
{
	for (unsigned int i = 0; i < serial->clients_count; i++)
		if (reads_input(&serial->clients[i]))
			return serial->clients[i].broken ? NULL : &serial->clients[i];
	return NULL;
}

/** @return bytes that the client can take now, having asked for a signal if there is no room */
static int64_t room_for_input(struct serial_client *client)
{
	struct ring_producer *out = &client->connection.out;
	int64_t room = ring_room(out);

	if (room == 0 && !ring_producer_sleep(out, 1))
		room = ring_room(out);
	if (room < 0)
		client_break(client);
	return room;
}

/** Move typed bytes on. What the client has no room for stays in the device, which then asks its peer to hold. */
static void receive(struct serial_class *serial)
{
	struct serial_client *client;

	while ((client = focus(serial)) != NULL) {
		int64_t room = room_for_input(client);
		int byte;

		if (room <= 0)
			break;
		byte = serial->uart->get(serial->state);
		if (byte < 0) {
			connection_written(&client->connection);
			serial->uart->want_received(serial->state, true);
			return;
		}
		ring_write(&client->connection.out, &(uint8_t){ (uint8_t)byte }, 1);
	}
	if (client)
		connection_written(&client->connection);
	serial->uart->want_received(serial->state, false);
}

/** A device whose causes never end is left alone until it interrupts again. */
void serial_class_interrupt(struct serial_class *serial)
{
	for (unsigned causes = 0; causes < CAUSES_MAX; causes++) {
		switch (serial->uart->cause(serial->state)) {
		case SERIAL_NOTHING:
			return;
		case SERIAL_RECEIVED:
			receive(serial);
			break;
		case SERIAL_SENT:
			transmit(serial);
			break;
		}
	}
}

void serial_class_move(struct serial_class *serial)
{
	for (unsigned int i = 0; i < serial->clients_count; i++)
		client_revive(&serial->clients[i]);
	transmit(serial);
	receive(serial);
}
