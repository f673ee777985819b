"""The pharmacy: its machines, what runs on them, and what of that is true for everyone to see."""

import os
from concurrent.futures import ThreadPoolExecutor

import daemons
import gateways
import printing
import remote
import sharing
import tunnels
from device import NETWORK, Device, Mapping
from services import certificate
from stage import Station, StageError

RELAY = "router1.teamviewer.com"


def router(station):
    cert, key = certificate(station, "router")
    leases = [(device.mac, NETWORK[device.host]) for device in (PHONE, DESK)]
    hosts = [("router.pharmacy.test", NETWORK[1]), (RELAY, NETWORK[90])]
    return (gateways.dnsmasq(station, (NETWORK[130], NETWORK[149]), leases, hosts) + tunnels.charon(station)
            + tunnels.xl2tpd(station) + tunnels.openvpn(station)
            + gateways.miniupnpd(station, "RTX1220", "Yamaha", "RTX1220", [
                (mapping.outside, mapping.client, mapping.inside, mapping.label) for mapping in ROUTER.mappings])
            + sharing.nginx(station, "RTX1220", realm="RTX1220", tls=(cert, key, "TLSv1.2 TLSv1.3")))


def server(station):
    cert, key = certificate(station, "yakkyoku-sv", begin="20220401000000Z", end="20240401000000Z")
    return (remote.openssh(station) + sharing.samba(station, "YAKKYOKU-SV", oldest="SMB2_10", signing="mandatory")
            + sharing.wsdd(station, "YAKKYOKU-SV") + daemons.chrony(station)
            + printing.snmpd(station, "yakkyoku-sv", "Linux yakkyoku-sv 6.1.0-28-amd64", ".1.3.6.1.4.1.8072.3.2.10")
            + sharing.nginx(station, "レセコン", tls=(cert, key, "TLSv1.2 TLSv1.3"))
            + daemons.postgres(station) + daemons.mariadb(station))


def nas(station):
    cert, key = certificate(station, "ls220d")
    return (sharing.samba(station, "LS220D", oldest="NT1") + sharing.vsftpd(station)
            + sharing.avahi(station, "LS220D", [("_smb._tcp", 445), ("_http._tcp", 80)])
            + sharing.minidlna(station, "LS220D")
            + sharing.nginx(station, "LinkStation LS220D", tls=(cert, key, "TLSv1 TLSv1.1 TLSv1.2")))


def printer(station):
    description = "RICOH IM C2500"
    return (printing.ipp(station, "RNP002673AA1040", "RICOH", "IM C2500")
            + printing.counting(station, 9100, None) + printing.counting(station, 515, None)
            + printing.snmpd(
                station, "RNP002673AA1040", f"{description} 1.12", ".1.3.6.1.4.1.367.1.1",
                printing.printer_objects(description, "RNP002673AA1040", "3100LAB0040", "RICOH", "IM C2500", "1.12")))


def gate(station):
    """A VPN gateway that several people added to over the years."""
    return (tunnels.pptpd(station) + tunnels.charon(station, ["ikev1"]) + tunnels.softether(station)
            + tunnels.xl2tpd(station) + daemons.lldpd(station, "Debian GNU/Linux 12 vpn"))


def recorder(station):
    return (remote.openssh(station) + sharing.lighttpd(station, "在庫") + daemons.postfix(station, "zaiko.pharmacy.test")
            + daemons.mosquitto(station) + tunnels.openvpn(station, secret=True)
            + tunnels.openvpn(station, "tcp"))


def crossing(station):
    """A computer that somebody let forward packets, which nobody calls a router."""
    station.run(["sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"])
    return remote.screen(station) + remote.x11vnc(station) + remote.freerdp(station)


