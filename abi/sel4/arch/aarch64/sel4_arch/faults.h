/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef SEL4_ARCH_FAULTS_H
#define SEL4_ARCH_FAULTS_H

enum seL4_UnknownSyscall_Msg {
	seL4_UnknownSyscall_X0,
	seL4_UnknownSyscall_X1,
	seL4_UnknownSyscall_X2,
	seL4_UnknownSyscall_X3,
	seL4_UnknownSyscall_X4,
	seL4_UnknownSyscall_X5,
	seL4_UnknownSyscall_X6,
	seL4_UnknownSyscall_X7,
	seL4_UnknownSyscall_FaultIP,
	seL4_UnknownSyscall_SP,
	seL4_UnknownSyscall_LR, /* the address behind the trap, not x30 */
	seL4_UnknownSyscall_SPSR,
	seL4_UnknownSyscall_Syscall, /* not written by a reply */
	seL4_UnknownSyscall_Length,

	/* the flags, by the name that every architecture has */
	seL4_UnknownSyscall_FLAGS = seL4_UnknownSyscall_SPSR,
};

enum seL4_UserException_Msg {
	seL4_UserException_FaultIP,
	seL4_UserException_SP,
	seL4_UserException_SPSR,
	seL4_UserException_Number, /* ESR */
	seL4_UserException_Code,   /* 0 */
	seL4_UserException_Length,

	seL4_UserException_FLAGS = seL4_UserException_SPSR,
};

#endif
