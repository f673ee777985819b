"""What a machine of the lab is, and what of that is true for everyone to see."""

import ipaddress
from dataclasses import dataclass, field
from typing import Callable

from services import Service
from stage import Station

NETWORK = ipaddress.ip_network("192.168.77.0/24")
# Unique local addresses (RFC 4193); the router advertises the prefix.
ULA = ipaddress.ip_network("fd77:7465:6e6b:656e::/64")


@dataclass(frozen=True)
class Mapping:
    """A way in from the Internet that a gateway keeps open."""
    outside: int
    client: str
    inside: int
    label: str


@dataclass(frozen=True)
class Device:
    name: str
    # What the ledger calls it where it has a word for it, and what it really is.
    role: str
    mac: str
    # The last octet of the IPv4 address; nil for a device that speaks IPv6 only.
    host: int | None
    start: Callable[[Station], list[Service]]
    # tenken's words for what it is, each of them true, the best first; none where it is none of them.
    kinds: tuple[str, ...] = ()
    # Whether it shows that to anyone; what is not shown may be told, but need not.
    kind_shows: bool = False
    # The system it says it runs, which may be one it only plays; nil where nothing says it.
    system: str | None = None
    # (name, kind): what the device calls itself, and where that can be heard.
    names: tuple[tuple[str, str], ...] = ()
    ledger: bool = True
    # How its handling stands in the ledger, 触らない or 通常.
    hands_off: bool = False
    # Whether the make alone keeps a careful scan from touching it.
    spared: bool = False
    # The IPv6 interface identifier below the unique local prefix; nil for none.
    ula: int | None = field(default=None)
    # The signs by which it leads out of the link, each in tenken's word; none for an ordinary device.
    leads_out: tuple[str, ...] = ()
    gives_addresses: bool = False
    mappings: tuple[Mapping, ...] = ()
    # Addresses of others that it answers ARP for, below the network.
    proxied: tuple[int, ...] = ()
    # The relays it keeps in touch with, by tenken's id of the product.
    talks: tuple[str, ...] = ()
    # Whether what is sent to it reaches every port of the switch.
    mirrored: bool = False
    # (property, value): maker, model, firmware and serial number that it tells of itself.
    tells: tuple[tuple[str, str], ...] = ()

    def addresses(self):
        """Every address with its prefix length, link-local last."""
        found = []
        if self.host is not None:
            found.append(f"{NETWORK[self.host]}/24")
        if self.ula is not None:
            found.append(f"{ULA[self.ula]}/64")
        return found

    def gateways(self):
        """The router, by each family it speaks; it forwards nothing, but packets for elsewhere get as far as the link."""
        if self.role == "router":
            return []
        return ([str(NETWORK[1])] if self.host is not None else []) + ([str(ULA[1])] if self.ula is not None else [])

    def link_local(self):
        """The address the kernel makes of the MAC (RFC 4291, appendix A)."""
        octets = bytes.fromhex(self.mac.replace(":", ""))
        identifier = bytes([octets[0] ^ 2]) + octets[1:3] + b"\xff\xfe" + octets[3:]
        return str(ipaddress.IPv6Address(b"\xfe\x80" + bytes(6) + identifier))