def substitute(station):
    """A box that answers ARP for addresses behind it; a machine there has the first of them, nobody the others."""
    station.run(["ip", "netns", "add", "behind"])
    station.run(["ip", "link", "add", "behind0", "type", "veth", "peer", "name", "behind1", "netns", "behind"])
    station.run(["ip", "link", "set", "behind0", "up"])
    for host in PROXY.proxied:
        station.run(["ip", "route", "add", f"{NETWORK[host]}/32", "dev", "behind0"])
    for change in (("address", "add", f"{NETWORK[PROXY.proxied[0]]}/24", "dev", "behind1"), ("link", "set", "behind1", "up")):
        station.run(["ip", "-n", "behind", *change])
    station.run(["sh", "-c", "cd /proc/sys/net/ipv4; echo 1 > ip_forward; echo 1 | tee conf/lan0/proxy_arp conf/behind0/proxy_arp"])
    return sharing.lighttpd(station, "setup")


def second(station):
    """Somebody's own wireless router, plugged in beside the first: more addresses, and another way for IPv6."""
    leases = [(device.mac, NETWORK[device.host]) for device in (PHONE, DESK)]
    return (gateways.dnsmasq(station, (NETWORK[180], NETWORK[189]), leases, resolves=False, announces=False)
            + gateways.radvd(station, "fd77:7465:6e6b:6570::/64") + remote.dropbear(station))


# The forms of what telephones and desktop systems ask a DHCP server for, and how they call themselves.
ANDROID = ("android-dhcp-13", (1, 3, 6, 15, 26, 28, 51, 58, 59, 43, 114, 108))

PHONE = Device(
    "phone", "phone", "da:a1:19:00:50:55", 120, kinds=("phone",), kind_shows=True, system="Android 13",
    start=lambda station: daemons.udhcpc(station, "Pixel-8", *ANDROID), names=(("Pixel-8", "dhcp"),), ledger=False)

DESK = Device(
    "desk", "terminal", "00:00:4c:00:50:33", 121, kinds=("terminal",), names=(("YK-TANMATSU3", "dhcp"),),
    start=lambda station: daemons.dhcpcd(station, "YK-TANMATSU3") + printing.cups(station, "label"))

ROUTER = Device(
    "router", "router", "00:a0:de:00:50:01", 1, router, ula=0x1, kinds=("router", "vpn-gateway"), kind_shows=True,
    names=(("RTX1220", "ssdp"), ("router", "hostname")), leads_out=("dhcp", "ra", "route", "igd"), gives_addresses=True, mirrored=True,
    mappings=(Mapping(13389, str(NETWORK[31]), 3389, "hoshu"),),
    tells=(("vendor", "Yamaha"), ("model", "RTX1220"), ("serial", "LAB0001")))

PROXY = Device(
    "proxy", "other", "00:09:dd:00:50:46", 46, substitute, kinds=("other", "router"), ledger=False, proxied=(210, 211),
    leads_out=("forwards",))

