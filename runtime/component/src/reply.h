/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef COMPONENT_REPLY_H
#define COMPONENT_REPLY_H

#include <stdint.h>

/** Answer the caller of the message received last. @param words  of the answer if @result is 0 */
void reply_now(int result, const uint64_t *words, unsigned int count);

#endif
