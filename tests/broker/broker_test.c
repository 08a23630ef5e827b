/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The component that tests: what the broker gives, and what it does not. */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <component/broker.h>
#include <component/connection.h>
#include <component/root.h>
#include <sel4/sel4.h>

#include "alarm.h"
#include "edu.h"
#include "io.h"
#include "needs.h"
#include "tap.h"

enum {
	KIB = 1024,
	DMA_BYTES = 64 * KIB,
	MEMORY_BYTES = 8 << 20,
	TRANSFER = 1024,

	/* Intel 82540EM: what QEMU's e1000 is like */
	NIC_INTERRUPTS = 0x00c0, /* reading clears */
	NIC_RAISE = 0x00c8,
	NIC_ALLOW = 0x00d0,
	NIC_LINK = 1 << 2,
	NIC_ADDRESS = 0x5400,
	MAC_LOW = 0x12005452, /* 52:54:00:12:34:77, of run.sh */
	MAC_HIGH = 0x7734,
	VIRTIO_CONFIG = 20,
	VIRTIO_MAC_LOW = 0x13005452,

	HPET_PERIOD = 4, /* IA-PC HPET 1.0a, 2.3.4: femtoseconds; QEMU's counts with 100 MHz */
	HPET_PERIOD_FS = 10000000,
	PL031_PART = 0xfe0, /* ARM DDI 0224, 3.3.9 */
	PL031_PART_VALUE = 0x31,
	VIRTIO_MAGIC = 0x74726976, /* Virtio 1.1, 4.2.2 */
	VIRTIO_TYPE = 8,

	/* QEMU, docs/specs/rocker */
	ROCKER_TEST = 0x10,      /* reads twice what was written */
	ROCKER_INTERRUPT = 0x20, /* raises the vector written */
};

KAAL_COMPONENT(broker_test) = {
	KAAL_IDENTITY("broker_test"),
	.priority = 100,
	.stack_bytes = 65536,
	.heap_bytes = 1048576,
	KAAL_NEEDS(KAAL_MANAGE, NEED_DEVICE("edu", EDU_MATCH, 0), NEED_DMA("edu", DMA_BYTES),
		   NEED_DEVICE("nic", "pci:8086:ffff", 0), NEED_DEVICE("nic", "pci:8086:100e", 0),
		   NEED_DEVICE("rocker", "pci:1b36:6", 0), NEED_DMA("rocker", DMA_BYTES),
		   NEED_DEVICE("virtio", "virtio:1", 0), NEED_DEVICE("missing", "pci:1111:2222", 0),
		   NEED_DEVICE_OPTIONAL("optional", "pci:1111:2223"),
		   NEED_DEVICE("nonsense", "virtio:none", 0), NEED_DEVICE("bridge", "pci-class:06", 0),
		   NEED_DEVICE("narrow", "pci:0x1234:0x11e8", 1), NEED_REGION("narrow", 0),
		   NEED_IRQ("narrow", 0, KAAL_IRQ_PIN), NEED_DEVICE("clock", "acpi:PNP0103", 0),
		   NEED_DEVICE("clock", "dt:arm,pl031", 0), NEED_DEVICE("alarm", "acpi:PNP0B00", 0),
		   NEED_DEVICE("alarm", "dt:arm,pl031", 0), NEED_DEVICE_OPTIONAL("rng", "virtio:4"),
		   NEED_CHANNEL("echo"), NEED_MEMORY(MEMORY_BYTES)),
};

/* A device with what the tests need of it. */
struct held {
	int grant;
	struct kaal_broker_device device;
	struct kaal_broker_region region;
};

static struct held take(const char *name, unsigned region)
{
	struct held held;

	CHECK_EQ(broker_request_device(name, &held.grant, &held.device), 0);
	CHECK_EQ(broker_request_region(held.grant, region, &held.region), 0);
	return held;
}

static void give(const struct held *held)
{
	CHECK_EQ(broker_release(held->device.handle), 0);
}

static void acknowledge(const struct kaal_broker_irq *irq)
{
	if (irq->slot)
		CHECK_EQ(seL4_IRQHandler_Ack(irq->slot), 0);
	else
		CHECK_EQ(broker_irq_done(irq), 0);
}

