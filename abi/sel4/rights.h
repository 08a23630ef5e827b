/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The rights word of Copy, Mint and the map invocations. */
#ifndef ABI_SEL4_RIGHTS_H
#define ABI_SEL4_RIGHTS_H

enum {
	seL4_RightWrite = 1 << 0, /* send, signal, write */
	seL4_RightRead = 1 << 1,  /* receive, wait, read */
	seL4_RightGrant = 1 << 2,
	seL4_RightGrantReply = 1 << 3,
	seL4_RightsMask = 15,
};

#endif
