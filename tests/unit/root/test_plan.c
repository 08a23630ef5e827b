/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Descriptors, and who gets connected with whom. */
#include <elf.h>
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

#include "plan.h"

#include "tap.h"

static struct plan plan;
static char report_text[4096];

static void note(void *context, struct component *component, const char *why)
{
	size_t at = strlen(report_text);

	snprintf(report_text + at, sizeof report_text - at, "%s: %s\n", component->name, why);
}

static const struct plan_report report = { note, NULL };

static void fresh(void)
{
	memset(&plan, 0, sizeof plan);
	report_text[0] = 0;
}

static struct kaal_component descriptor_of(const char *name)
{
	struct kaal_component descriptor = { .magic = KAAL_COMPONENT_MAGIC,
					     .version = KAAL_COMPONENT_VERSION,
					     .size_bytes = sizeof descriptor,
					     .priority = 100,
					     .stack_bytes = 4096 };

	snprintf(descriptor.name, sizeof descriptor.name, "%s", name);
	return descriptor;
}

static struct component *add(const char *name)
{
	struct component *component = &plan.components[plan.components_count++];

	component->id = plan.components_count;
	component->descriptor = descriptor_of(name);
	snprintf(component->name, sizeof component->name, "%s", name);
	return component;
}

static void need(struct component *component, uint32_t kind, const char *name, uint64_t a, uint64_t b)
{
	struct kaal_need *added = &component->descriptor.needs[component->descriptor.needs_count++];

	*added = (struct kaal_need){ .kind = kind, .a = a, .b = b };
	if (kind == KAAL_NEED_USES)
		added->b = a;
	if (kind == KAAL_NEED_DT_MMIO || kind == KAAL_NEED_DT_IRQ)
		snprintf(added->match, sizeof added->match, "%s", name);
	snprintf(added->name, sizeof added->name, "%s", name);
}

static void check_reported(const char *text)
{
	if (!strstr(report_text, text))
		CHECK_STR(report_text, text);
}

static void connects_clients_with_providers(void)
{
	struct component *serial, *shell, *other;

	fresh();
	shell = add("shell"); /* before its provider */
	serial = add("serial");
	other = add("other");
	need(serial, KAAL_NEED_PROVIDES, "serial", 0, 0);
	need(serial, KAAL_NEED_IOPORTS, "uart", 0x3f8, 0x3ff);
	need(serial, KAAL_NEED_ISA_IRQ, "uart", 4, 0);
	need(shell, KAAL_NEED_MANAGE, "manage", 0, 0);
	need(shell, KAAL_NEED_USES, "serial", 4096, 0);
	need(other, KAAL_NEED_USES, "serial", 0, 0);
	plan_connect(&plan, &report);

	CHECK_STR(report_text, "");
	CHECK_EQ(plan.connections_count, 2);
	CHECK_EQ(serial->grants_count, 4);
	CHECK_EQ(serial->grants[0].kind, KAAL_NEED_IOPORTS);
	CHECK_EQ(serial->grants[2].kind, KAAL_NEED_PROVIDES);
	CHECK_EQ(serial->grants[2].peer, shell->id);
	CHECK_EQ(serial->grants[2].bytes, 2 * 4096); /* with the header's page */
	CHECK_EQ(serial->grants[2].back_bytes, 2 * 4096);
	CHECK_EQ(serial->grants[2].signal, 2);
	CHECK_EQ(serial->grants[2].slot, 0);
	CHECK_EQ(serial->grants[2].signal_slot, KAAL_SLOT_GRANTS + 5);
	CHECK_EQ(shell->grants_count, 1);
	CHECK_EQ(shell->grants[0].slot, KAAL_SLOT_GRANTS);
	CHECK_EQ(plan.connections[0].pages, 4);
	CHECK_EQ(other->grants[0].bytes, 0);
	CHECK(component_manages(shell));
	CHECK(!component_manages(serial));
}

static void rejects_who_uses_what_is_not_there(void)
{
	struct component *a, *b;

	fresh();
	a = add("a");
	b = add("b");
	need(a, KAAL_NEED_USES, "b", 0, 0);
	need(b, KAAL_NEED_PROVIDES, "b", 0, 0);
	need(b, KAAL_NEED_USES, "nowhere", 0, 0);
	plan_connect(&plan, &report);
	CHECK_EQ(a->state, KAAL_STATE_REJECTED);
	CHECK_EQ(b->state, KAAL_STATE_REJECTED);
	CHECK_EQ(plan.connections_count, 0);
	check_reported("b: uses nowhere, which no component provides");
	check_reported("a: uses b, which no component provides");
}

static void leaves_the_rejected_alone(void)
{
	struct component *bad, *good;

	fresh();
	bad = add("bad");
	good = add("good");
	bad->state = KAAL_STATE_REJECTED;
	bad->descriptor.needs_count = UINT32_MAX; /* nobody looks at it */
	need(good, KAAL_NEED_PROVIDES, "thing", 0, 0);
	plan_connect(&plan, &report);
	CHECK_STR(report_text, "");
	CHECK_EQ(good->state, KAAL_STATE_STOPPED);
	CHECK_EQ(bad->grants_count, 0);
}

