/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What the kernel hands to the initial thread (manual chapter 9). */
#ifndef ABI_SEL4_BOOTINFO_H
#define ABI_SEL4_BOOTINFO_H

#include "abi/sel4/message.h"

/** Fixed slots of the initial thread's CNode; a slot that a machine lacks holds a null capability. */
enum seL4_RootCNodeCapSlots {
	seL4_CapNull = 0,
	seL4_CapInitThreadTCB = 1,
	seL4_CapInitThreadCNode = 2,
	seL4_CapInitThreadVSpace = 3,
	seL4_CapIRQControl = 4,
	seL4_CapASIDControl = 5,
	seL4_CapInitThreadASIDPool = 6,
	seL4_CapIOPortControl = 7,
	seL4_CapIOSpace = 8,
	seL4_CapBootInfoFrame = 9,
	seL4_CapInitThreadIPCBuffer = 10,
	seL4_CapDomain = 11,
	seL4_CapSMMUSIDControl = 12,
	seL4_CapSMMUCBControl = 13,
	seL4_CapInitThreadSC = 14,
	seL4_CapSMC = 15,
	seL4_NumInitialCaps = 16,
};

typedef seL4_Word seL4_SlotPos;

/** Slots [start, end). */
typedef struct {
	seL4_SlotPos start;
	seL4_SlotPos end;
} seL4_SlotRegion;

typedef struct {
	seL4_Word paddr;
	seL4_Uint8 sizeBits;
	seL4_Uint8 isDevice;
	seL4_Uint8 padding[6];
} seL4_UntypedDesc;

enum { CONFIG_MAX_NUM_BOOTINFO_UNTYPED_CAPS = 230 };

typedef struct {
	seL4_Word extraLen; /* bytes of extra boot information at bootinfo + 4096 */
	seL4_NodeId nodeID;
	seL4_Word numNodes;
	seL4_Word numIOPTLevels; /* all ones: built without IOMMU */
	seL4_IPCBuffer *ipcBuffer;
	seL4_SlotRegion empty;
	seL4_SlotRegion sharedFrames;
	seL4_SlotRegion userImageFrames;
	seL4_SlotRegion userImagePaging;
	seL4_SlotRegion ioSpaceCaps;
	seL4_SlotRegion extraBIPages;
	seL4_Word initThreadCNodeSizeBits;
	seL4_Domain initThreadDomain;
	seL4_SlotRegion untyped;
	/* entry i describes slot untyped.start + i */
	seL4_UntypedDesc untypedList[CONFIG_MAX_NUM_BOOTINFO_UNTYPED_CAPS];
} seL4_BootInfo;

_Static_assert(sizeof(seL4_BootInfo) == 3848, "bootinfo, 230 untypeds");

/** Header of each chunk of extra boot information; @len includes the header. */
typedef struct {
	seL4_Word id;
	seL4_Word len;
} seL4_BootInfoHeader;

typedef enum {
	SEL4_BOOTINFO_HEADER_PADDING = 0,
	SEL4_BOOTINFO_HEADER_X86_VBE = 1,
	SEL4_BOOTINFO_HEADER_X86_MBMMAP = 2,
	SEL4_BOOTINFO_HEADER_X86_ACPI_RSDP = 3,
	SEL4_BOOTINFO_HEADER_X86_FRAMEBUFFER = 4,
	SEL4_BOOTINFO_HEADER_X86_TSC_FREQ = 5, /* payload: uint32_t MHz */
	SEL4_BOOTINFO_HEADER_FDT = 6,
} seL4_BootInfoID;

#endif
