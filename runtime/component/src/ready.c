/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <component/component.h>
#include <component/root.h>

void component_ready(void)
{
	root_ready();
}
