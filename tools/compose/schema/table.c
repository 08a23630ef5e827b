/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#include "schema/table.h"

const struct schema_section *const schema_sections[] = {
	&schema_system,  &schema_resources, &schema_components, &schema_connections, &schema_interfaces,
	&schema_asserts, &schema_tests,     &schema_rootfs,     &schema_debug,
};
const size_t schema_sections_count = sizeof(schema_sections) / sizeof(schema_sections[0]);

const char *const schema_archs[] = { "x86_64", "aarch64", NULL }; /* enum model_arch */
const char *const schema_logs[] = {
	"none", "error", "warning", "info", "debug", "trace", NULL
}; /* model_log */
