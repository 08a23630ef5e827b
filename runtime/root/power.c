/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include <core/text.h>

#include "arch.h"
#include "loader.h"

static void unload_all(struct root *root)
{
	for (unsigned i = 0; i < root->components_count; i++)
		if (component_is_loaded(&root->components[i]))
			component_unload(root, &root->components[i], KAAL_STATE_EXITED);
}

static _Noreturn void halt(struct root *root)
{
	unload_all(root);
	for (;;)
		seL4_Recv(root->watch_endpoint, NULL); /* nobody sends */
}

/* A second attempt finds every I/O port free that a component may have held. */
_Noreturn void power_off(struct root *root)
{
	arch_power_off(root);
	unload_all(root);
	arch_power_off(root);
	say(root, "This machine cannot be switched off by software; it is safe to do it by hand.");
	halt(root);
}

_Noreturn void power_restart(struct root *root)
{
	arch_power_restart(root);
	unload_all(root);
	arch_power_restart(root);
	say(root, "This machine cannot be restarted by software; it is safe to do it by hand.");
	halt(root);
}

_Noreturn void root_fail(struct root *root, const char *format, ...)
{
	char line[160];
	struct text text = text_in(line, sizeof line);
	va_list args;

	va_start(args, format);
	text_add_list(&text, format, args);
	va_end(args);
	say(root, "Cannot go on: %s. Switching off.", line);
	power_off(root);
}
