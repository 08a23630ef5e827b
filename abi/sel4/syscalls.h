/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* System-call numbers (non-MCS). Every other number is an UnknownSyscall fault. */
#ifndef ABI_SEL4_SYSCALLS_H
#define ABI_SEL4_SYSCALLS_H

enum seL4_Syscall_ID {
	seL4_SysCall = -1,
	seL4_SysReplyRecv = -2,
	seL4_SysSend = -3,
	seL4_SysNBSend = -4,
	seL4_SysRecv = -5,
	seL4_SysReply = -6,
	seL4_SysYield = -7,
	seL4_SysNBRecv = -8,
};

#endif
