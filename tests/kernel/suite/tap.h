/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Output in the Test Anything Protocol (version 13) on the serial console. */
#ifndef SUITE_TAP_H
#define SUITE_TAP_H

#include "suite/check.h"

void tap_open(void);

/** Print a line that explains, "# ..."; @fmt knows %s, %u (unsigned) and %x (seL4_Word). */
void tap_note(const char *fmt, ...);

/** Print one test's line from @verdict, and its failures. */
void tap_result(const char *group, const char *name, const char *detail, const struct verdict *result);

/** Print the plan and the summary line. @return the number of failed tests */
unsigned tap_close(void);

#endif
