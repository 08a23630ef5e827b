/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "parent.h"

void parent_bind(void) {}
