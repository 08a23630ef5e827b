/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef TOOLS_COMPOSE_VERSION_H
#define TOOLS_COMPOSE_VERSION_H

/** KaaL's version, such as "0.1.0"; CMakeLists.txt at the top says it. */
extern const char kaal_version[];

#endif
