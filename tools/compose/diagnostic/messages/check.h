/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* E05, continued: what `check` finds. */
MESSAGE(MEMORY_SHORT, "E0504", "memory-short", ERROR,
	"the system needs about {0} of memory, and the machine has {1}",
	"the largest part, {3}, is for `{2}`",
	"give the machine more by `memory` in [system], or components less by `heap`",
	"Stacks and heaps are mapped before a component starts, so their sum is known. Components that are "
	"started on demand, and memory that a component may ask for, count in full.")
MESSAGE(IMAGE_LARGE, "E0505", "image-too-large", ERROR,
	"the image of {0} needs {1} capability slots, and {2} offers {3}",
	"the kernel gives the root task a capability for each page of its image",
	"bundle fewer or smaller programs; large data belongs on a disk",
	"The root task's table of capabilities has a size that was fixed when the kernel was built. KaaL's "
	"own kernel says it in its ELF file; of seL4, 2^16 slots are taken.")
MESSAGE(SLOTS_SHORT, "E0506", "slots-short", ERROR,
	"the system needs about {0} capability slots, and {2} offers {1}",
	"each page of 4 KiB that a component has takes one; heaps of 2 MiB and more take far fewer",
	"make some heap a multiple of 2MiB, or have fewer instances",
	"The root task holds a capability for everything that it has made, in a table whose size was fixed "
	"when the kernel was built.")
MESSAGE(QUOTA_SHORT, "E0507", "quota-short", ERROR,
	"component `{0}` needs {1} to start, and its quota is {2}",
	"its image, stack and heap count, and what the kernel needs for it",
	"raise `memory`, or lower `heap`",
	"`memory` limits all memory that is ever used for a component. Below what it needs to start it could "
	"never run.")
MESSAGE(RESOURCES_SHORT, "E0508", "resources-short", ERROR,
	"the components need {1} of `{0}`, and [resources] allows {2}",
	NULL,
	"raise `{0}` in [resources], or lower what components have",
	"[resources] limits all components together, besides each one's own limits.")
MESSAGE(KERNEL_UNUSABLE, "E0509", "kernel-unusable", ERROR,
	"{0} is no kernel",
	"a kernel is a 64-bit ELF file",
	"name the kernel.elf of seL4, or write \"embedded\"",
	"`kernel` in [system] is \"embedded\" for KaaL's own kernel, or the path of a kernel.elf that was "
	"built from seL4 in the configuration that KaaL wants.")
MESSAGE(ASSERT_REACHES, "E0510", "assert-reaches", ERROR,
	"it is not so: {0}",
	"`{1}` reaches `{2}`: {3}",
	"take one of these steps away, or trust a component on the way: `trusting = [...]`",
	"An assertion is proved over the resolved system. Of all ways that contradict it, one of the "
	"shortest is shown. A component reaches another as its client, or because it may manage the system; "
	"with `flow`, answers count too. docs/spec/system-toml.md defines it.")
MESSAGE(ASSERT_ONLY, "E0511", "assert-only", ERROR,
	"it is not so: {0}",
	"`{1}` does: it is allowed to {2} {3}",
	"take that from `{1}`, or add it to `only`",
	"An assertion with `only` names everybody who may hold, provide or reach something. Somebody else "
	"does too.")
MESSAGE(ASSERT_NAME, "E0512", "assert-name", ERROR,
	"there is no component `{0}`",
	"an assertion about nobody would prove nothing",
	NULL,
	"Assertions name components of this system: sections of [components], instances NAME-1, NAME-2, ..., "
	"or built-in components that were added because somebody uses them.")
MESSAGE(ASSERT_IDLE, "W0513", "assert-idle", WARNING,
	"nobody is there to {0} {1}",
	"the assertion holds, but perhaps its word was mistyped",
	NULL,
	"The assertion speaks of something that nobody in this system has. Names of devices differ between "
	"architectures.")
MESSAGE(PRIORITY_ABOVE, "W0514", "priority-above", WARNING,
	"`{0}` has priority {1}, above that of `{2}`, {3}, which it uses",
	"while `{0}` is busy, `{2}` cannot run, and serves nobody else either",
	"give the provider the same priority or a higher one",
	"The kernel runs the component of the highest priority that can run. A provider should not stand "
	"below those who wait for it.")
MESSAGE(PROVIDER_ON_DEMAND, "W0515", "provider-on-demand", WARNING,
	"`{0}` uses `{1}` of `{2}`, which is started on demand only",
	"until somebody starts it, calls fail",
	"let it start at boot: `start = \"boot\"`",
	"A component with `start = \"demand\"` runs when a component with `manage` asks for it, not because "
	"another one uses it.")
MESSAGE(CYCLE, "W0516", "cycle", WARNING,
	"`{0}` and `{1}` wait for each other",
	"they are started together, and neither can be sure that the other is ready",
	"take one of the connections away",
	"Each component is started when all whom it uses are ready. In a cycle nobody can be first, so all "
	"of it is started at once, and a call may find the other one not ready yet.")
MESSAGE(PROVIDER_ADDED, "N0517", "provider-added", NOTE,
	"`{0}` was added, because `{1}` uses it",
	NULL,
	NULL,
	"Where nobody provides what a component needs, KaaL's own component is added, if there is exactly "
	"one that does. Write [components.NAME] to have it in sight, or to set its limits.")
