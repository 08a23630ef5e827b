/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * What new projects begin as. A template is a folder: its file `summary` says in a line what it is; @NAME@ and @ARCHS@ in its files are replaced; lines that say its licence are left out, for what
 * is made from it is the user's; a file "dot.NAME" becomes ".NAME". The folder `common` is in all.
 */
#ifndef TOOLS_COMPOSE_PROJECT_TEMPLATE_H
#define TOOLS_COMPOSE_PROJECT_TEMPLATE_H

#include "commands/command.h"

enum { TEMPLATES_MAX = 16 };

struct template_list {
	int count;
	const char *names[TEMPLATES_MAX];
	const char *summaries[TEMPLATES_MAX];
	const char *line; /* all names */
};

struct template_words {
	const char *name;  /* of the system */
	const char *archs; /* as in system.toml */
};

/** The templates there are. @return 0, or a negative errno with a report */
int template_list(struct call *call, struct template_list *list);

/** Make a project. @return 0, or a negative errno with a report; what was written is left */
int template_copy(struct call *call, const char *template, const char *folder,
		  const struct template_words *words);

/** Copy a folder as it is, without what was built. @param words  NULL: change nothing */
int template_copy_folder(struct call *call, const char *from, const char *to,
			 const struct template_words *words);

#endif
