/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Interface "rng": randomness. A call of KAAL_RNG_TAKE with MR0 = bytes wanted, 1..KAAL_RNG_BYTES_MAX,
 * answers MR0 = bytes given, at least 1, and the bytes themselves, packed from MR1 on.
 * EAGAIN: none at the moment; the connection is signalled when there are some. EIO: the source has failed.
 * Nobody else gets the same bytes.
 */
#ifndef ABI_KAAL_RNG_H
#define ABI_KAAL_RNG_H

#define KAAL_RNG "rng"

enum kaal_rng_call { KAAL_RNG_TAKE = 1 };

enum { KAAL_RNG_BYTES_MAX = 256 };

#endif
