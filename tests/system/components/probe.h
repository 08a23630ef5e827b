/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef PROBE_H
#define PROBE_H

/** One thing that a probe can do. */
struct deed {
	const char *name;
	void (*run)(void);
};

/** Lists of deeds, each ended by one without a name. */
extern const struct deed crimes[], arch_crimes[], hostilities[], management[], peers[], threading[],
	supervised[], auditing[];

/** Do what this component's name says. */
void probe(void);

#endif
