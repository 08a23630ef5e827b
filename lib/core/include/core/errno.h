/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Linux's error numbers, as far as freestanding code returns them (negated). */
#ifndef CORE_ERRNO_H
#define CORE_ERRNO_H

#define EPERM      1
#define ENOENT     2
#define ESRCH      3
#define EIO        5
#define ENXIO      6
#define E2BIG      7
#define ENOEXEC    8
#define EBADF      9
#define EAGAIN     11
#define ENOMEM     12
#define EFAULT     14
#define EBUSY      16
#define EEXIST     17
#define ENODEV     19
#define EINVAL     22
#define ENOSPC     28
#define ERANGE     34
#define ENOSYS     38
#define EPROTO     71
#define EMSGSIZE   90
#define ECONNRESET 104
#define EALREADY   114
#define EDQUOT     122

#endif
