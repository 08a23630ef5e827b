/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "server.h"

#include <errno.h>

void serial_init(struct serial_server *server, struct uart *uart)
{
	*server = (struct serial_server){ .uart = uart };
}

int serial_add_client(struct serial_server *server, const struct connection *connection)
{
	if (server->clients_count == SERIAL_CLIENTS_MAX)
		return -ENOSPC;
	server->clients[server->clients_count++].connection = *connection;
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

/** Read from the client's ring once. @return whether anything is staged */
static bool stage_once(struct serial_client *client)
{
	int64_t count = ring_read(&client->connection.in, client->staged, SERIAL_STAGED_BYTES);

	if (count < 0) {
		client_break(client);
		return false;
	}
	connection_consumed(&client->connection);
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
static struct serial_client *writer_choose(struct serial_server *server)
{
	if (server->line_open && client_has_text(&server->clients[server->writer]))
		return &server->clients[server->writer];
	for (unsigned int i = 1; i <= server->clients_count; i++) {
		unsigned int candidate = (server->writer + i) % server->clients_count;

		if (client_has_text(&server->clients[candidate]))
			return &server->clients[candidate];
	}
	return NULL;
}

/** End a line on the screen: '\r' now, '\n' as the byte after it. */
static uint8_t line_end(struct serial_server *server)
{
	server->line_open = false;
	server->newline_owed = true;
	return '\r';
}

/** @return the next byte for the UART, or -1 */
static int next_byte(struct serial_server *server)
{
	if (server->newline_owed) {
		server->newline_owed = false;
		return '\n';
	}

	struct serial_client *client = writer_choose(server);

	if (!client)
		return -1;

	unsigned int chosen = (unsigned int)(client - server->clients);

	if (server->line_open && chosen != server->writer)
		return line_end(server); /* an unfinished line, such as a prompt, is left behind */
	server->writer = chosen;

	uint8_t byte = client->staged[client->staged_from++];

	if (byte == '\n')
		return line_end(server);
	server->line_open = byte != '\r';
	return byte;
}

static void transmit(struct serial_server *server)
{
	while (uart_can_put(server->uart)) {
		int byte = next_byte(server);

		if (byte < 0) {
			uart_want_sent(server->uart, false);
			return;
		}
		uart_put(server->uart, (uint8_t)byte);
	}
	uart_want_sent(server->uart, true);
}

/* --- what is typed ------------------------------------------------------- */

/** The client that gets what is typed, or NULL: the first that reads. */
static struct serial_client *focus(struct serial_server *server)
{
	for (unsigned int i = 0; i < server->clients_count; i++)
		if (reads_input(&server->clients[i]))
			return server->clients[i].broken ? NULL : &server->clients[i];
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
static void receive(struct serial_server *server)
{
	struct serial_client *client;

	while ((client = focus(server)) != NULL) {
		int64_t room = room_for_input(client);
		int byte;

		if (room <= 0)
			break;
		byte = uart_get(server->uart);
		if (byte < 0) {
			connection_written(&client->connection);
			uart_want_received(server->uart, true);
			return;
		}
		ring_write(&client->connection.out, &(uint8_t){ (uint8_t)byte }, 1);
	}
	if (client)
		connection_written(&client->connection);
	uart_want_received(server->uart, false);
}

void serial_interrupt(struct serial_server *server)
{
	for (;;) {
		switch (uart_cause(server->uart)) {
		case UART_NOTHING:
			return;
		case UART_RECEIVED:
			receive(server);
			break;
		case UART_SENT:
			transmit(server);
			break;
		}
	}
}

void serial_move(struct serial_server *server)
{
	for (unsigned int i = 0; i < server->clients_count; i++)
		client_revive(&server->clients[i]);
	transmit(server);
	receive(server);
}
