/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* compose-spec: print docs/spec/system-toml.md. */
#include "schema/schema.h"

int main(void)
{
	schema_print_reference(stdout);
	return fflush(stdout) != 0;
}
