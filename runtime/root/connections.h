/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * Connections between components. Their memory belongs to neither side: one that
 * ends must not take memory away under the other.
 */
#ifndef ROOT_CONNECTIONS_H
#define ROOT_CONNECTIONS_H

#include "root.h"

/** Make the memory of all connections whose sides are acceptable. */
int connections_create(struct root *root, char why[COMPONENT_WHY_BYTES]);

/** A part of grant_describe. */
int connection_describe(struct root *root, const struct kaal_plan_grant *grant, struct kaal_grant *out,
			char why[COMPONENT_WHY_BYTES]);

/** Map a connection's memory into the component that has this end of it. */
int connection_map(struct root *root, struct component *component, const struct kaal_plan_grant *grant,
		   const struct kaal_grant *place);

/** @return the component at the other end of a grant; NULL: the root task */
struct component *connection_peer(struct root *root, const struct kaal_plan_grant *grant);

/** The other side's grant of the same connection; not for the root task's. */
const struct kaal_plan_grant *connection_other_end(const struct root *root,
						   const struct kaal_plan_grant *grant);

/** Does a component hold, or will when wired, the capabilities of this end? */
bool connection_reaches(struct root *root, const struct kaal_plan_grant *grant);

/** The bit that stands for the connection at the other end of @grant; KAAL_PLAN_NONE: none. */
uint32_t connection_signal_at_peer(const struct root *root, const struct kaal_plan_grant *grant);

/**
 * Put the capabilities to its peers into a component's CSpace.
 * @return 0 or a negative errno
 */
int connections_wire(struct root *root, struct component *component);

/** Put the capabilities to a component into the CSpaces of its peers that run. */
int connections_offer(struct root *root, struct component *component);

/**
 * Wire a connection that waits to be asked for, for its client.
 * @param grant  one of the client's, of kind KAAL_NEED_USES
 * @return 0, -EPERM: not such a connection, -EALREADY
 */
int connection_open(struct root *root, struct component *client, const struct kaal_plan_grant *grant);

/** Close what the component had opened: it has ended. */
void connections_close(struct root *root, const struct component *component);

#endif
