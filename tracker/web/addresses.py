"""Makes the judgement which addresses may be asked: of the web, and on the public internet. It asks nobody but the DNS.

Private addresses are refused where the socket is made, when the address is known for certain: a literal address, an
answer of the DNS and the target of a redirect all pass there. The resolver refuses the same earlier, to say so clearly.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urljoin, urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

# Forms of IPv6 that hold an IPv4 address in their last 32 bits: NAT64 and the old "compatible" one.
_EMBEDDING = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))


class PrivateAddressError(OSError):
    """A connection to an address that is not on the public internet was asked for, and refused."""


class Resolver(AbstractResolver):
    """Resolves names in threads of its own, so that name servers that hang do not hold up the others' lookups.

    A guarded one gives public addresses only.
    """

    def __init__(self, threads: int, *, guarded: bool) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="resolver")
        self._guarded = guarded

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await asyncio.get_running_loop().run_in_executor(self._threads, _looked_up, host, port, family)
        public = [each for each in found if not is_private(each["host"])]
        if self._guarded and found and not public:
            raise PrivateAddressError(f"{host} is at {found[0]['host']}, not on the public internet")
        return public if self._guarded else found

    async def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def _looked_up(host: str, port: int, family: socket.AddressFamily) -> list[ResolveResult]:
    found = socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    return [
        ResolveResult(
            hostname=host,
            host=str(target[0]),
            port=int(target[1]),
            family=int(kind),
            proto=protocol,
            flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
        )
        for kind, _, protocol, _, target in found
    ]


def public_socket(address: tuple[Any, Any, int, str, tuple[Any, ...]]) -> socket.socket:
    """Return a socket for a looked-up address, or raise :class:`PrivateAddressError`."""
    family, kind, protocol, _, target = address
    if is_private(str(target[0])):
        raise PrivateAddressError(f"{target[0]} is not on the public internet")
    return socket.socket(family=family, type=kind, proto=protocol)


def is_private(host: str) -> bool:
    """Say whether a literal address is outside the public internet; names are no addresses and pass here."""
    try:
        address = ipaddress.ip_address(host.strip("[]").split("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.is_site_local:
            return True
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if any(address in network for network in _EMBEDDING):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        address = inner or address
    return not address.is_global or address.is_multicast


def fault_of(url: str) -> str | None:
    """Return what is wrong with an address before anybody is asked, or None."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as problem:
        return str(problem)
    if parts.scheme not in {"http", "https"}:
        return f"only http and https are read, not {parts.scheme or 'an address without a scheme'!r}"
    if not host or port == 0:
        return "no host in the address"
    if parts.username is not None or parts.password is not None:
        return "a name or password stands in the address"
    return None


def joined(base: str, location: str) -> str:
    """Return where a redirect leads; what cannot be joined stays as it is, to be told as a bad address."""
    try:
        return urljoin(base, location.strip()).split("#")[0]
    except ValueError:
        return location


def host_of(url: str) -> str:
    """Return host and port of a sound address in lower case, the scheme's own port left out."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    own = {"http": 80, "https": 443}.get(parts.scheme)
    return host if parts.port in {None, own} else f"{host}:{parts.port}"
