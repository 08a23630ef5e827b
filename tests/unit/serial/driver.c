/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The serial driver between a modelled 16550 and the client's ends of real rings. */
#include <errno.h>
#include <stdint.h>

#include "server.h"
#include "tap.h"
#include "uart_model.h"

enum {
	RING_BYTES = KAAL_RING_HEADER_BYTES + 64,
	CLIENTS = 3,
};

/** A client's side of its connection. */
static struct client {
	_Alignas(64) uint8_t memory[2 * RING_BYTES];
	struct ring_producer prints;
	struct ring_consumer typed;
	unsigned signals; /* that the driver sent to it */
} clients[CLIENTS];

static struct uart16550 uart;
static struct serial_server server;

/* The runtime's two functions that signal: here they count. */
void connection_written(struct connection *connection)
{
	if (ring_producer_notify(&connection->out))
		clients[connection->grant].signals++;
}

void connection_consumed(struct connection *connection)
{
	if (ring_consumer_notify(&connection->in))
		clients[connection->grant].signals++;
}

static void client_add(unsigned index)
{
	struct client *client = &clients[index];
	struct connection connection = { .grant = (int)index };

	memset(client, 0, sizeof *client);
	CHECK_EQ(ring_consumer_attach(&connection.in, client->memory, RING_BYTES, 1), 0);
	CHECK_EQ(ring_producer_attach(&connection.out, client->memory + RING_BYTES, RING_BYTES, 1), 0);
	CHECK_EQ(ring_producer_attach(&client->prints, client->memory, RING_BYTES, 1), 0);
	CHECK_EQ(ring_consumer_attach(&client->typed, client->memory + RING_BYTES, RING_BYTES, 1), 0);
	CHECK_EQ(serial_add_client(&server, &connection), 0);
}

static void begin(unsigned clients_count)
{
	uart_model_reset();
	CHECK_EQ(uart16550_start(&uart, (struct ports){ .first = 0x3f8 }), 0);
	serial_init(&server, &uart);
	for (unsigned i = 0; i < clients_count; i++)
		client_add(i);
	serial_move(&server);
}

/** Serve interrupts and let the line send until neither has anything to do. */
static void settle(void)
{
	for (unsigned rounds = 0; uart_model.tx_count || uart_model_interrupts(); rounds++) {
		CHECK(rounds < 10000); /* else an interrupt never goes away */
		if (uart_model_interrupts())
			serial_interrupt(&server);
		uart_model_send(16);
	}
}

/** Print as a client does: what fits, then a signal if the driver asked, and so on. */
static void print(unsigned index, const char *text)
{
	struct client *client = &clients[index];
	size_t left = strlen(text);

	while (left) {
		int64_t written = ring_write(&client->prints, text, (uint32_t)left);

		CHECK(written >= 0);
		text += written;
		left -= (size_t)written;
		if (ring_producer_notify(&client->prints))
			serial_move(&server);
		if (left && ring_producer_sleep(&client->prints, 1)) {
			unsigned before = client->signals;

			settle();
			CHECK(client->signals > before); /* or it would sleep for ever */
		}
	}
}

static void check_wire(const char *want)
{
	settle();
	uart_model.wire[uart_model.wire_count] = '\0';
	CHECK_STR((const char *)uart_model.wire, want);
	CHECK_EQ(uart_model.tx_overruns, 0);
}

static void no_device_is_an_error(void)
{
	uart_model_reset();
	uart_model.absent = true;
	CHECK_EQ(uart16550_start(&uart, (struct ports){ .first = 0x3f8 }), -ENODEV);
}

static void line_is_set_up(void)
{
	begin(1);
	CHECK_EQ(uart_model.dll, 1);
	CHECK_EQ(uart_model.dlm, 0);
	CHECK_EQ(uart_model.lcr, 0x03);
	CHECK_EQ(uart_model.mcr, 0x0b);
	CHECK(uart_model.fifos);
	CHECK_EQ(uart_model.ier, 0x01);
}

static void what_was_typed_before_the_start_is_kept(void)
{
	char text[4] = { 0 };

	uart_model_reset();
	uart_model.fifos = true; /* an earlier owner switched them on */
	uart_model_receive('h');
	uart_model_receive('i');
	CHECK_EQ(uart16550_start(&uart, (struct ports){ .first = 0x3f8 }), 0);
	serial_init(&server, &uart);
	client_add(0);
	serial_move(&server);
	CHECK_EQ(ring_read(&clients[0].typed, text, sizeof text), 2);
	CHECK_STR(text, "hi");
}

static void text_goes_out_with_line_ends(void)
{
	begin(1);
	print(0, "one\ntwo\n$ ");
	check_wire("one\r\ntwo\r\n$ ");
	CHECK_EQ(uart_model.ier & 2, 0); /* nothing to send: not interested */
}

static void long_output_is_complete(void)
{
	static char text[20001], want[2 * sizeof text];
	size_t n = 0;

	begin(1);
	for (size_t i = 0; i + 1 < sizeof text; i++) {
		text[i] = (char)(i % 61 == 60 ? '\n' : '!' + (int)(i % 90));
		if (text[i] == '\n')
			want[n++] = '\r';
		want[n++] = text[i];
	}
	print(0, text);
	check_wire(want);
}