DEVICES = (
    ROUTER,
    Device("server", "server", "00:0b:5d:00:50:10", 10, server, ula=0x10, kinds=("server",), kind_shows=True,
           system="Debian 12", names=(("YAKKYOKU-SV", "netbios"), ("YAKKYOKU-SV", "ntlm"), ("YAKKYOKU-SV", "wsd"),
                                      ("yakkyoku-sv", "snmp"))),
    Device("nas", "nas", "00:24:a5:00:50:20", 20, nas, ula=0x20, kinds=("nas",), kind_shows=True, tells=(
        ("vendor", "Buffalo"), ("model", "LS220D"), ("serial", "LAB0020")), names=(
        ("LS220D", "netbios"), ("LS220D", "ntlm"), ("LS220D", "mdns"), ("LS220D", "ssdp"))),
    Device("terminal1", "terminal", "00:0b:5d:00:50:31", 31, ula=0x31, kinds=("terminal",), talks=("teamviewer",),
           names=(("YK-TANMATSU1", "certificate"),),
           start=lambda station: remote.xrdp(station, "YK-TANMATSU1") + remote.tigervnc(station)
           + daemons.relayed(station, RELAY)),
    # An eligibility terminal's second card: no IPv4 at all, so ARP never meets it.
    Device("terminal2", "terminal", "00:0b:5d:00:50:32", None, ula=0x32, kinds=("eligibility-terminal", "terminal"),
           system="Debian 12", names=(("YKONS01", "mdns"),),
           start=lambda station: remote.openssh(station) + sharing.avahi(station, "YKONS01", ipv4=False)),
    Device("printer", "printer", "00:26:73:aa:10:40", 40, printer, kinds=("printer",), kind_shows=True, names=(
        ("RNP002673AA1040", "mdns"), ("RNP002673AA1040", "snmp")),
        tells=(("vendor", "Ricoh"), ("model", "IM C2500"), ("serial", "3100LAB0040"), ("firmware", "1.12"))),
    Device("receipts", "printer", "00:26:ab:00:50:41", 41, kinds=("receipt-printer", "printer"),
           start=lambda station: printing.counting(station, 9100, None)),
    Device("camera", "other", "00:40:8c:00:50:45", 45, kinds=("camera",), kind_shows=True, ledger=False,
           start=lambda station: daemons.camera(station) + sharing.lighttpd(station, "Network Camera")),
    PROXY,
    Device("gate", "router", "00:80:bd:00:50:02", 2, gate, kinds=("vpn-gateway", "router"), kind_shows=True,
           names=(("gate", "hostname"), ("gate", "lldp"))),
    Device("second", "router", "10:6f:3f:00:50:03", 3, second, kinds=("router", "wireless-ap"), kind_shows=True,
           ledger=False, leads_out=("dhcp", "ra"), gives_addresses=True),
    Device("recorder", "server", "00:00:4c:00:50:11", 11, recorder, kinds=("server",), kind_shows=True,
           system="Debian 12", names=(("zaiko.pharmacy.test", "hostname"),)),
    Device("crossing", "terminal", "00:00:4c:00:50:34", 34, crossing, kinds=("terminal", "router"),
           names=(("crossing", "certificate"),),
           leads_out=("forwards",)),
    Device("stranger", "other", "02:00:5e:00:50:66", 66, ledger=False, kinds=("camera", "other"),
           start=lambda station: remote.telnetd(station) + sharing.nginx(station, "camera")),
    # An inspection machine that only its people know to be delicate.
    Device("fragile", "dispensing", "00:00:5e:00:53:70", 70, hands_off=True, kinds=("dispensing",), kind_shows=True,
           start=lambda station: daemons.fragile(station, 4001)),
    # A dispensing machine nobody marked: its maker's block is enough to leave it alone.
    Device("dispenser", "dispensing", "70:b3:d5:9c:70:71", 71, spared=True, kinds=("dispensing",), kind_shows=True,
           start=lambda station: daemons.fragile(station, 4001)),
    # What stands for the Internet: the other side of the relayed product.
    Device("internet", "other", "00:00:5e:00:53:90", 90, daemons.relay, ledger=False, mirrored=True),
    DESK,
    PHONE,
)

SCANNER = Device("scanner", "terminal", "00:00:5e:00:53:fa", 250, lambda station: [], ula=0xfa)


def open_pharmacy(folder, names):
    """Builds the machines named (all when none is), starts what runs on them and waits until all of it listens.

    Returns the scanner's station and [(device, station, services)].
    """
    def build(device):
        return Station(device.name, device.mac, device.addresses(), device.gateways(),
                       os.path.join(folder, device.name), device.mirrored)

    if unknown := names - {device.name for device in DEVICES}:
        raise StageError(f"no such machine: {' '.join(sorted(unknown))}")
    devices = [device for device in DEVICES if not names or device.name in names]
    with ThreadPoolExecutor(max_workers=len(devices) + 1) as pool:
        stations = dict(zip([SCANNER.name] + [device.name for device in devices], pool.map(build, (SCANNER, *devices))))
        services = list(pool.map(lambda device: device.start(stations[device.name]), devices))
        machines = [(device, stations[device.name], found) for device, found in zip(devices, services)]
        came_up = [pool.submit(station.wait_for, ports(found)) for _, station, found in machines]
    if troubles := [str(trouble) for machine in came_up if (trouble := machine.exception())]:
        raise StageError("\n".join(troubles))
    for device, station, found in machines:
        undeclared = {port for port in station.listening() if port[0] == "tcp"} - ports(found)
        if undeclared:
            raise StageError(f"{device.name}: open beyond what the lab declares: {sorted(undeclared)}")
    return stations[SCANNER.name], machines


def ports(services):
    return {(service.transport, service.port) for service in services}