static void lets_one_only_have_a_thing(void)
{
	struct component *first, *second, *third, *fourth, *same;

	fresh();
	first = add("first");
	second = add("second");
	third = add("third");
	fourth = add("fourth");
	same = add("same");
	need(first, KAAL_NEED_PROVIDES, "disk", 0, 0);
	need(first, KAAL_NEED_IOPORTS, "ports", 0x60, 0x64);
	need(first, KAAL_NEED_ISA_IRQ, "irq", 1, 0);
	need(second, KAAL_NEED_PROVIDES, "disk", 0, 0);
	need(third, KAAL_NEED_IOPORTS, "p", 0x64, 0x70);
	need(fourth, KAAL_NEED_ISA_IRQ, "i", 1, 0);
	need(same, KAAL_NEED_PROVIDES, "itself", 0, 0);
	need(same, KAAL_NEED_USES, "itself", 0, 0);
	plan_connect(&plan, &report);
	CHECK_EQ(first->state, KAAL_STATE_STOPPED);
	check_reported("second: provides disk, which first provides already");
	check_reported("third: asks for I/O ports 0x64..0x70, which first has already");
	check_reported("fourth: asks for ISA interrupt 1, which first has already");
	check_reported("same: uses itself, but same is itself");
}

static void grants_devices_of_a_tree(void)
{
	struct component *uart, *other, *rival;

	fresh();
	uart = add("uart");
	other = add("other");
	rival = add("rival");
	need(uart, KAAL_NEED_DT_MMIO, "arm,pl011", 0, 0);
	need(uart, KAAL_NEED_DT_IRQ, "arm,pl011", 0, 0);
	need(other, KAAL_NEED_DT_MMIO, "arm,pl011", 0, 1); /* the second one */
	need(rival, KAAL_NEED_DT_IRQ, "arm,pl011", 0, 0);
	plan_connect(&plan, &report);
	CHECK_EQ(uart->grants_count, 2);
	CHECK_EQ(uart->grants[1].kind, KAAL_NEED_DT_IRQ);
	CHECK_STR(uart->grants[1].name, "arm,pl011");
	CHECK_EQ(other->grants_count, 1);
	CHECK_EQ(other->grants[0].b, 1);
	CHECK_EQ(rival->state, KAAL_STATE_REJECTED);
	check_reported("rival: is a driver for arm,pl011, which uart is already");
}

static void refuses_more_clients_than_fit(void)
{
	struct component *provider;
	unsigned rejected = 0;
	char name[16];

	fresh();
	provider = add("provider");
	need(provider, KAAL_NEED_PROVIDES, "thing", 0, 0);
	for (unsigned i = 0; i < COMPONENT_GRANTS_MAX + 3; i++) {
		snprintf(name, sizeof name, "client%u", i);
		need(add(name), KAAL_NEED_USES, "thing", 0, 0);
	}
	plan_connect(&plan, &report);
	for (unsigned i = 0; i < plan.components_count; i++)
		rejected += plan.components[i].state == KAAL_STATE_REJECTED;
	CHECK_EQ(rejected, 3);
	CHECK_EQ(provider->grants_count, COMPONENT_GRANTS_MAX);
	check_reported("has no room for another client");
}

#define NONSENSE(change, part_of_why)                                                   \
	do {                                                                            \
		struct kaal_component descriptor = descriptor_of("name");               \
		char why[COMPONENT_WHY_BYTES] = "";                                     \
		struct kaal_need *first = &descriptor.needs[0];                         \
		descriptor.needs_count = 1;                                             \
		*first = (struct kaal_need){ .kind = KAAL_NEED_PROVIDES, .name = "x" }; \
		CHECK_EQ(descriptor_check(&descriptor, why), 0);                        \
		change;                                                                 \
		CHECK_EQ(descriptor_check(&descriptor, why), -EINVAL);                  \
		if (!strstr(why, part_of_why))                                          \
			CHECK_STR(why, part_of_why);                                    \
	} while (0)

static void refuses_nonsense(void)
{
	NONSENSE(descriptor.magic = 1, "magic");
	NONSENSE(descriptor.version = 9, "version 9");
	NONSENSE(descriptor.size_bytes = 8, "8 bytes");
	NONSENSE(descriptor.name[0] = 0, "no proper name");
	NONSENSE(memset(descriptor.name, 'x', sizeof descriptor.name), "no proper name");
	NONSENSE(descriptor.name[1] = '\n', "no proper name");
	NONSENSE(descriptor.priority = 255, "priority 255");
	NONSENSE(descriptor.priority = 0, "priority 0");
	NONSENSE(descriptor.stack_bytes = 0, "stack");
	NONSENSE(descriptor.stack_bytes = 1 << 30, "stack");
	NONSENSE(descriptor.heap_bytes = UINT64_MAX, "heap");
	NONSENSE(descriptor.needs_count = KAAL_NEEDS_MAX + 1, "25 needs");
	NONSENSE(first->kind = 77, "unknown kind 77");
	NONSENSE(first->name[0] = 0, "no proper name");
	NONSENSE((descriptor.needs_count = 2, descriptor.needs[1] = *first), "twice");
	NONSENSE((first->kind = KAAL_NEED_USES, first->a = 3), "power of two");
	NONSENSE((first->kind = KAAL_NEED_USES, first->a = 1 << 30), "power of two");
	NONSENSE((first->kind = KAAL_NEED_USES, first->b = 3), "power of two");
	NONSENSE(first->interface[0] = '\n', "no proper interface");
	NONSENSE(memset(first->match, 'x', sizeof first->match), "no proper interface or match");
	NONSENSE((first->kind = KAAL_NEED_IOPORTS, first->a = 5, first->b = 4), "not a range");
	NONSENSE((first->kind = KAAL_NEED_IOPORTS, first->b = 0x10000), "not a range");
	NONSENSE((first->kind = KAAL_NEED_ISA_IRQ, first->a = 16), "interrupt 16");
}

