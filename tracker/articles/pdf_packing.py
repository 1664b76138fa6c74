"""Makes the reason why a PDF is not to be opened: what is packed in it would fill the memory.

PDFium unpacks a stream up to a thousand million bytes and makes an object of every few of them. Looks at the bytes
alone, without trust in what the file says of them; knows no page.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib

MOST_IN_STREAM = 32_000_000
"""Unpacked; a page of a scanned text, in colour and without loss, is 26 million bytes."""
MOST_IN_ALL = 200_000_000
_STREAM = re.compile(rb"stream\r?\n?")
_PEEK = 64
_DEEPEST = 4
_HEX = re.compile(rb"[0-9A-Fa-f\s]+")


def packing_problem(body: bytes) -> str | None:
    """Return why a PDF is not to be opened; None where nothing speaks against it."""
    if b"/LZWDecode" in body:
        return "it is packed by LZW, whose size cannot be told beforehand"
    total = 0
    view = memoryview(body)
    for begin in _STREAM.finditer(body):
        size = _unpacked(view[begin.end() :], MOST_IN_STREAM + 1, 0)
        total += size
        if size > MOST_IN_STREAM or total > MOST_IN_ALL:
            return f"it unpacks to more than {MOST_IN_STREAM if size > MOST_IN_STREAM else MOST_IN_ALL:,} bytes"
    return None


def _unpacked(data: memoryview | bytes, most: int, depth: int) -> int:
    """Return how long packed bytes are when unpacked, packing within packing included; 0 for what is not packed."""
    head = bytes(data[:_PEEK])
    if depth < _DEEPEST and _is_packed(head):
        found = _inflated(data, most)
        return max(len(found), _unpacked(found, most, depth + 1))
    if depth < _DEEPEST and len(head) == _PEEK and (plain := _from_letters(data, head)):
        return max(len(plain), _unpacked(plain, most, depth + 1))
    return 0


def _is_packed(head: bytes) -> bool:
    """Say whether bytes begin as zlib's do: method 8, and a checksum over two bytes."""
    return len(head) > 1 and head[0] & 15 == 8 and (head[0] * 256 + head[1]) % 31 == 0


def _inflated(data: memoryview | bytes, most: int) -> bytes:
    """Return what is packed, `most` bytes of it at most."""
    unpacker = zlib.decompressobj()
    try:
        return unpacker.decompress(data, most)
    except zlib.error:
        return b""


def _from_letters(data: memoryview | bytes, head: bytes) -> bytes:
    """Return bytes that are written in letters: hexadecimal digits, or base 85; empty where they are neither."""
    if not (_HEX.fullmatch(head) or all(33 <= byte <= 117 or byte in b"z\r\n" for byte in head)):
        return b""
    written = bytes(data)
    end = next((at for mark in (b">", b"~>", b"endstream") if (at := written.find(mark)) >= 0), len(written))
    try:
        if hexadecimal := _HEX.match(written, 0, end):
            digits = b"".join(hexadecimal[0].split())
            return binascii.unhexlify(digits[: len(digits) // 2 * 2])
        return base64.a85decode(written[:end], ignorechars=b" \t\r\n\v\0")
    except ValueError:
        return b""
