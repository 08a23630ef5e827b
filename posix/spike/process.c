/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Two address spaces. System pages are mapped once; user pages when they are
 * touched, so that a fork is one call that unlinks the parent's page table:
 * both sides then fault back what they use, and the first to write copies.
 */
#include <core/string.h>

#include "spike.h"

struct memory memory;
struct process processes[PROCESSES];

static struct {
	unsigned users[FRAMES];
	unsigned faults;
} frames;

static void page_map_system(const struct process *process, const void *page, seL4_Word vaddr,
			    seL4_CapRights_t rights)
{
	seL4_CPtr cap = slot_take();

	must(seL4_CNode_Copy(CSPACE, cap, CPTR_BITS, CSPACE, image_frame(page), CPTR_BITS, seL4_AllRights),
	     "CNode_Copy");
	must(arch_page_map(cap, process->vspace, vaddr, rights), "Page_Map of a system page");
}

static void process_init(struct process *process)
{
	process->vspace = object_make(ARCH_VSPACE, 0);
	must(arch_asid_assign(process->vspace), "ASIDPool_Assign");
	arch_upper_tables_make(process->vspace, SYSTEM_BASE);
	must(arch_table_map(object_make(ARCH_TABLE, 0), process->vspace, SYSTEM_BASE), "PageTable_Map");
	process->user_table = object_make(ARCH_TABLE, 0);
	must(arch_table_map(process->user_table, process->vspace, USER_BASE), "PageTable_Map");

	for (unsigned i = 0; i < TEXT_PAGES; i++)
		page_map_system(process, memory.text + i * PAGE_BYTES, TEXT + i * PAGE_BYTES, seL4_CanRead);
	page_map_system(process, memory.trampolines, TRAMPOLINES, seL4_CanRead);
	page_map_system(process, memory.stub, STUB, seL4_CanRead);
	for (unsigned i = 0; i < USER_PAGES; i++)
		process->page[i].cap = slot_take();
}

void processes_init(void)
{
	for (unsigned i = 0; i < PROCESSES; i++)
		process_init(&processes[i]);
	for (unsigned i = 0; i < THREADS; i++)
		page_map_system(&processes[i == FORKED], &memory.block[i], BLOCKS + i * PAGE_BYTES,
				seL4_ReadWrite);
}

static void page_unmap(const struct user_page *page)
{
	must(seL4_CNode_Delete(CSPACE, page->cap, CPTR_BITS), "CNode_Delete");
}

static void page_map(unsigned index, unsigned at, seL4_CapRights_t rights)
{
	struct user_page *page = &processes[index].page[at];

	page_unmap(page);
	must(seL4_CNode_Copy(CSPACE, page->cap, CPTR_BITS, CSPACE, image_frame(memory.frame[page->frame]),
			     CPTR_BITS, seL4_AllRights),
	     "CNode_Copy");
	must(arch_page_map(page->cap, processes[index].vspace, USER_BASE + at * PAGE_BYTES, rights),
	     "Page_Map of a user page");
}

void processes_reset(void)
{
	for (unsigned i = 0; i < USER_PAGES; i++) {
		page_unmap(&processes[0].page[i]);
		page_unmap(&processes[1].page[i]);
		processes[0].page[i].frame = i;
	}
	memset(&frames, 0, sizeof frames);
	memset(memory.frame, 0, sizeof memory.frame);
	for (unsigned i = 0; i < USER_PAGES; i++)
		frames.users[i] = 1;
}

void process_fork(void)
{
	must(arch_table_unmap(processes[0].user_table), "PageTable_Unmap");
	must(arch_table_map(processes[0].user_table, processes[0].vspace, USER_BASE), "PageTable_Map");
	for (unsigned i = 0; i < USER_PAGES; i++) {
		processes[1].page[i].frame = processes[0].page[i].frame;
		frames.users[processes[0].page[i].frame]++;
	}
}

static unsigned frame_copy(unsigned old)
{
	for (unsigned i = 0; i < FRAMES; i++) {
		if (frames.users[i] == 0) {
			memcpy(memory.frame[i], memory.frame[old], PAGE_BYTES);
			frames.users[old]--;
			frames.users[i] = 1;
			return i;
		}
	}
	fail("no frame for a copy");
}

/** Map a page, for writing as its only user. */
static void page_provide(unsigned index, unsigned at, int write)
{
	struct user_page *page = &processes[index].page[at];

	if (write && frames.users[page->frame] > 1) {
		page_unmap(page);
		page->frame = frame_copy(page->frame);
	}
	page_map(index, at, frames.users[page->frame] > 1 ? seL4_CanRead : seL4_ReadWrite);
}

int process_fault(unsigned index, seL4_Word vaddr, int write)
{
	seL4_Word at = (vaddr - USER_BASE) / PAGE_BYTES;

	if (vaddr < USER_BASE || at >= USER_PAGES)
		return 0;
	frames.faults++;
	page_provide(index, (unsigned)at, write);
	return 1;
}

void *process_memory(unsigned index, seL4_Word vaddr, seL4_Word bytes)
{
	seL4_Word at = (vaddr - USER_BASE) / PAGE_BYTES, offset = vaddr % PAGE_BYTES;

	if (vaddr < USER_BASE || at >= USER_PAGES || bytes > PAGE_BYTES - offset)
		return (void *)0;
	if (frames.users[processes[index].page[at].frame] > 1)
		page_provide(index, (unsigned)at, 1);
	return memory.frame[processes[index].page[at].frame] + offset;
}

unsigned process_faults(void)
{
	return frames.faults;
}
