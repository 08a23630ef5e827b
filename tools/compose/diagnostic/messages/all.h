/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The rows of all parts, for messages.h and messages.c, which define MESSAGE. No include guard: read twice. */
#include "diagnostic/messages/tool.h"
#include "diagnostic/messages/command.h"
#include "diagnostic/messages/toml.h"
#include "diagnostic/messages/schema.h"
#include "diagnostic/messages/resolve.h"
#include "diagnostic/messages/check.h"
#include "diagnostic/messages/host.h"
#include "diagnostic/messages/run.h"