static void finds_registers(void)
{
	struct held edu = take("edu", 0);

	printf("# edu: pins %u, MSI %u, MSI-X %u\n", edu.device.intx, edu.device.msi, edu.device.msix);
	CHECK_EQ(edu.device.vendor, 0x1234);
	CHECK_EQ(edu.device.device, 0x11e8);
	CHECK_EQ(edu.device.bytes[0], 1 << 20);
	CHECK_EQ(edu.device.kind[0], KAAL_REGION_MMIO);
	CHECK_EQ(edu.region.bytes, 1 << 20);
	CHECK_EQ(edu_read(edu.region.vaddr, EDU_ID), EDU_ID_VALUE);
	edu_write(edu.region.vaddr, EDU_LIVENESS, 0x12345678);
	CHECK_EQ(edu_read(edu.region.vaddr, EDU_LIVENESS), ~0x12345678u);
	give(&edu);
}

static void takes_the_alternative_that_is_there(void)
{
	struct held nic = take("nic", 0);

	CHECK_EQ(nic.device.match, 1);
	CHECK_EQ(edu_read(nic.region.vaddr, NIC_ADDRESS), MAC_LOW);
	CHECK_EQ(edu_read(nic.region.vaddr, NIC_ADDRESS + 4) & 0xffff, MAC_HIGH);
	give(&nic);
}

/* A virtio network card's legacy registers: its address follows a header of 20 bytes. */
static void reaches_io_space(void)
{
	struct held virtio = take("virtio", 0);

	CHECK_EQ(virtio.device.vendor, 0x1af4);
	CHECK_EQ(io_read32(&virtio.region, VIRTIO_CONFIG), VIRTIO_MAC_LOW);
	give(&virtio);
}

/* One interrupt after the other, so that none can be left over from the one before. */
static void raise_edu(const struct held *edu, const struct kaal_broker_irq *irq)
{
	for (uint32_t i = 1; i <= 5; i++) {
		edu_write(edu->region.vaddr, EDU_RAISE, i);
		CHECK_EQ(component_wait(1ull << irq->signal), 1ull << irq->signal);
		CHECK_EQ(edu_read(edu->region.vaddr, EDU_INTERRUPTS), i);
		edu_write(edu->region.vaddr, EDU_ACKNOWLEDGE, i);
		acknowledge(irq);
	}
}

static void interrupts_by_a_shared_pin(void)
{
	struct held edu = take("edu", 0);
	struct kaal_broker_irq irq;

	CHECK_EQ(broker_request_irq(edu.grant, KAAL_IRQ_PIN, 0, &irq), 0);
	CHECK_EQ(irq.slot, 0);
	CHECK_EQ(irq.level, 1);
	CHECK(irq.signal >= KAAL_SIGNAL_RUNTIME && irq.signal <= KAAL_SIGNAL_RUNTIME_LAST);
	raise_edu(&edu, &irq);
	give(&edu);
}

static void interrupts_by_a_pin_of_its_own(void)
{
	struct held nic = take("nic", 0);
	struct kaal_broker_irq irq;

	CHECK_EQ(broker_request_irq(nic.grant, KAAL_IRQ_ANY, 0, &irq), 0);
	CHECK_EQ(irq.kind, KAAL_IRQ_PIN);
	CHECK(irq.slot != 0);
	edu_write(nic.region.vaddr, NIC_ALLOW, NIC_LINK);
	for (unsigned i = 0; i < 5; i++) {
		edu_write(nic.region.vaddr, NIC_RAISE, NIC_LINK);
		component_wait(1ull << irq.signal);
		CHECK(edu_read(nic.region.vaddr, NIC_INTERRUPTS) & NIC_LINK);
		acknowledge(&irq);
	}
	CHECK_EQ(broker_release(irq.handle), 0);
	CHECK_EQ(broker_release(irq.handle), -ENOENT);
	give(&nic);
}

static void interrupts_by_msi(void)
{
	struct held edu = take("edu", 0);
	struct kaal_broker_irq irq;

	if (edu.device.msi) {
		CHECK_EQ(broker_request_irq(edu.grant, KAAL_IRQ_ANY, 0, &irq), 0);
		CHECK_EQ(irq.kind, KAAL_IRQ_MSI);
		CHECK_EQ(irq.level, 0);
		CHECK_EQ(broker_request_irq(edu.grant, KAAL_IRQ_PIN, 0, &irq), -EBUSY);
		CHECK_EQ(broker_request_irq(edu.grant, KAAL_IRQ_MSI, 0, &irq), -EBUSY);
		raise_edu(&edu, &(struct kaal_broker_irq){ .slot = irq.slot, .signal = irq.signal });
	} else {
		CHECK_EQ(broker_request_irq(edu.grant, KAAL_IRQ_MSI, 0, &irq), -ENOENT);
	}
	give(&edu);
}

