/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* E04: names and connections. E05: the plan and its limits. E06: programs and images. */
MESSAGE(BUILTIN_UNKNOWN, "E0401", "unknown-builtin", ERROR,
	"KaaL has no built-in component `{0}`",
	"a component is built in, or its sources are named by `path`",
	"add `path = \"FOLDER\"` if it is your own",
	"A component without `path` is one that comes with KaaL, of the name that `builtin` gives or else "
	"of its own name. KaaL's components for an architecture are the files of one folder, which the "
	"message names if it is empty.")
MESSAGE(COMPONENT_NAME_BAD, "E0402", "component-name", ERROR,
	"`{0}` cannot be a component's name",
	"it must have 1 to {1} visible ASCII characters, the number of an instance included",
	"use a shorter name",
	"Names travel through the whole system in fields of fixed size. With `count`, the instances are "
	"called NAME-1, NAME-2 and so on, and these must fit too.")
MESSAGE(COMPONENT_NAME_TWICE, "E0403", "component-name-twice", ERROR,
	"there are two components called `{0}`",
	"each name stands for one component: connections and the root task's reports use it",
	"rename one of them",
	"The instances of a component with `count` are called NAME-1, NAME-2 and so on; another component "
	"may not be called like one of them. In a list of built files, two may have the same name in their "
	"descriptors.")
MESSAGE(COMPONENT_UNKNOWN, "E0404", "unknown-component", ERROR,
	"there is no component `{0}`",
	"both sides of a connection are components of this system",
	"add `[components.{0}]`",
	"A line of [connections] reads CLIENT.END = \"PROVIDER\" or \"PROVIDER.INTERFACE\". CLIENT and "
	"PROVIDER are names of sections [components.NAME]; of a component with `count` the plain name "
	"means all instances, and NAME-2 the second. A provider may also be one of KaaL's own components "
	"that is not mentioned elsewhere.")
MESSAGE(END_UNKNOWN, "E0405", "unknown-end", ERROR,
	"component `{0}` has no end called `{1}`",
	"a built-in component says itself what it uses: {2}",
	"use one of these names",
	"What a built-in component uses stands in its descriptor, and only that can be connected. A "
	"component of your own has the ends that [connections] gives it.")
MESSAGE(NOT_PROVIDED, "E0406", "not-provided", ERROR,
	"component `{0}` does not provide interface `{1}`",
	"it provides {2}",
	"connect to a component that does, or add it to the `provides` of `{0}`",
	"The two sides of a connection must agree about the interface. What a built-in component provides "
	"stands in its descriptor; your own say it in `provides` or in their descriptor.")
MESSAGE(END_UNCONNECTED, "E0407", "unconnected-end", ERROR,
	"component `{0}` uses `{1}`, and nobody provides interface `{2}`",
	"it cannot work without, and KaaL has no built-in component that provides it, or more than one",
	"add a component that provides `{2}`",
	"An end that is not mentioned is connected to the only component of the system that provides its "
	"interface. If there is none, KaaL's own component is added, if there is exactly one that does.")
MESSAGE(PROVIDER_AMBIGUOUS, "E0408", "ambiguous-provider", ERROR,
	"component `{0}` uses `{1}`, and more than one component provides interface `{2}`",
	"`{3}` and `{4}` both do, and only you know which one is meant",
	"say it in [connections]",
	"Where there is exactly one provider of an interface, connections are made without being "
	"mentioned. As soon as there are two, each client's end must be connected in [connections].")
MESSAGE(CONNECTED_TO_ITSELF, "E0409", "connected-to-itself", ERROR,
	"component `{0}` connects `{1}` to itself",
	"a component that calls itself waits for ever",
	"name another provider",
	"The two sides of a connection are different components.")
MESSAGE(INTERFACE_DIFFERS, "E0410", "interface-differs", ERROR,
	"end `{1}` of component `{0}` is of interface `{2}`, not `{3}`",
	"the component was written for `{2}`, and says so in its descriptor",
	"leave the interface out",
	"The interface behind the dot of a connection's value is needed only where a provider has several "
	"and the client's end has none. It cannot change what the client was written for.")
