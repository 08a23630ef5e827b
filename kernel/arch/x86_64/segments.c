/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "segments.h"

struct segments segments; /* filled in at boot */
