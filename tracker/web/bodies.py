"""Makes the unpacked bytes of an answer's body, within a cap, and knows whether its end has come.

The client library unpacks, too, but takes a gzip, br or zstd body whose end is missing for whole. A page cut off by a
broken cache would then become a revision with half its text. So packing is undone here, in small pieces: a bomb stops
at the cap, and an unfinished stream is told. It must not know addresses or statuses.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from typing import Any, Protocol

import brotli  # type: ignore[import-untyped]  # ships no types

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ENCODINGS = "gzip, deflate, br, zstd"
CHUNK = 64 * 1024
MOST_CODINGS = 3
_WINDOW: dict[int, int] = {
    zstd.DecompressionParameter.window_log_max: 23
}  # 8 MB, the most that RFC 9659 allows on the web


class BadBodyError(Exception):
    """The body is not packed as it says, or its end is missing."""


class TooLargeError(Exception):
    """The body passed the cap."""


class _Coding(Protocol):
    def pieces(self, data: bytes) -> Iterator[bytes]: ...
    @property
    def whole(self) -> bool: ...


class _Zlib:
    """gzip with any number of members, or deflate with or without its zlib header."""

    def __init__(self, *, is_gzip: bool) -> None:
        self._is_gzip = is_gzip
        self._it = zlib.decompressobj(31) if is_gzip else None

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._it is None:  # deflate: some servers leave out the header, of which the low four bits are 8
                self._it = zlib.decompressobj(15 if data[0] & 0x0F == 8 else -15)
            elif self._it.eof:
                if not (self._is_gzip and data[:1] == b"\x1f"):
                    return  # padding behind the end
                self._it = zlib.decompressobj(31)
            yield from self._inflated(self._it, data)
            data = self._it.unused_data

    @staticmethod
    def _inflated(it: Any, data: bytes) -> Iterator[bytes]:
        while not it.eof:
            piece = it.decompress(data, CHUNK)
            yield piece
            data = it.unconsumed_tail
            if not data and len(piece) < CHUNK:
                return

    @property
    def whole(self) -> bool:
        return self._it is not None and self._it.eof


class _Brotli:
    def __init__(self) -> None:
        self._it = brotli.Decompressor()

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while not self._it.is_finished():
            piece = self._it.process(data, output_buffer_limit=CHUNK)
            if not piece:  # the only sign that it wants more
                return
            yield piece
            data = b""

    @property
    def whole(self) -> bool:
        return bool(self._it.is_finished())


class _Zstd:
    """zstd with any number of frames."""

    def __init__(self) -> None:
        self._it = zstd.ZstdDecompressor(options=_WINDOW)

    def pieces(self, data: bytes) -> Iterator[bytes]:
        while data or not self._it.needs_input:
            if self._it.eof:
                data = self._it.unused_data + data
                if not data:
                    return
                self._it = zstd.ZstdDecompressor(options=_WINDOW)
            yield self._it.decompress(data, CHUNK)
            data = b""

    @property
    def whole(self) -> bool:
        return self._it.eof


_CODINGS: dict[str, Any] = {
    "gzip": lambda: _Zlib(is_gzip=True),
    "x-gzip": lambda: _Zlib(is_gzip=True),
    "deflate": lambda: _Zlib(is_gzip=False),
    "br": _Brotli,
    "zstd": _Zstd,
}


class Body:
    """A body that is coming in: `feed` it what comes, then `finish`. `content` holds what is unpacked so far."""

    def __init__(self, encoding: str, cap: int) -> None:
        # Names nobody registered ("utf-8", "none") stand on plain bodies; browsers pass over them, too.
        names = [name for name in (each.strip().lower() for each in encoding.split(",")) if name in _CODINGS]
        if len(names) > MOST_CODINGS:
            raise BadBodyError(f"packed {len(names)} times over")
        self._codings: list[_Coding] = [_CODINGS[name]() for name in reversed(names)]
        self._name = ", ".join(names)
        self._cap = cap
        self._came = 0
        self.content = bytearray()

    def feed(self, data: bytes) -> None:
        """Take bytes off the wire. Raises :class:`TooLargeError` past the cap, :class:`BadBodyError` if ill packed."""
        self._came += len(data)
        try:
            for piece in self._unpacked(data, self._codings):
                self.content += piece
                if len(self.content) > self._cap:
                    raise TooLargeError
        except (zlib.error, brotli.error, zstd.ZstdError) as problem:
            raise BadBodyError(f"the body is not {self._name}: {problem}") from problem
        if self._came > self._cap:
            raise TooLargeError

    def finish(self) -> bytes:
        """Return the whole body. Raises :class:`BadBodyError` if the packing shows that the end is missing."""
        if self._came and not all(coding.whole for coding in self._codings):
            raise BadBodyError(f"the {self._name} body is cut off after {len(self.content):,} bytes")
        return bytes(self.content)

    def _unpacked(self, data: bytes, codings: list[_Coding]) -> Iterator[bytes]:
        if not codings:
            yield data
            return
        for piece in codings[0].pieces(data):
            yield from self._unpacked(piece, codings[1:])
