"""What printers run: print queues and descriptions of themselves, from Debian packages."""

import os

from services import LISTENER, hiding, needs, tcp, telling, udp
from sharing import avahi


@needs("cupsd")
def cups(station, queue):
    """A computer that shares one queue, which leads nowhere."""
    for folder in ("state", "cache", "spool", "server", "log"):
        os.makedirs(station.path(folder), exist_ok=True)
    files = station.path("cups-files.conf", (
        f"ServerRoot {station.path('server')}\nStateDir {station.path('state')}\nCacheDir {station.path('cache')}\n"
        f"RequestRoot {station.path('spool')}\nErrorLog stderr\nAccessLog {station.path('log')}/access\n"
        f"PageLog {station.path('log')}/page\n"))
    station.path("server/printers.conf", (
        f"<Printer {queue}>\nInfo {queue}\nDeviceURI file:///dev/null\nState Idle\nAccepting Yes\nShared Yes\n</Printer>\n"))
    conf = station.path("cupsd.conf", (
        "Listen *:631\nServerAlias *\nBrowsing No\nDefaultAuthType None\nWebInterface Yes\n"
        "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"))
    station.start(["/usr/sbin/cupsd", "-f", "-c", conf, "-s", files])
    return [tcp(631, "http", **telling("CUPS", "cups-daemon", version=False))]


@needs("snmpd")
def snmpd(station, name, description, object_id, more=""):
    """`more` are further lines of its configuration."""
    conf = station.path("snmpd.conf", (
        f"rocommunity public\nsysName {name}\nsysDescr {description}\nsysObjectID {object_id}\n{more}"
        f"[snmp] persistentDir {station.folder}\n"))
    station.start(["snmpd", "-f", "-C", "-c", conf, "-Lo", "-I", "-smux", "-p", station.path("snmpd.pid"), "udp:161"])
    return [udp(161, "snmp", **hiding("Net-SNMP", "snmpd"))]


def printer_objects(description, name, serial, maker, model, firmware):
    """Lines for snmpd: what the Host Resources, Printer and Entity MIBs say (RFC 2790, RFC 3805, RFC 6933)."""
    entity, printer = ".1.3.6.1.2.1.47.1.1.1.1", ".1.3.6.1.2.1.43.5.1.1"
    texts = {
        ".1.3.6.1.2.1.25.3.2.1.3.1": description, f"{printer}.16.1": name, f"{printer}.17.1": serial,
        f"{entity}.9.1": firmware, f"{entity}.11.1": serial, f"{entity}.12.1": maker, f"{entity}.13.1": model,
    }
    return "".join(f'override {oid} octet_str "{text}"\n' for oid, text in texts.items())


@needs("ippeveprinter", "dbus-daemon", "avahi-daemon")
def ipp(station, name, maker, model):
    """A printer without a driver, of IPP Everywhere, that announces itself; what is printed is thrown away."""
    services = avahi(station, name, [("_pdl-datastream._tcp", 9100)], bus=True)
    spool = station.path("ipp")
    os.makedirs(spool, exist_ok=True)
    printer = ["ippeveprinter", "-p", "631", "-M", maker, "-m", model, "-d", spool, name]
    # It ends where mDNS is not there yet, and that is worth waiting for.
    station.start(["sh", "-c", 'until "$@"; do sleep 0.2; done', "sh", *printer])
    return services + [tcp(631, "http", **telling("CUPS", "cups-ipp-utils", version=False))]


def counting(station, port, protocol):
    """A port that only counts what it is given."""
    station.start(["python3", LISTENER, "count", str(port), station.path(f"count-{port}.json")])
    return [tcp(port, protocol)]