static void interrupts_by_msix(void)
{
	struct held rocker = take("rocker", 0);
	struct kaal_broker_irq irqs[2];

	printf("# rocker: pins %u, MSI %u, MSI-X %u\n", rocker.device.intx, rocker.device.msi,
	       rocker.device.msix);
	edu_write(rocker.region.vaddr, ROCKER_TEST, 21);
	CHECK_EQ(edu_read(rocker.region.vaddr, ROCKER_TEST), 42);
	if (!rocker.device.msix) {
		CHECK_EQ(broker_request_irq(rocker.grant, KAAL_IRQ_MSIX, 0, irqs), -ENOENT);
		give(&rocker);
		return;
	}
	CHECK_EQ(broker_request_irq(rocker.grant, KAAL_IRQ_ANY, 0, &irqs[0]), 0);
	CHECK_EQ(irqs[0].kind, KAAL_IRQ_MSIX);
	CHECK_EQ(broker_request_irq(rocker.grant, KAAL_IRQ_MSIX, 2, &irqs[1]), 0);
	CHECK_EQ(broker_request_irq(rocker.grant, KAAL_IRQ_MSIX, rocker.device.msix, &irqs[1]), -ENOENT);
	for (unsigned i = 0; i < 6; i++) {
		edu_write(rocker.region.vaddr, ROCKER_INTERRUPT, i % 2 ? 2 : 0);
		component_wait(1ull << irqs[i % 2].signal);
		acknowledge(&irqs[i % 2]);
	}
	give(&rocker);
}

static void moves_data(void)
{
	struct held edu = take("edu", 0);
	struct kaal_broker_dma dma;
	struct kaal_broker_irq irq;
	uint8_t *bytes;

	CHECK_EQ(broker_request_irq(edu.grant, KAAL_IRQ_ANY, 0, &irq), 0);
	CHECK_EQ(broker_request_dma(edu.grant, 2 * TRANSFER, 16 * KIB, &dma), 0);
	CHECK_EQ(dma.dma_addr % (16 * KIB), 0);
	bytes = (uint8_t *)dma.vaddr;
	for (unsigned i = 0; i < 2 * TRANSFER; i++)
		CHECK_EQ(bytes[i], 0);
	for (unsigned i = 0; i < TRANSFER; i++)
		bytes[i] = (uint8_t)(i * 7 + 3);
	for (unsigned i = 0; i < 2; i++) {
		edu_dma(edu.region.vaddr, i ? EDU_BUFFER : dma.dma_addr,
			i ? dma.dma_addr + TRANSFER : EDU_BUFFER, TRANSFER,
			EDU_DMA_INTERRUPTS | (i ? EDU_DMA_TO_MEMORY : 0));
		component_wait(1ull << irq.signal);
		edu_write(edu.region.vaddr, EDU_ACKNOWLEDGE, EDU_DMA_DONE);
		acknowledge(&irq);
	}
	CHECK(memcmp(bytes, bytes + TRANSFER, TRANSFER) == 0);
	give(&edu);
}

static void keeps_to_the_plan(void)
{
	struct kaal_broker_device device;
	struct kaal_broker_region region;
	struct kaal_broker_irq irq;
	struct kaal_broker_dma dma;
	struct held nic, narrow;
	uint64_t handle, vaddr;
	int grant;

	CHECK_EQ(broker_request_device("missing", &grant, &device), -ENODEV);
	CHECK_EQ(broker_request_device("optional", &grant, &device), -ENODEV);
	CHECK_EQ(broker_request_device("nonsense", &grant, &device), -EINVAL);
	CHECK_EQ(broker_request_region(grant, 0, &region), -EPERM); /* asked for, not had */
	CHECK_EQ(broker_request_region(0, 0, &region), -EPERM);     /* not a device */
	CHECK_EQ(broker_request_region(9999, 0, &region), -EPERM);
	CHECK_EQ(broker_release(12345), -ENOENT);
	CHECK_EQ(broker_request_memory(MEMORY_BYTES + 1, &handle, &vaddr), -EDQUOT);
	CHECK_EQ(broker_request_memory(0, &handle, &vaddr), -EINVAL);
	nic = take("nic", 0);
	CHECK_EQ(broker_request_dma(nic.grant, KIB, 1, &dma), -EPERM);
	CHECK_EQ(broker_request_irq(nic.grant, KAAL_IRQ_MSI, 0, &irq), -ENOENT);
	CHECK_EQ(broker_request_region(nic.grant, 3, &region), -ENOENT);
	give(&nic);
	narrow = take("narrow", 0);
	CHECK_EQ(broker_request_region(narrow.grant, 1, &region), -EPERM);
	CHECK_EQ(broker_request_irq(narrow.grant, KAAL_IRQ_MSI, 0, &irq), -EPERM);
	give(&narrow);
}

