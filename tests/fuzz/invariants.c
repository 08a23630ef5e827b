/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "invariants.h"

#include "survey.h"

const char *invariants_broken(struct slot *cnode, unsigned count, struct tcb *root)
{
	static struct survey survey; /* large, and reused */
	static const char *(*const parts[])(struct survey *) = {
		tree_broken,    memory_broken,    queues_broken, /* marks queued threads */
		threads_broken, scheduler_broken, irqs_broken,   vspaces_broken,
	};
	const char *broken = survey_take(&survey, cnode, count, root);

	for (unsigned i = 0; i < sizeof(parts) / sizeof(parts[0]) && !broken; i++)
		broken = parts[i](&survey);
	return broken;
}
