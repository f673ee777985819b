"""The pharmacy: its machines, what runs on them, and what of that is true for everyone to see."""

import ipaddress
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Callable

import daemons
from stage import Station, StageError

NETWORK = ipaddress.ip_network("192.168.77.0/24")
# Unique local addresses (RFC 4193); the router advertises the prefix.
ULA = ipaddress.ip_network("fd77:7465:6e6b:656e::/64")


@dataclass(frozen=True)
class Device:
    name: str
    role: str
    mac: str
    # The last octet of the IPv4 address; nil for a device that speaks IPv6 only.
    host: int | None
    start: Callable[[Station], list[daemons.Service]]
    # (name, kind): what the device calls itself, and where that can be heard.
    names: tuple[tuple[str, str], ...] = ()
    ledger: bool = True
    # How its handling stands in the ledger, 触らない or 通常.
    hands_off: bool = False
    # Whether the make alone keeps a careful scan from touching it.
    spared: bool = False
    # The IPv6 interface identifier below the unique local prefix; nil for none.
    ula: int | None = field(default=None)

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


def router(station):
    cert, key = daemons.certificate(station, "router")
    return (daemons.dnsmasq(station, [(PHONE.mac, NETWORK[PHONE.host])]) + daemons.charon(station)
            + daemons.xl2tpd(station) + daemons.openvpn(station)
            + daemons.miniupnpd(station, "RTX1220", "RTX1220")
            + daemons.nginx(station, "RTX1220", realm="RTX1220", tls=(cert, key, "TLSv1.2 TLSv1.3")))


def server(station):
    cert, key = daemons.certificate(station, "yakkyoku-sv", begin="20220401000000Z", end="20240401000000Z")
    return (daemons.openssh(station) + daemons.samba(station, "YAKKYOKU-SV", oldest="SMB2_10", signing="mandatory")
            + daemons.wsdd(station, "YAKKYOKU-SV") + daemons.chrony(station)
            + daemons.snmpd(station, "yakkyoku-sv", "Linux yakkyoku-sv 6.1.0-28-amd64", ".1.3.6.1.4.1.8072.3.2.10")
            + daemons.nginx(station, "レセコン", tls=(cert, key, "TLSv1.2 TLSv1.3"))
            + daemons.postgres(station) + daemons.mariadb(station))


def nas(station):
    cert, key = daemons.certificate(station, "ls220d")
    return (daemons.samba(station, "LS220D", oldest="NT1") + daemons.vsftpd(station)
            + daemons.avahi(station, "LS220D", [("_smb._tcp", 445), ("_http._tcp", 80)])
            + daemons.nginx(station, "LinkStation LS220D", tls=(cert, key, "TLSv1 TLSv1.1 TLSv1.2")))


def printer(station):
    return (daemons.cups(station) + daemons.counting(station, 9100, None) + daemons.counting(station, 515, None)
            + daemons.snmpd(station, "RNP002673AA1040", "RICOH IM C2500 1.12", ".1.3.6.1.4.1.367.1.1")
            + daemons.avahi(station, "RNP002673AA1040", [("_ipp._tcp", 631), ("_pdl-datastream._tcp", 9100)]))


PHONE = Device(
    "phone", "phone", "da:a1:19:00:50:55", 120, lambda station: daemons.phone(station, "Pixel-8"),
    names=(("Pixel-8", "dhcp"),), ledger=False)

DEVICES = (
    Device("router", "router", "00:a0:de:00:50:01", 1, router, ula=0x1, names=(("RTX1220", "ssdp"),)),
    Device("server", "server", "00:0b:5d:00:50:10", 10, server, ula=0x10, names=(
        ("YAKKYOKU-SV", "netbios"), ("YAKKYOKU-SV", "wsd"), ("yakkyoku-sv", "snmp"))),
    Device("nas", "nas", "00:24:a5:00:50:20", 20, nas, ula=0x20, names=(("LS220D", "netbios"), ("LS220D", "mdns"))),
    Device("terminal1", "terminal", "00:0b:5d:00:50:31", 31, ula=0x31, names=(("YK-TANMATSU1", "certificate"),),
           start=lambda station: daemons.xrdp(station, "YK-TANMATSU1") + daemons.tigervnc(station)),
    # An eligibility terminal's second card: no IPv4 at all, so ARP never meets it.
    Device("terminal2", "terminal", "00:0b:5d:00:50:32", None, ula=0x32, names=(("YKONS01", "mdns"),),
           start=lambda station: daemons.openssh(station) + daemons.avahi(station, "YKONS01", ipv4=False)),
    Device("printer", "printer", "00:26:73:aa:10:40", 40, printer, names=(
        ("RNP002673AA1040", "mdns"), ("RNP002673AA1040", "snmp"))),
    Device("stranger", "other", "02:00:5e:00:50:66", 66, ledger=False,
           start=lambda station: daemons.telnetd(station) + daemons.nginx(station, "camera")),
    # An inspection machine that only its people know to be delicate.
    Device("fragile", "dispensing", "00:00:5e:00:53:70", 70, hands_off=True,
           start=lambda station: daemons.fragile(station, 4001)),
    # A dispensing machine nobody marked: its maker's block is enough to leave it alone.
    Device("dispenser", "dispensing", "70:b3:d5:9c:70:71", 71, spared=True,
           start=lambda station: daemons.fragile(station, 4001)),
    PHONE,
)

SCANNER = Device("scanner", "terminal", "00:00:5e:00:53:fa", 250, lambda station: [], ula=0xfa)


def open_pharmacy(folder, names):
    """Builds the machines named (all when none is), starts what runs on them and waits until all of it listens.

    Returns the scanner's station and [(device, station, services)].
    """
    def build(device):
        return Station(
            device.name, device.mac, device.addresses(), device.gateways(), os.path.join(folder, device.name))

    if unknown := names - {device.name for device in DEVICES}:
        raise StageError(f"no such machine: {' '.join(sorted(unknown))}")
    devices = [device for device in DEVICES if not names or device.name in names]
    stations = {device.name: build(device) for device in (SCANNER, *devices)}
    with ThreadPoolExecutor() as pool:
        services = list(pool.map(lambda device: device.start(stations[device.name]), devices))
        machines = [(device, stations[device.name], found) for device, found in zip(devices, services)]
        list(pool.map(lambda machine: machine[1].wait_for(ports(machine[2])), machines))
    for device, station, found in machines:
        undeclared = {port for port in station.listening() if port[0] == "tcp"} - ports(found)
        if undeclared:
            raise StageError(f"{device.name}: open beyond what the lab declares: {sorted(undeclared)}")
    return stations[SCANNER.name], machines


def ports(services):
    return {(service.transport, service.port) for service in services}