static void bounds_dma_memory(void)
{
	struct held edu = take("edu", 0);
	struct kaal_broker_dma dma;

	CHECK_EQ(broker_request_dma(edu.grant, DMA_BYTES + 1, 1, &dma), -EDQUOT);
	CHECK_EQ(broker_request_dma(edu.grant, 0, 1, &dma), -EINVAL);
	CHECK_EQ(broker_request_dma(edu.grant, KIB, 3, &dma), -EINVAL);
	CHECK_EQ(broker_request_dma(edu.grant, DMA_BYTES, 1, &dma), 0);
	CHECK_EQ(broker_request_dma(edu.grant, 1, 1, &dma), -EDQUOT);
	CHECK_EQ(broker_release(dma.handle), 0); /* but the device may write it until it is given back */
	CHECK_EQ(broker_request_dma(edu.grant, 1, 1, &dma), -EDQUOT);
	give(&edu);
	edu = take("edu", 0);
	CHECK_EQ(broker_request_dma(edu.grant, DMA_BYTES, 1, &dma), 0);
	give(&edu);
}

static void guards_configuration_space(void)
{
	struct held edu = take("edu", 0);
	uint32_t value;

	CHECK_EQ(broker_config_read(edu.grant, 0, 4, &value), 0);
	CHECK_EQ(value, 0x11e81234);
	CHECK_EQ(broker_config_read(edu.grant, 2, 2, &value), 0);
	CHECK_EQ(value, 0x11e8);
	CHECK_EQ(broker_config_read(edu.grant, 1, 2, &value), -EINVAL);
	CHECK_EQ(broker_config_read(edu.grant, 4096, 4, &value), -EINVAL);
	CHECK_EQ(broker_config_write(edu.grant, 0x04, 2, 0x0407), -EPERM);
	CHECK_EQ(broker_config_write(edu.grant, 0x10, 4, 0x12345000), -EPERM);
	CHECK_EQ(broker_config_write(edu.grant, 0x44, 4, 0), -EPERM); /* its MSI address */
	give(&edu);
}

static void gives_memory(void)
{
	struct kaal_root_mem before, after;
	uint64_t handle, vaddr;

	CHECK_EQ(broker_request_memory(3 * KIB, &handle, &vaddr), 0); /* page tables stay */
	CHECK_EQ(broker_release(handle), 0);
	for (uint64_t bytes = 1; bytes <= MEMORY_BYTES; bytes = bytes * 5 + 1) {
		uint64_t *words;

		CHECK_EQ(root_mem(&before), 0);
		CHECK_EQ(broker_request_memory(bytes, &handle, &vaddr), 0);
		words = (uint64_t *)vaddr;
		CHECK_EQ(words[0], 0);
		CHECK_EQ(words[bytes / 8], 0);
		words[0] = words[bytes / 8] = 1;
		CHECK_EQ(broker_release(handle), 0);
		CHECK_EQ(root_mem(&after), 0);
		CHECK(after.free_bytes + 64 * KIB >= before.free_bytes); /* but for page tables */
	}
}

static void gives_everything_back(void)
{
	struct kaal_root_mem before, after;
	struct kaal_broker_dma dma;
	struct kaal_broker_irq irq;

	for (unsigned i = 0; i < 20; i++) {
		struct held edu = take("edu", 0);

		CHECK_EQ(broker_request_irq(edu.grant, KAAL_IRQ_ANY, 0, &irq), 0);
		CHECK_EQ(broker_request_dma(edu.grant, DMA_BYTES, 1, &dma), 0);
		give(&edu);
		CHECK_EQ(root_mem(i == 4 ? &before : &after), 0);
	}
	CHECK_EQ(after.free_bytes, before.free_bytes);
	CHECK_EQ(after.slots_free + after.untypeds, before.slots_free + before.untypeds);
}

