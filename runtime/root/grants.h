/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* What a component is granted, one entry of the plan after the other. */
#ifndef ROOT_GRANTS_H
#define ROOT_GRANTS_H

#include "root.h"

/**
 * Say what a grant is, as its start-up block does but without addresses.
 *
 * @param grant  one of the component's
 * @param why    out on error: what the machine lacks, for people
 * @return 0; -ENOENT: it is left out; another: the component cannot run
 */
int grant_describe(struct root *root, const struct component *component, const struct kaal_plan_grant *grant,
		   struct kaal_grant *out, char why[COMPONENT_WHY_BYTES]);

/** Is everything there that the component cannot do without? The errors of grant_describe. */
int grants_check(struct root *root, const struct component *component, char why[COMPONENT_WHY_BYTES]);

/**
 * Give a component what a grant stands for: capability, mapping, shared memory. Of a connection
 * the capabilities come later (connections_wire).
 *
 * @param plan   the grant
 * @param grant  what it has become, with addresses
 */
int grant_give(struct root *root, struct component *component, const struct kaal_plan_grant *plan,
	       const struct kaal_grant *grant, char why[COMPONENT_WHY_BYTES]);

/** Does it provide something to others? */
bool grants_provide(const struct root *root, const struct component *component);

/** Put the capabilities into a component's CSpace that each has. */
int grants_install_fixed(struct root *root, const struct component *component);

#endif
