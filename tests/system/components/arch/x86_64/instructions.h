/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef INSTRUCTIONS_H
#define INSTRUCTIONS_H

typedef unsigned char instruction;

enum { RETURN_INSTRUCTION = 0xc3 };

#endif
