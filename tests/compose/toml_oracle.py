#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""The TOML parser against Python's: the same documents are refused, and all others mean the same.

toml_oracle.py [DOCUMENTS]    so many made by chance (default 20000), besides tests/compose/toml/
"""

import datetime
import json
import math
import pathlib
import random
import re
import subprocess
import sys
import tomllib

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
CORPUS = TREE / "tests" / "compose" / "toml"
BATCH = TREE / "build" / "host" / "tests" / "toml_batch"
DEPTH_MAX = 100  # TOML_DEPTH_MAX
COUNT = int(sys.argv.pop(1)) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 20000
sys.path.insert(0, str(TREE / "tests" / "support"))
import tap  # noqa: E402

WRONG = None  # a document that is no TOML


# What a document means: nested (type, value) pairs that can be compared.

class TooLarge(Exception):
    """An integer beyond 64 bits, which TOML leaves to the parser, and ours refuses."""


def time_text(value):
    return value.isoformat(timespec="microseconds")


def meaning(value):
    """Of what tomllib returns."""
    if isinstance(value, dict):
        return {key: meaning(item) for key, item in value.items()}
    if isinstance(value, list):
        return [meaning(item) for item in value]
    if isinstance(value, bool):
        return "bool", value
    if isinstance(value, int):
        if not -2**63 <= value < 2**63:
            raise TooLarge
        return "integer", value
    if isinstance(value, float):
        return "float", "nan" if math.isnan(value) else value.hex()
    if isinstance(value, str):
        return "string", value
    if isinstance(value, datetime.datetime):
        local = value.replace(tzinfo=None)
        if value.tzinfo is None:
            return "datetime-local", time_text(local)
        return "datetime", time_text(local), value.utcoffset() // datetime.timedelta(minutes=1)
    if isinstance(value, datetime.date):
        return "date-local", value.isoformat()
    return "time-local", time_text(value)


def tagged_meaning(tag, text):
    """Of one of our values, {"type": tag, "value": text}."""
    if tag == "bool":
        return tag, text == "true"
    if tag == "integer":
        return tag, int(text)
    if tag == "float":
        return tag, "nan" if text == "nan" else float(text).hex()
    if tag == "datetime":
        hours, minutes = int(text[-5:-3]), int(text[-2:])
        return tag, text[:-9], (hours * 60 + minutes) * (-1 if text[-6] == "-" else 1)
    if tag in ("datetime-local", "time-local"):
        return tag, text[:-3]  # Python has microseconds
    return tag, text


def our_meaning(value):
    if isinstance(value, list):
        return [our_meaning(item) for item in value]
    if value.keys() == {"type", "value"} and isinstance(value["type"], str):
        return tagged_meaning(value["type"], value["value"])
    return {key: our_meaning(item) for key, item in value.items()}


def oracle(document):
    """What Python says a document means, or WRONG."""
    text = document.decode()
    return meaning(tomllib.loads(text.removeprefix("\ufeff")))


def is_deep(document):
    """Could it be too deep for us? Only what opens many brackets or has many dots."""
    return max(document.count(b"["), document.count(b"{"), document.count(b".")) > DEPTH_MAX // 4


def is_beyond_python(document):
    """RFC 3339 has leap seconds and a year 0, Python has not."""
    return re.search(rb":60|0000-", document) is not None


def expected(document):
    """Python's answer, and whether another of ours could be right too."""
    try:
        return oracle(document), is_deep(document)
    except TooLarge:
        return WRONG, False
    except RecursionError:
        return WRONG, True
    except ValueError:  # TOMLDecodeError and UnicodeDecodeError are such
        return WRONG, is_beyond_python(document)


def parse(documents):
    """Our answers."""
    fed = b"".join(b"%d\n%s" % (len(document), document) for document in documents)
    run = subprocess.run([BATCH], input=fed, stdout=subprocess.PIPE, check=True)
    lines = run.stdout.decode().splitlines()
    answers = [json.loads(line) for line in run.stdout.decode().split("\n")[:-1]]
    assert len(answers) == len(documents), f"{len(lines)} answers to {len(documents)} documents"
    return [WRONG if answer is None else our_meaning(answer) for answer in answers]


def compare(documents):
    """Where the two differ: (document, Python's answer, ours)."""
    differences = []
    for document, ours in zip(documents, parse(documents)):
        theirs, is_open = expected(document)
        if ours != theirs and not is_open:
            differences.append((document, theirs, ours))
    return differences


def assert_same(documents):
    differences = compare(documents)
    assert not differences, f"{len(differences)} of {len(documents)} differ\n" + "\n".join(
        f"document: {document!r}\n  Python: {theirs}\n  ours:   {ours}" for document, theirs, ours in differences[:5])


