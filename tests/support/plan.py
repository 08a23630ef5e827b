# SPDX-License-Identifier: MIT OR Apache-2.0
"""Plans as abi/kaal/plan.h describes them, made independently of sel4-compose.

    parts = [part("client", uses("sum", 4096)), part("server", provides("sum"))]
    raw = plan(parts)

A part is a dictionary with the fields of struct kaal_plan_component, its image and its needs. Users are
connected with the first part that provides their interface.
"""

import struct
import zlib

PAGE = 4096
NONE = 0xFFFFFFFF
ON_DEMAND, MANAGES = 1, 2
OPTIONAL, ON_REQUEST = 1, 2
PROVIDES, USES, IOPORTS, ISA_IRQ, MANAGE, DT_MMIO, DT_IRQ, DEVICE, MEMORY, DMA = range(1, 11)
NEVER, ON_FAULT, ALWAYS = range(3)
SLOT_GRANTS = 16

HEADER = "<IHHQ32s24sIIII"
COMPONENT = "<24s64sIIIIIIQQQQIIIIIIIIIIII"
GRANT = "<IIIIIIQQQ24s24s48s"
CONNECTION = "<IIIIQQQ"


def need(kind, name, a=0, b=0, c=0, match="", flags=0):
    return dict(kind=kind, name=name, a=a, b=b, c=c, match=match, flags=flags)


def provides(interface):
    return need(PROVIDES, interface)


def uses(interface, ring=0, data=0, flags=0):
    return need(USES, interface, ring, ring, data, flags=flags)


def part(name, *needs, image=None, **fields):
    """A component of the system; fields as in struct kaal_plan_component, but short."""
    made = dict(name=name, args="", image=image, flags=0, priority=100, rank=0, cnode_bits=0, threads=1, stack=4 * PAGE,
                heap=0, memory_max=0, dma_max=0, slots_max=0, log_level=3, restart=NEVER, limit=0, window_ms=0,
                backoff_ms=0, backoff_max_ms=0, heartbeat_ms=0, ready_ms=0, needs=list(needs))
    assert set(fields) <= set(made), f"no such fields: {set(fields) - set(made)}"
    return {**made, **fields}


def is_end(want):
    return want["kind"] in (PROVIDES, USES)


def connect(parts):
    """Connections as (client, provider, need of the client), in the clients' order."""
    providers = {want["name"]: index for index, it in reversed(list(enumerate(parts)))
                 for want in it["needs"] if want["kind"] == PROVIDES}
    return [(index, providers[want["name"]], want) for index, it in enumerate(parts) for want in it["needs"]
            if want["kind"] == USES and want["name"] in providers]


def make_grants(parts, connections, timer):
    """Each part's grants, with their numbers; and each connection's two ends as indices into all of them."""
    tables, ends = [], [{} for _ in connections]
    first = 0
    for index, it in enumerate(parts):
        grants, slot, bit = [], SLOT_GRANTS, 0
        for want in it["needs"]:
            if is_end(want):
                continue
            grant = dict(want, signal=NONE, slot=0, signal_slot=0, connection=NONE, interface="")
            if want["kind"] in (IOPORTS, ISA_IRQ, DT_IRQ):
                grant["slot"], slot = slot, slot + 1
            if want["kind"] in (ISA_IRQ, DT_IRQ):
                grant["signal"], bit = bit, bit + 1
            grants.append(grant)
        shared = bit
        for number, (client, provider, want) in enumerate(connections):
            for side, end in (("client", client), ("provider", provider)):
                if end != index:
                    continue
                grant = dict(want, kind=USES if side == "client" else PROVIDES, slot=0, connection=number,
                             interface=want["name"], signal=shared + (bit - shared) % (48 - shared))
                bit += 1
                if side == "client":
                    grant["slot"], slot = slot, slot + 1
                grant["signal_slot"], slot = slot, slot + 1
                ends[number][side] = first + len(grants)
                grants.append(grant)
        tables.append(grants)
        first += len(grants)
        if not it["cnode_bits"]:
            it["cnode_bits"] = max(6, (slot + 32 + 2 * it["threads"] - 1).bit_length())
    return tables, ends


def tables(parts, timer=False):
    """The plan as lists of dictionaries, for tests that change something. timer: the root task is a client too."""
    connections = connect(parts)
    if timer:
        at = next(i for i, it in enumerate(parts) if any(w["kind"] == PROVIDES and w["name"] == "timer" for w in it["needs"]))
        connections.append((NONE, at, uses("timer")))
    grants, ends = make_grants(parts, connections, timer)
    files = []
    rows = []
    first = 0
    for it, own in zip(parts, grants):
        if it["image"] not in files:
            files.append(it["image"])
        manages = MANAGES if any(want["kind"] == MANAGE for want in it["needs"]) else 0
        rows.append(dict(it, file=1 + files.index(it["image"]), flags=it["flags"] | manages, first=first, count=len(own)))
        first += len(own)
    wires = [dict(client=client, provider=provider, client_grant=end.get("client", NONE), provider_grant=end["provider"],
                  forward=want["a"], back=want["b"], data=want["c"])
             for (client, provider, want), end in zip(connections, ends)]
    return dict(components=rows, grants=[grant for own in grants for grant in own], connections=wires, files=files)


def pack(made, system="test"):
    """The bytes."""
    body = b""
    for it in made["components"]:
        body += struct.pack(COMPONENT, it["name"].encode(), it["args"].encode(), it["file"], it["flags"], it["priority"],
                            it["rank"], it["cnode_bits"], it["threads"], it["stack"], it["heap"], it["memory_max"],
                            it["dma_max"], it["slots_max"], it["log_level"], it["restart"], it["limit"], it["window_ms"],
                            it["backoff_ms"], it["backoff_max_ms"], it["heartbeat_ms"], it["ready_ms"], it["first"],
                            it["count"], 0)
    for it in made["grants"]:
        body += struct.pack(GRANT, it["kind"], it["signal"], it["slot"], it["signal_slot"], it["connection"], it["flags"],
                            it["a"], it["b"], it["c"], it["name"].encode(), it["interface"].encode(), it["match"].encode())
    for it in made["connections"]:
        body += struct.pack(CONNECTION, it["client"], it["provider"], it["client_grant"], it["provider_grant"],
                            it["forward"], it["back"], it["data"])

    size = struct.calcsize(HEADER)
    return seal([0x4E414C50, 1, size, 0, system.encode(), b"1", len(made["components"]), len(made["grants"]),
                 len(made["connections"]), 0], body)


def seal(fields, body):
    """A plan of these header fields and tables, with the right size and checksum."""
    fields[3] = struct.calcsize(HEADER) + len(body)
    fields[-1] = 0
    fields[-1] = zlib.crc32(struct.pack(HEADER, *fields) + body)
    return struct.pack(HEADER, *fields) + body


def bundle_files(parts, change=None, timer=False):
    """The bundle's files: the plan first, then each image once. change: alters the tables before they are packed."""
    made = tables(parts, timer)
    if change:
        change(made)
    return [("plan", pack(made)), *((f"file{n}", image) for n, image in enumerate(made["files"]))]