static uint64_t state_of(uint64_t id)
{
	struct kaal_root_info info;

	CHECK_EQ(root_info((unsigned)id - 1, &info), 0);
	return info.state;
}

/* Start one of the other components, and wait until it has come to where it wanted. */
static uint64_t start(const char *command, bool ends)
{
	uint64_t id;

	CHECK_EQ(root_start(command, &id), 0);
	while (ends && state_of(id) != KAAL_STATE_FAULTED && state_of(id) != KAAL_STATE_EXITED)
		seL4_Yield();
	return id;
}

static void another_has_it(void)
{
	struct kaal_broker_device device;
	uint64_t id = start("victim hold", false);
	int grant;

	while (state_of(id) != KAAL_STATE_RUNNING)
		seL4_Yield();
	CHECK_EQ(broker_request_device("narrow", &grant, &device), -EBUSY);
	CHECK_EQ(root_stop("victim"), 0);
	while (state_of(id) == KAAL_STATE_RUNNING)
		seL4_Yield();
	CHECK_EQ(broker_request_device("narrow", &grant, &device), 0);
	CHECK_EQ(broker_release(device.handle), 0);
}

/* It dies with DMA under way; the snooper looks at its device before anybody claims it again. */
static void takes_all_from_the_dead(void)
{
	struct kaal_root_mem before, after;
	uint64_t id;

	start("victim fault", true);
	for (unsigned i = 0; i < 4; i++) {
		CHECK_EQ(root_mem(i == 0 ? &before : &after), 0);
		id = start("victim fault", true);
		CHECK_EQ(state_of(id), KAAL_STATE_FAULTED);
	}
	CHECK_EQ(root_mem(&after), 0);
	CHECK_EQ(after.free_bytes, before.free_bytes);
	CHECK_EQ(after.slots_free + after.untypeds, before.slots_free + before.untypeds);
	if (!root_start("snooper", &id))
		while (state_of(id) != KAAL_STATE_EXITED)
			seL4_Yield();
}

static void one_that_hangs_holds_up_no_other(void)
{
	uint64_t id = start("victim hang", false);
	struct kaal_broker_irq irq;
	struct held edu;

	while (state_of(id) != KAAL_STATE_RUNNING)
		seL4_Yield();
	edu = take("edu", 0);
	CHECK_EQ(broker_request_irq(edu.grant, KAAL_IRQ_PIN, 0, &irq), 0);
	raise_edu(&edu, &irq);
	CHECK_EQ(root_stop("victim"), 0);
	raise_edu(&edu, &irq);
	give(&edu);
}

/* Nobody owns up to a line that the victim's device raises behind the broker's back. */
static void masks_a_line_that_stays_raised(void)
{
	uint64_t id = start("victim hang", false), snooper;
	struct kaal_broker_irq irq;
	struct held edu;

	while (state_of(id) != KAAL_STATE_RUNNING)
		seL4_Yield();
	if (!root_start("snooper unmask", &snooper))
		while (state_of(snooper) != KAAL_STATE_EXITED)
			seL4_Yield();
	CHECK_EQ(root_stop("victim"), 0);
	edu = take("edu", 0);
	CHECK_EQ(broker_request_irq(edu.grant, KAAL_IRQ_PIN, 0, &irq), 0);
	raise_edu(&edu, &irq);
	give(&edu);
}

/* Random calls, while a device is held: whatever comes of them, nothing may be left of it. */
static void survives_nonsense(void)
{
	struct kaal_root_mem before, after;

	for (unsigned i = 0; i < 5; i++) {
		CHECK_EQ(root_mem(i < 2 ? &before : &after), 0);
		CHECK_EQ(state_of(start("victim nonsense", true)), KAAL_STATE_EXITED);
	}
	CHECK_EQ(after.free_bytes, before.free_bytes);
	CHECK_EQ(after.slots_free + after.untypeds, before.slots_free + before.untypeds);
	moves_data();
}

