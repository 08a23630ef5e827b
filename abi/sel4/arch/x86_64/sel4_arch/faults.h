/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SEL4_ARCH_FAULTS_H
#define SEL4_ARCH_FAULTS_H

enum seL4_UnknownSyscall_Msg {
	seL4_UnknownSyscall_RAX,
	seL4_UnknownSyscall_RBX,
	seL4_UnknownSyscall_RCX,
	seL4_UnknownSyscall_RDX,
	seL4_UnknownSyscall_RSI,
	seL4_UnknownSyscall_RDI,
	seL4_UnknownSyscall_RBP,
	seL4_UnknownSyscall_R8,
	seL4_UnknownSyscall_R9,
	seL4_UnknownSyscall_R10,
	seL4_UnknownSyscall_R11,
	seL4_UnknownSyscall_R12,
	seL4_UnknownSyscall_R13,
	seL4_UnknownSyscall_R14,
	seL4_UnknownSyscall_R15,
	seL4_UnknownSyscall_FaultIP,
	seL4_UnknownSyscall_SP,
	seL4_UnknownSyscall_FLAGS,
	seL4_UnknownSyscall_Syscall, /* not written by a reply */
	seL4_UnknownSyscall_Length,
};

enum seL4_UserException_Msg {
	seL4_UserException_FaultIP,
	seL4_UserException_SP,
	seL4_UserException_FLAGS,
	seL4_UserException_Number,
	seL4_UserException_Code,
	seL4_UserException_Length,
};

#endif
