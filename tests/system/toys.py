# SPDX-License-Identifier: MIT OR Apache-2.0
"""Kernels of a few bytes that QEMU boots by Multiboot 1, to try out kaal-boot itself."""

import struct

LOAD = 0x100000
CODE_OFFSET = 0x100  # in the file, and from LOAD

# Print ESI up to NUL on the first serial port: lodsb; test al,al; jz end; out dx,al; jmp; end:
PRINT = b"\xac\x84\xc0\x74\x03\xee\xeb\xf8"
HALT = b"\xfa\xf4\xeb\xfd"  # cli; hlt; jmp
POWER_OFF = b"\x66\xba\x04\x06\x66\xb8\x00\x20\x66\xef"  # mov dx,0x604; mov ax,0x2000; out dx,ax


def print_code(text, then):
    """32-bit code that prints the text and then does what `then` does."""
    head = b"\x66\xba\xf8\x03\xfc\xbe"  # mov dx,0x3f8; cld; mov esi,...
    body = PRINT + then
    at = LOAD + CODE_OFFSET + len(head) + 4 + len(body)
    return head + struct.pack("<I", at) + body + text.encode() + b"\0"


def multiboot_header():
    return struct.pack("<III", 0x1badb002, 0, -0x1badb002 & 0xffffffff)


def elf(code, bits=32):
    """An ELF file of 32 or 64 bits with a Multiboot header that leaves the addresses to ELF."""
    size = CODE_OFFSET + len(code)
    entry = LOAD + CODE_OFFSET
    if bits == 32:
        head = struct.pack("<16sHHIIIIIHHHHHH", b"\x7fELF\1\1\1", 2, 3, 1, entry, 52, 0, 0, 52, 32, 1, 0, 0, 0)
        head += struct.pack("<IIIIIIII", 1, 0, LOAD, LOAD, size, size, 7, 4096)
    else:
        head = struct.pack("<16sHHIQQQIHHHHHH", b"\x7fELF\2\1\1", 2, 62, 1, entry, 64, 0, 0, 64, 56, 1, 0, 0, 0)
        head += struct.pack("<IIQQQQQQ", 1, 7, 0, LOAD, LOAD, size, size, 4096)
    return head.ljust(CODE_OFFSET - 16, b"\0") + multiboot_header() + bytes(4) + code
