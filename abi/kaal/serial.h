/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Interface "serial": a byte stream both ways over the connection's two rings
 * (entry_bytes 1): ring 0 carries what the client prints, ring 1 what was typed.
 */
#ifndef ABI_KAAL_SERIAL_H
#define ABI_KAAL_SERIAL_H
#define KAAL_SERIAL "serial"
#endif
