/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <signal.h>
#include <sys/prctl.h>

#include "parent.h"

void parent_bind(void)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* prctl(2); stays in force across execve */
}
