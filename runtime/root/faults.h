/* SPDX-License-Identifier: MIT OR Apache-2.0 */
#ifndef ROOT_FAULTS_H
#define ROOT_FAULTS_H

#include "message.h"
#include "root.h"

/** Report a component's fault and end the component. */
void fault_handle(struct root *root, struct component *component, const struct message *message);

#endif
