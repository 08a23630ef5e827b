/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The serial server and a driver between a modelled UART and the client's ends of real rings. */
#include <stdint.h>

#include "line.h"
#include "tap.h"

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
	CHECK_EQ(serial_class_add_client(&driver_kit()->serial, &connection), 0);
}

static void server_start(void)
{
	CHECK_EQ(line_begin(), 0);
}

static void begin(unsigned clients_count)
{
	line_reset(true);
	server_start();
	for (unsigned i = 0; i < clients_count; i++)
		client_add(i);
	serial_class_move(&driver_kit()->serial);
}

/** Serve interrupts and let the line send until neither has anything to do. */
static void settle(void)
{
	for (unsigned rounds = 0; peer.tx_count || line_interrupts(); rounds++) {
		CHECK(rounds < 10000); /* else an interrupt never goes away */
		if (line_interrupts())
			serial_class_interrupt(&driver_kit()->serial);
		line_send(16);
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
			serial_class_move(&driver_kit()->serial);
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
	peer.wire[peer.wire_count] = '\0';
	CHECK_STR((const char *)peer.wire, want);
	CHECK_EQ(peer.tx_overruns, 0);
}

static void what_was_typed_before_the_start_is_kept(void)
{
	char text[4] = { 0 };

	line_reset(true);
	line_receive('h');
	line_receive('i');
	server_start();
	client_add(0);
	serial_class_move(&driver_kit()->serial);
	CHECK_EQ(ring_read(&clients[0].typed, text, sizeof text), 2);
	CHECK_STR(text, "hi");
}

static void text_goes_out_with_line_ends(void)
{
	begin(1);
	print(0, "one\ntwo\n$ ");
	check_wire("one\r\ntwo\r\n$ ");
	CHECK(!line_wants_sent()); /* nothing to send: not interested */
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
	CHECK_EQ(peer.tx_count, 16);
	serial_class_move(&driver_kit()->serial); /* signals may come at any time */
	serial_class_move(&driver_kit()->serial);
	CHECK_EQ(peer.tx_overruns, 0);
	line_send(5); /* not empty yet: no interrupt, no room to be sure of */
	CHECK(!line_interrupts());
	check_wire("a text that is longer than the sixteen bytes of the FIFO");
}

static void clients_share_by_whole_lines(void)
{
	begin(2);
	/* both have text before the driver looks */
	ring_write(&clients[0].prints, "a1\na2\n", 6);
	ring_write(&clients[1].prints, "b1\nb2\n", 6);
	serial_class_move(&driver_kit()->serial);
	settle();
	peer.wire[peer.wire_count] = '\0';
	CHECK(strcmp((char *)peer.wire, "a1\r\nb1\r\na2\r\nb2\r\n") == 0 ||
	      strcmp((char *)peer.wire, "b1\r\na1\r\nb2\r\na2\r\n") == 0);
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
	line_receive('l');
	line_receive('s');
	line_receive('\n');
	CHECK(line_interrupts());
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
		while (sent < 5000 && line_accepts())
			line_receive((uint8_t)sent++);
		settle();
		if (round % 7)
			continue; /* the client is slow */

		uint8_t bytes[40];
		int64_t count = ring_read(&clients[0].typed, bytes, sizeof bytes);

		for (int64_t i = 0; i < count; i++)
			CHECK_EQ(bytes[i], (uint8_t)got++);
		if (ring_consumer_notify(&clients[0].typed))
			serial_class_move(&driver_kit()->serial);
	}
	CHECK_EQ(peer.rx_overruns, 0);
}

static void full_client_stops_the_line(void)
{
	begin(1);
	for (unsigned i = 0; i < 64 + 16; i++) {
		CHECK(line_accepts());
		line_receive('x');
		settle(); /* a raised interrupt that nobody can serve would hang here */
	}
	CHECK(!line_accepts());
	CHECK(!line_wants_received());
	CHECK(line_holds());
}

static void no_client_no_storm(void)
{
	begin(0);
	line_receive('x');
	settle();
	CHECK(!line_wants_received());
}

static void a_hostile_client_hurts_itself_only(void)
{
	begin(2);
	((struct kaal_ring *)clients[0].memory)->head = 5000;
	((struct kaal_ring *)(clients[0].memory + RING_BYTES))->tail = 12345;
	serial_class_move(&driver_kit()->serial);
	line_receive('x');
	settle();
	print(1, "fine\n");
	check_wire("fine\r\n");
}

static void a_broken_client_is_served_after_its_restart(void)
{
	begin(2);
	((struct kaal_ring *)clients[0].memory)->head = 5000;
	serial_class_move(&driver_kit()->serial);
	CHECK(driver_kit()->serial.clients[0].broken);
	serial_class_move(&driver_kit()->serial);
	CHECK(driver_kit()->serial.clients[0].broken); /* no restart, no second chance */

	CHECK_EQ(ring_producer_attach(&clients[0].prints, clients[0].memory, RING_BYTES, 1), 0);
	CHECK_EQ(ring_consumer_attach(&clients[0].typed, clients[0].memory + RING_BYTES, RING_BYTES, 1), 0);
	serial_class_move(&driver_kit()->serial);
	print(0, "again\n");
	check_wire("again\r\n");

	char byte = 0;

	line_receive('k');
	settle();
	CHECK_EQ(ring_read(&clients[0].typed, &byte, 1), 1);
	CHECK_EQ(byte, 'k');
}

/** The driver dies, and the next one finds rings and device as they are. */
static void driver_reborn(void)
{
	struct connection connection = { .grant = 0 };

	server_start();
	CHECK_EQ(ring_consumer_attach(&connection.in, clients[0].memory, RING_BYTES, 1), 0);
	CHECK_EQ(ring_producer_attach(&connection.out, clients[0].memory + RING_BYTES, RING_BYTES, 1), 0);
	CHECK_EQ(serial_class_add_client(&driver_kit()->serial, &connection), 0);
	serial_class_move(&driver_kit()->serial);
}

/** What came over the line, but for carriage returns. */
static const char *text_on_the_wire(void)
{
	static char text[LINE_WIRE_BYTES];
	size_t n = 0;

	for (size_t i = 0; i < peer.wire_count; i++)
		if (peer.wire[i] != '\r')
			text[n++] = (char)peer.wire[i];
	text[n] = '\0';
	return text;
}

static void a_driver_that_dies_loses_nothing(void)
{
	static const char text[] = "a line\nand another that is longer\nthe rest\n1\n2\n";

	for (unsigned sent = 0; sent < sizeof text; sent++) {
		begin(1);
		print(0, text);
		line_send(sent % 16);
		if (line_interrupts())
			serial_class_interrupt(&driver_kit()->serial);
		driver_reborn();
		settle();
		driver_reborn();
		settle();
		CHECK_STR(text_on_the_wire(), text);
	}
}

TAP_MAIN(TAP(a_driver_that_dies_loses_nothing), TAP(what_was_typed_before_the_start_is_kept),
	 TAP(text_goes_out_with_line_ends), TAP(long_output_is_complete), TAP(transmitter_is_never_overrun),
	 TAP(clients_share_by_whole_lines), TAP(an_idle_prompt_makes_way),
	 TAP(typed_bytes_reach_the_first_client), TAP(fast_typing_loses_nothing),
	 TAP(full_client_stops_the_line), TAP(no_client_no_storm), TAP(a_hostile_client_hurts_itself_only),
	 TAP(a_broken_client_is_served_after_its_restart))