MESSAGE(DEVICE_UNDRIVEN, "E0411", "device-not-driven", ERROR,
	"component `{0}` does not drive `{1}`",
	"a driver says itself which devices it knows; `devices` can only leave out some of them",
	"`sel4-compose graph` shows which",
	"What a driver can drive stands in its descriptor, so that nothing is declared twice. `devices` in "
	"system.toml narrows that down, if only one of several is to be driven.")
MESSAGE(DEVICE_TWICE, "E0412", "device-twice", ERROR,
	"{0}: `{1}` and `{2}` both want it",
	"a device has one driver, or neither works",
	"remove one of them, or give each its own device by `devices`",
	"Registers, ports and interrupts belong to one component: two drivers of one device would disturb "
	"each other, and each could harm whoever trusts the other. Instances of one driver (`count`) take "
	"different devices of the same kind.")
MESSAGE(NAME_LONG, "E0413", "name-too-long", ERROR,
	"`{0}` is too long a name",
	"names of ends, interfaces and devices have 1 to {1} visible ASCII characters",
	"use a shorter one",
	"Names travel through the whole system in fields of fixed size.")
MESSAGE(PLAN_TOO_LARGE, "E0501", "system-too-large", ERROR,
	"the system has {0} {1}, and at most {2} fit",
	"the root task's tables have so many entries",
	"make it smaller: fewer instances, or components in common",
	"The root task keeps what a system consists of in tables of fixed size, so that no input can "
	"exhaust its memory. docs/spec/plan.md lists the limits.")
MESSAGE(CSPACE_FULL, "E0502", "too-many-capabilities", ERROR,
	"component `{0}` needs {1} capability slots, and at most {2} fit",
	"each client of a service takes one, each connection that it uses two, each thread one",
	"spread its clients over several instances",
	"A component's capabilities stand in one table, whose size the plan gives.")
MESSAGE(PROGRAM_UNREADABLE, "E0601", "program-not-built", ERROR,
	"{0} cannot be read: {1}",
	"it is the built program of a component",
	"run `sel4-compose build`",
	"A system is made of built components. Those of your own are in the project's build folder once "
	"`sel4-compose build` has succeeded; KaaL's are where KaaL was built or installed.")
MESSAGE(PROGRAM_BAD, "E0602", "program-unusable", ERROR,
	"{0} is no program that the root task would load",
	"{1}",
	"build it by kaal_component() of KaaL's CMake package",
	"Components are static executables for the system's architecture, linked at a fixed address by "
	"KaaL's linker script. sel4-compose checks them as the root task does.")
MESSAGE(DESCRIPTOR_BAD, "E0603", "descriptor-unusable", ERROR,
	"the descriptor of {0} is unusable",
	"{1}",
	"correct its KAAL_COMPONENT, and build it again with this KaaL",
	"A descriptor says what a component provides, uses and needs. It is a structure in the program's "
	"section .kaal.component, which sel4-compose reads from the built file (abi/kaal/component.h).")
MESSAGE(ROOT_UNUSABLE, "E0604", "root-unusable", ERROR,
	"{0} is not the root task of this KaaL",
	"{1}",
	"build or install KaaL again",
	"An image is KaaL's root task with a bundle of components as one more segment. The root task was "
	"linked when KaaL was built; this file is not it, or of another version.")
MESSAGE(FILE_UNWRITABLE, "E0605", "file-unwritable", ERROR,
	"{0} cannot be written: {1}",
	NULL,
	"check its folder and permissions",
	"The operating system's own words say what is wrong with the file.")
MESSAGE(IMAGE_UNUSABLE, "E0606", "image-unusable", ERROR,
	"{0} is no image of a system",
	"{1}",
	"name an image that `sel4-compose build` has made",
	"An image is KaaL's root task with a bundle: the plan and the components' programs.")
MESSAGE(PLAN_UNUSABLE, "E0607", "plan-unusable", ERROR,
	"the plan in {0} is unusable",
	"{1}",
	"build the image again",
	"The plan says what a system consists of and who holds what. Whoever reads it, the root task too, "
	"checks it as a whole first.")