/* Devices that are not PCI's: the PC's HPET by its ACPI id, or a clock of the device tree. */
static void finds_other_devices(void)
{
	struct held clock = take("clock", 0);

	if (clock.device.match == 0)
		CHECK_EQ(edu_read(clock.region.vaddr, HPET_PERIOD), HPET_PERIOD_FS);
	else
		CHECK_EQ(edu_read(clock.region.vaddr, PL031_PART) & 0xff, PL031_PART_VALUE);
	CHECK_EQ(clock.device.intx, clock.device.match);
	give(&clock);
}

/* Neither is on PCI: an ISA interrupt, an edge, or a GIC's, a level. */
static void interrupts_of_other_devices(void)
{
	struct held alarm = take("alarm", 0);
	struct kaal_broker_irq irq;

	CHECK_EQ(broker_request_irq(alarm.grant, KAAL_IRQ_ANY, 0, &irq), 0);
	CHECK_EQ(irq.kind, KAAL_IRQ_PIN);
	CHECK_EQ(irq.level, alarm.device.match);
	for (unsigned i = 0; i < 3; i++) {
		alarm_begin(&alarm.region);
		component_wait(1ull << irq.signal);
		CHECK(alarm_end(&alarm.region));
		acknowledge(&irq);
	}
	give(&alarm);
}

/* One of the device tree's virtio transports; PCs have none. */
static void finds_virtio_in_a_tree(void)
{
	struct kaal_broker_device device;
	struct held rng;

	if (broker_request_device("rng", &rng.grant, &device)) {
		printf("# this machine has no virtio outside PCI\n");
		return;
	}
	rng = take("rng", 0);
	CHECK_EQ(edu_read(rng.region.vaddr, 0), VIRTIO_MAGIC);
	CHECK_EQ(edu_read(rng.region.vaddr, VIRTIO_TYPE), 4);
	CHECK_EQ(rng.device.intx, 1);
	printf("# virtio outside PCI\n");
	give(&rng);
}

static void lists_what_was_given(void)
{
	struct held edu = take("edu", 0);
	struct kaal_broker_irq irq;
	struct kaal_root_cap cap;
	bool registers = false, interrupt = false;

	CHECK_EQ(broker_request_irq(edu.grant, KAAL_IRQ_PIN, 0, &irq), 0);
	for (unsigned i = 0; !root_cap(component_startup()->id, i, &cap); i++) {
		registers |= cap.type == KAAL_CAP_MMIO && strstr(cap.text, "1048576 bytes (edu)");
		interrupt |= cap.type == KAAL_CAP_IRQ && strstr(cap.text, "shared pin 0 of edu, bit 48");
	}
	CHECK(registers && interrupt);
	give(&edu);
}

/* Before it is asked for there is nothing to call. */
static void opens_a_channel(void)
{
	struct connection echo;
	uint64_t words[4] = { 41 };

	CHECK_EQ(broker_request_channel("echo"), 0);
	CHECK_EQ(broker_request_channel("echo"), -EALREADY);
	CHECK_EQ(connection_open(&echo, "echo", 1), 0);
	CHECK_EQ(connection_call(&echo, 7, words, 1), 0);
	CHECK_EQ(words[0], 42);
}

static void keeps_vector_tables_to_itself(void)
{
	CHECK_EQ(state_of(start("peeker", true)), KAAL_STATE_FAULTED);
}

static const struct tap_test tests[] = { TAP(finds_registers),
					 TAP(takes_the_alternative_that_is_there),
					 TAP(reaches_io_space),
					 TAP(interrupts_by_a_shared_pin),
					 TAP(interrupts_by_a_pin_of_its_own),
					 TAP(interrupts_by_msi),
					 TAP(interrupts_by_msix),
					 TAP(moves_data),
					 TAP(keeps_to_the_plan),
					 TAP(bounds_dma_memory),
					 TAP(guards_configuration_space),
					 TAP(gives_memory),
					 TAP(gives_everything_back),
					 TAP(another_has_it),
					 TAP(takes_all_from_the_dead),
					 TAP(one_that_hangs_holds_up_no_other),
					 TAP(masks_a_line_that_stays_raised),
					 TAP(survives_nonsense),
					 TAP(finds_other_devices),
					 TAP(interrupts_of_other_devices),
					 TAP(finds_virtio_in_a_tree),
					 TAP(lists_what_was_given),
					 TAP(opens_a_channel),
					 TAP(keeps_vector_tables_to_itself) };

int main(int argc, char **argv)
{
	tap_run(tests, sizeof tests / sizeof tests[0], argc, argv);
	return -root_poweroff();
}