# Documents.

def corpus(name):
    """(title, document) of a file of the corpus."""
    text = (CORPUS / name).read_text()
    parts = re.split(r"^=== (.*)\n", text, flags=re.MULTILINE)
    return list(zip(parts[1::2], (part.encode() for part in parts[2::2])))


def some_key(chance):
    return chance.choice(["a", "b", "c", "d", "a.b", "a . c", '"a"', "'b'", '""', "a.b.c", "-", "1", "x-y", '"\\u0061"',
                          "a.'b'.c", '"x.y"', "ä", "b.", "true", "1.2"])


def some_digits(chance, digits):
    text = "".join(chance.choice(digits) for _ in range(chance.randint(1, 4)))
    return text if chance.random() < 0.8 else "_".join(text)


def some_number(chance):
    decimal = "0123456789"
    kind = chance.randint(0, 8)
    if kind < 3:
        return chance.choice(["0x", "0o", "0b", "0X", "0"]) + some_digits(chance, chance.choice(
            ["01", "01234567", "0123456789abcdefABCDEF"]))
    text = chance.choice(["", "", "+", "-"]) + some_digits(chance, decimal)
    if kind > 4:
        text += "." + some_digits(chance, decimal)
    if kind > 6:
        text += chance.choice("eE") + chance.choice(["", "+", "-"]) + some_digits(chance, decimal)
    return text


def some_datetime(chance):
    date = f"{chance.choice([1, 1999, 2000, 1900, 9999]):04}-{chance.randint(0, 13):02}-{chance.randint(0, 32):02}"
    time = f"{chance.randint(0, 25):02}:{chance.randint(0, 61):02}:{chance.randint(0, 59):02}"
    time += chance.choice(["", "", ".5", ".123456", ".1234567891", "."])
    offset = chance.choice(["", "", "Z", "z", "+01:00", "-23:59", "+24:00", "-00:30"])
    return chance.choice([date, time, date + chance.choice(["T", "t", " "]) + time + offset])


def some_string(chance):
    pieces = ["a", "ä", "😀", " ", "\t", "\\n", "\\u00e9", "\\\\", "\\\"", "'", '"', "#", "\\q", "\n", "\r\n", "\\\n  ", '""',
              "''"]
    body = "".join(chance.choice(pieces) for _ in range(chance.randint(0, 6)))
    quotes = chance.choice(['"', "'", '"""', "'''"])
    return quotes + body + quotes


