"""What routers run: addresses, names, ways out and ways in, from Debian packages."""

from services import hiding, needs, tcp, telling, udp
from stage import INTERFACE


@needs("dnsmasq")
def dnsmasq(station, pool, leases=(), hosts=(), resolves=True, announces=True):
    """DHCP for a pool of addresses (first, last); `resolves` adds DNS, `announces` router advertisements.

    `leases` are fixed (MAC, address), `hosts` are (name, address) for the domain name service.
    """
    fixed = "".join(f"dhcp-host={mac},{address}\n" for mac, address in leases)
    records = "".join(f"host-record={name},{address}\n" for name, address in hosts)
    names = f"domain=pharmacy.test\nbogus-priv\n{records}" if resolves else "port=0\n"
    routes = f"enable-ra\ndhcp-range=::,constructor:{INTERFACE},ra-only\n" if announces else ""
    conf = station.path("dnsmasq.conf", (
        f"interface={INTERFACE}\nexcept-interface=lo\nbind-interfaces\nuser=root\nno-resolv\nno-hosts\n"
        f"dhcp-range={pool[0]},{pool[1]},1h\ndhcp-authoritative\ndhcp-leasefile={station.path('leases')}\n"
        f"{names}{routes}{fixed}"
    ))
    station.start(["dnsmasq", "--keep-in-foreground", f"--conf-file={conf}", "--pid-file="])
    software = telling("dnsmasq", "dnsmasq-base")
    dns = [tcp(53, None, **hiding("dnsmasq", "dnsmasq-base")), udp(53, "dns", **software)] if resolves else []
    return dns + [udp(67, "dhcp", answers=False, **hiding("dnsmasq", "dnsmasq-base"))]


@needs("radvd")
def radvd(station, prefix):
    """A second router for IPv6, with a prefix of its own."""
    conf = station.path("radvd.conf", (
        f"interface {INTERFACE} {{ AdvSendAdvert on; MinRtrAdvInterval 3; MaxRtrAdvInterval 6; "
        f"prefix {prefix} {{ AdvAutonomous off; }}; }};\n"))
    station.run(["sh", "-c", f"echo 1 > /proc/sys/net/ipv6/conf/{INTERFACE}/forwarding"])
    station.start(["radvd", "-n", "-C", conf, "-p", station.path("radvd.pid"), "-m", "stderr"])
    return []


@needs("miniupnpd", "nft")
def miniupnpd(station, name, maker, model, mappings=()):
    """An internet gateway of UPnP; `mappings` are ways in it keeps open: (outside, client, inside, label).

    Its outside is a link of the machine to itself: nothing leads anywhere.
    """
    station.run(["ip", "link", "add", "wan0", "type", "veth", "peer", "name", "wan1"])
    station.run(["ip", "address", "add", "203.0.113.2/30", "dev", "wan0"])
    for end in ("wan0", "wan1"):
        station.run(["ip", "link", "set", end, "up"])
    station.path("nft", (
        "table inet filter {\n chain forward { type filter hook forward priority 0; policy accept; jump miniupnpd; }\n"
        " chain miniupnpd { }\n chain prerouting_miniupnpd { }\n chain postrouting_miniupnpd { }\n"
        " chain prerouting { type nat hook prerouting priority -100; jump prerouting_miniupnpd; }\n"
        " chain postrouting { type nat hook postrouting priority 100; jump postrouting_miniupnpd; }\n}\n"))
    station.run(["nft", "-f", station.path("nft")])
    leases = station.path("upnp-leases", "".join(
        f"TCP:{outside}:{client}:{inside}:0:{label}\n" for outside, client, inside, label in mappings))
    conf = station.path("miniupnpd.conf", (
        f"ext_ifname=wan0\nlistening_ip={INTERFACE}\nhttp_port=5000\nenable_natpmp=yes\n"
        f"enable_upnp=yes\nlease_file={leases}\n"
        f"secure_mode=yes\nsystem_uptime=yes\nuuid=7e6e6b65-6e74-4000-8000-000000000001\nfriendly_name={name}\n"
        f"manufacturer_name={maker}\nmodel_name={model}\nserial=LAB0001\nmodel_number=1\n"
        "allow 1024-65535 0.0.0.0/0 1-65535\n"))
    station.start(["miniupnpd", "-d", "-f", conf, "-P", station.path("miniupnpd.pid")])
    software = telling("MiniUPnPd", "miniupnpd-nftables")
    return [udp(1900, "ssdp", **software), tcp(5000, "http", **software),
            udp(5351, None, answers=False, **software)]