/* What is put into the random system: an executable with a descriptor in its second half. */
struct executable {
	Elf64_Ehdr header;
	Elf64_Phdr phdr;
	Elf64_Shdr shdr[3];
	char names[32];
	struct kaal_component descriptor;
};

static struct executable executable_of(const char *name)
{
	struct executable executable = {
		.header = { .e_ident = { 0x7f, 'E', 'L', 'F', ELFCLASS64, ELFDATA2LSB, EV_CURRENT },
			    .e_type = ET_EXEC,
			    .e_machine = EM_X86_64,
			    .e_entry = 0x400000,
			    .e_phoff = offsetof(struct executable, phdr),
			    .e_phentsize = sizeof(Elf64_Phdr),
			    .e_phnum = 1,
			    .e_shoff = offsetof(struct executable, shdr),
			    .e_shentsize = sizeof(Elf64_Shdr),
			    .e_shnum = 3,
			    .e_shstrndx = 1 },
		.phdr = { .p_type = PT_LOAD,
			  .p_flags = PF_R | PF_X,
			  .p_vaddr = 0x400000,
			  .p_filesz = 64,
			  .p_memsz = 64 },
		.shdr = { { 0 },
			  { .sh_type = SHT_STRTAB,
			    .sh_offset = offsetof(struct executable, names),
			    .sh_size = sizeof executable.names },
			  { .sh_name = 1,
			    .sh_type = SHT_PROGBITS,
			    .sh_offset = offsetof(struct executable, descriptor),
			    .sh_size = sizeof(struct kaal_component) } },
		.names = "\0" KAAL_COMPONENT_SECTION,
		.descriptor = descriptor_of(name),
	};
	struct kaal_component *descriptor = &executable.descriptor;

	descriptor->needs_count = 1 + (unsigned)rand() % 3;
	for (unsigned i = 0; i < descriptor->needs_count; i++) {
		descriptor->needs[i].kind = 1 + (unsigned)rand() % 5;
		descriptor->needs[i].a = (unsigned)rand() % 16;
		descriptor->needs[i].b = descriptor->needs[i].a;
		snprintf(descriptor->needs[i].name, KAAL_NAME_BYTES, "%c", 'a' + rand() % 6);
	}
	return executable;
}

static void spoil(struct executable *executable)
{
	for (int left = rand() % 3; left > 0; left--)
		((unsigned char *)executable)[(unsigned)rand() % sizeof *executable] = (unsigned char)rand();
}

static void check_sound(const struct component *component)
{
	char why[COMPONENT_WHY_BYTES];

	CHECK(component->grants_count <= COMPONENT_GRANTS_MAX);
	if (component->state != KAAL_STATE_REJECTED)
		CHECK_EQ(descriptor_check(&component->descriptor, why), 0);
}

/* Whole systems of random components, some spoilt: what comes out is a sound plan. */
static void any_system_gives_a_sound_plan(void)
{
	unsigned accepted = 0;

	srand(1);
	for (unsigned round = 0; round < 300; round++) {
		static struct executable executables[COMPONENTS_MAX];

		fresh();
		for (unsigned i = 0; i < 24; i++) {
			struct bundle_file file = { .bytes = (const uint8_t *)&executables[i],
						    .count = sizeof executables[i] };

			snprintf(file.name, sizeof file.name, "file%u", i);
			executables[i] = executable_of(file.name);
			spoil(&executables[i]);
			CHECK(plan_add(&plan, &file, &report) != NULL);
		}
		plan_connect(&plan, &report);
		for (unsigned i = 0; i < plan.components_count; i++) {
			check_sound(&plan.components[i]);
			accepted += plan.components[i].state != KAAL_STATE_REJECTED;
		}
	}
	CHECK(accepted > 300);
}

TAP_MAIN(TAP(any_system_gives_a_sound_plan), TAP(connects_clients_with_providers),
	 TAP(rejects_who_uses_what_is_not_there), TAP(leaves_the_rejected_alone),
	 TAP(lets_one_only_have_a_thing), TAP(grants_devices_of_a_tree), TAP(refuses_more_clients_than_fit),
	 TAP(refuses_nonsense))