def some_value(chance, depth=0):
    kind = chance.randint(0, 9 if depth < 4 else 7)
    if kind < 2:
        return some_number(chance)
    if kind < 4:
        return some_string(chance)
    if kind < 5:
        return some_datetime(chance)
    if kind < 8:
        return chance.choice(["true", "false", "inf", "-inf", "nan", "1", "0.5", '"x"', "'y'"])
    blank = chance.choice(["", " ", "\n", " # c\n"])
    if kind == 8:
        items = [blank + some_value(chance, depth + 1) for _ in range(chance.randint(0, 3))]
        return "[" + ",".join(items) + chance.choice(["", ","]) + blank + "]"
    pairs = [some_key(chance) + " = " + some_value(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    return "{" + ", ".join(pairs) + chance.choice(["", "", "", ","]) + "}"


def some_line(chance):
    kind = chance.randint(0, 9)
    if kind == 0:
        return "[" + some_key(chance) + "]"
    if kind == 1:
        return "[[" + some_key(chance) + "]]"
    if kind == 2:
        return "# comment"
    return some_key(chance) + chance.choice([" = ", "=", "\t=\t"]) + some_value(chance)


def some_document(chance):
    newline = chance.choice(["\n", "\n", "\r\n"])
    return newline.join(some_line(chance) for _ in range(chance.randint(1, 6))).encode()


def some_structure(chance):
    """Only headers and keys, all short: the rules of what may be defined twice."""
    keys = ["a", "b", "a.b", "b.a", "a.a", "a.b.c"]
    forms = ["[{}]", "[[{}]]", "{} = 1", "{} = {{}}", "{} = []", "{} = {{ b = 1 }}", "{} = [{{}}]", "{} = {{ b.c = 1 }}"]
    return "\n".join(chance.choice(forms).format(chance.choice(keys)) for _ in range(chance.randint(2, 7))).encode()


def mutated(chance, document):
    """A document with a few bytes changed."""
    data = bytearray(document)
    for _ in range(chance.randint(1, 3)):
        at = chance.randint(0, len(data))
        kind = chance.randint(0, 3)
        if kind == 0:
            data[at:at] = chance.choice([b"\n", b"=", b"[", b"]", b"{", b"}", b",", b".", b'"', b"'", b"#", b"\\", b"_", b"0",
                                         b" ", b"\r", b"\x00", b"\x7f", b"\xff", b"\xc3\xa9", b"\xed\xa0\x80"])
        elif kind == 1:
            del data[at:at + chance.randint(1, 4)]
        elif kind == 2:
            start = chance.randint(0, len(data))
            data[at:at] = data[start:start + chance.randint(1, 12)]
        elif at < len(data):
            data[at] = chance.randint(0, 255)
    return bytes(data)


# Cases.

@tap.case
def valid():
    """what is TOML is read, as Python reads it."""
    titles, documents = zip(*corpus("valid.txt"))
    assert_same(documents)
    refused = [title for title, answer in zip(titles, parse(documents)) if answer is WRONG]
    assert not refused, f"refused: {refused}"


@tap.case
def invalid():
    """what is no TOML is refused, as Python refuses it."""
    titles, documents = zip(*corpus("invalid.txt"))
    assert_same(documents)
    read = [title for title, answer in zip(titles, parse(documents)) if answer is not WRONG]
    assert not read, f"read: {read}"


@tap.case
def line_ends():
    """carriage returns before line feeds change nothing."""
    documents = [document for name in ("valid.txt", "invalid.txt") for _, document in corpus(name)]
    assert_same([document.replace(b"\n", b"\r\n") for document in documents])
    assert_same([document.removesuffix(b"\n") for document in documents])


@tap.case
def bytes_that_cannot_be():
    """control characters and what is no UTF-8 are refused everywhere."""
    places = [b'a = "%s"', b"a = '%s'", b'a = """%s"""', b"a = '''%s'''", b"# %s", b"a%s = 1", b"a = 1%s", b"%s",
              b'"%s" = 1', b"a = [%s]", b"[a%s]"]
    texts = [bytes([byte]) for byte in range(256)] + [
        b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\xf0\x9f\x98", b"\xf8\x88\x80\x80\x80", b"\r\r\n",
        b"\xef\xbb\xbf", b"\xc2\x80", b"\xef\xbf\xbf", b"\xf4\x8f\xbf\xbf", b"\xe0\x9f\xbf", b"\xf0\x8f\xbf\xbf"]
    documents = [place % text for place in places for text in texts if not (text == b"\xef\xbb\xbf" and place == b"%s")]
    assert_same(documents)


@tap.case
def beyond_python():
    """what Python leaves out: leap seconds, the year 0, a byte order mark."""
    answers = parse([b"a = 2016-12-31T23:59:60Z", b"a = 0000-01-01", b"\xef\xbb\xbfa = 1"])
    assert answers == [{"a": ("datetime", "2016-12-31T23:59:60.000000", 0)}, {"a": ("date-local", "0000-01-01")},
                       {"a": ("integer", 1)}], answers


@tap.case
def integers():
    """integers have 64 bits, and no more."""
    good = ["9223372036854775807", "-9223372036854775808", "0x7fffffffffffffff", "0o777777777777777777777"]
    bad = ["9223372036854775808", "-9223372036854775809", "0x8000000000000000", "0o1000000000000000000000", "0b1" + "0" * 63,
           "9" * 400]
    answers = parse([f"a = {text}".encode() for text in good + bad])
    assert [answer is WRONG for answer in answers] == [False] * len(good) + [True] * len(bad), answers


@tap.case
def depth():
    """what is nested too deeply is refused, and nothing below that."""
    forms = [lambda n: b"a = " + b"[" * n + b"]" * n, lambda n: b"a = " + b"{a=" * n + b"1" + b"}" * n,
             lambda n: b".".join([b"a"] * n) + b" = 1", lambda n: b"[" + b".".join([b"a"] * n) + b"]",
             lambda n: b"[[" + b".".join([b"a"] * n) + b"]]"]
    for form in forms:
        shallow, deep, endless = parse([form(DEPTH_MAX // 2 - 1), form(DEPTH_MAX + 1), form(200000)])
        assert shallow is not WRONG and deep is WRONG and endless is WRONG, form(3)


@tap.case
def by_chance():
    """documents made by chance mean the same to both."""
    chance = random.Random(1)
    assert_same([some_document(chance) for _ in range(COUNT // 2)])


@tap.case
def structures():
    """what may be defined twice is the same to both."""
    chance = random.Random(2)
    assert_same([some_structure(chance) for _ in range(COUNT // 4)])


@tap.case
def mutations():
    """documents with a few bytes changed mean the same to both."""
    chance = random.Random(3)
    documents = [document for name in ("valid.txt", "invalid.txt") for _, document in corpus(name)]
    assert_same([mutated(chance, chance.choice(documents)) for _ in range(COUNT // 4)])


if __name__ == "__main__":
    tap.run()