static void transmitter_is_never_overrun(void)
{
	begin(1);
	print(0, "a text that is longer than the sixteen bytes of the FIFO");
	CHECK_EQ(uart_model.tx_count, 16);
	serial_move(&server); /* signals may come at any time */
	serial_move(&server);
	CHECK_EQ(uart_model.tx_overruns, 0);
	uart_model_send(5); /* not empty yet: no interrupt, no room to be sure of */
	CHECK(!uart_model_interrupts());
	check_wire("a text that is longer than the sixteen bytes of the FIFO");
}

static void clients_share_by_whole_lines(void)
{
	begin(2);
	/* both have text before the driver looks */
	ring_write(&clients[0].prints, "a1\na2\n", 6);
	ring_write(&clients[1].prints, "b1\nb2\n", 6);
	serial_move(&server);
	settle();
	uart_model.wire[uart_model.wire_count] = '\0';
	CHECK(strcmp((char *)uart_model.wire, "a1\r\nb1\r\na2\r\nb2\r\n") == 0 ||
	      strcmp((char *)uart_model.wire, "b1\r\na1\r\nb2\r\na2\r\n") == 0);
}

static void an_idle_prompt_makes_way(void)
{
	begin(2);
	print(0, "$ ");
	print(1, "news\n");
	check_wire("$ \r\nnews\r\n");
}

static void typed_bytes_reach_the_first_client(void)
{
	char text[8] = { 0 };

	begin(2);
	CHECK(ring_consumer_sleep(&clients[0].typed));
	uart_model_receive('l');
	uart_model_receive('s');
	uart_model_receive('\n');
	CHECK(uart_model_interrupts());
	settle();
	CHECK_EQ(clients[0].signals, 1);
	CHECK_EQ(ring_read(&clients[0].typed, text, sizeof text), 3);
	CHECK_STR(text, "ls\n");
	CHECK_EQ(ring_available(&clients[1].typed), 0);
}

/** A slow client and a fast typist that heeds flow control: nothing is lost. */
static void fast_typing_loses_nothing(void)
{
	unsigned sent = 0, got = 0;

	begin(1);
	for (unsigned round = 0; got < 5000; round++) {
		CHECK(round < 100000);
		while (sent < 5000 && uart_model_accepts())
			uart_model_receive((uint8_t)sent++);
		settle();
		if (round % 7)
			continue; /* the client is slow */

		uint8_t bytes[40];
		int64_t count = ring_read(&clients[0].typed, bytes, sizeof bytes);

		for (int64_t i = 0; i < count; i++)
			CHECK_EQ(bytes[i], (uint8_t)got++);
		if (ring_consumer_notify(&clients[0].typed))
			serial_move(&server);
	}
	CHECK_EQ(uart_model.rx_overruns, 0);
}

static void full_client_stops_the_line(void)
{
	begin(1);
	for (unsigned i = 0; i < 64 + 16; i++) {
		CHECK(uart_model_accepts());
		uart_model_receive('x');
		settle(); /* a raised interrupt that nobody can serve would hang here */
	}
	CHECK(!uart_model_accepts());
	CHECK_EQ(uart_model.ier & 1, 0);
	CHECK_EQ(uart_model.mcr & 2, 0); /* RTS: the peer is to hold */
}

static void no_client_no_storm(void)
{
	begin(0);
	uart_model_receive('x');
	settle();
	CHECK_EQ(uart_model.ier & 1, 0);
}

static void line_errors_are_cleared(void)
{
	begin(1);
	uart_model.ier |= 4 | 8;
	uart_model.line_errors = 0x10;
	uart_model.modem_changes = 1;
	settle();
	CHECK_EQ(uart_model.line_errors, 0);
	CHECK_EQ(uart_model.modem_changes, 0);
}

static void a_hostile_client_hurts_itself_only(void)
{
	begin(2);
	((struct kaal_ring *)clients[0].memory)->head = 5000;
	((struct kaal_ring *)(clients[0].memory + RING_BYTES))->tail = 12345;
	serial_move(&server);
	uart_model_receive('x');
	settle();
	print(1, "fine\n");
	check_wire("fine\r\n");
}

static void a_broken_client_is_served_after_its_restart(void)
{
	begin(2);
	((struct kaal_ring *)clients[0].memory)->head = 5000;
	serial_move(&server);
	CHECK(server.clients[0].broken);
	serial_move(&server);
	CHECK(server.clients[0].broken); /* no restart, no second chance */

	CHECK_EQ(ring_producer_attach(&clients[0].prints, clients[0].memory, RING_BYTES, 1), 0);
	CHECK_EQ(ring_consumer_attach(&clients[0].typed, clients[0].memory + RING_BYTES, RING_BYTES, 1), 0);
	serial_move(&server);
	print(0, "again\n");
	check_wire("again\r\n");

	char byte = 0;

	uart_model_receive('k');
	settle();
	CHECK_EQ(ring_read(&clients[0].typed, &byte, 1), 1);
	CHECK_EQ(byte, 'k');
}

TAP_MAIN(TAP(no_device_is_an_error), TAP(line_is_set_up), TAP(what_was_typed_before_the_start_is_kept),
	 TAP(text_goes_out_with_line_ends), TAP(long_output_is_complete), TAP(transmitter_is_never_overrun),
	 TAP(clients_share_by_whole_lines), TAP(an_idle_prompt_makes_way),
	 TAP(typed_bytes_reach_the_first_client), TAP(fast_typing_loses_nothing),
	 TAP(full_client_stops_the_line), TAP(no_client_no_storm), TAP(line_errors_are_cleared),
	 TAP(a_hostile_client_hurts_itself_only), TAP(a_broken_client_is_served_after_its_restart))
