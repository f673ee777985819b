"""VPN daemons from Debian packages: how each is configured and started on a machine of the lab.

As everywhere here: every function starts its daemons and returns the services that the link can see of them;
configuration and state lie in the machine's folder, and nothing of the system's own is read but programs.
"""

import os

from services import certificate, hiding, needs, tcp, telling, udp
from stage import run


@needs("/usr/lib/ipsec/starter", "/usr/lib/ipsec/charon")
def charon(station, versions=("ikev2", "ikev1")):
    """An IKE responder with a road-warrior connection for each version."""
    station.path("ipsec.conf", "".join(
        f"conn {version}\n  keyexchange={version}\n  left=%any\n  right=%any\n  authby=psk\n  auto=add\n"
        for version in versions))
    secrets = station.path("ipsec.secrets", ': PSK "lab only"\n')
    strongswan = station.path("strongswan.conf", (
        "charon {\n  load_modular = yes\n  plugins {\n    include /etc/strongswan.d/charon/*.conf\n"
        f"    stroke {{\n      load = yes\n      secrets_file = {secrets}\n    }}\n  }}\n  user = root\n  group = root\n}}\n"
    ))
    station.start(
        ["/usr/lib/ipsec/starter", "--nofork", "--conf", station.path("ipsec.conf")], {"STRONGSWAN_CONF": strongswan})
    software = hiding("strongSwan", "strongswan-charon")
    return [udp(500, "ike", "ike", **software), udp(4500, "ike", "ike", **software)]


@needs("xl2tpd")
def xl2tpd(station):
    conf = station.path("xl2tpd.conf", (
        "[global]\nport = 1701\n[lns default]\nip range = 192.168.77.240-192.168.77.241\nlocal ip = 192.168.77.239\n"))
    os.makedirs(station.path("xl2tpd"), exist_ok=True)
    station.start(["xl2tpd", "-D", "-c", conf, "-p", station.path("xl2tpd/pid"), "-C", station.path("xl2tpd/control")])
    return [udp(1701, "l2tp", "l2tp", **telling("xl2tpd", "xl2tpd", version=False))]


@needs("openvpn")
def openvpn(station, transport="udp", port=1194, secret=False):
    """A TLS server; with a shared `secret` (tls-auth) it is silent to whoever does not know it."""
    cert, key = certificate(station, f"openvpn-{transport}")
    argv = ["openvpn", "--dev", "null", "--proto", "tcp-server" if transport == "tcp" else "udp", "--port", str(port),
            "--tls-server", "--dh", "none", "--ca", cert, "--cert", cert, "--key", key]
    if secret:
        run(["openvpn", "--genkey", "secret", station.path("ta.key")])
        argv += ["--tls-auth", station.path("ta.key"), "0"]
    station.start(argv)
    make = tcp if transport == "tcp" else udp
    return [make(port, "openvpn", "openvpn", answers=not secret, **hiding("OpenVPN", "openvpn"))]


@needs("pptpd")
def pptpd(station):
    conf = station.path("pptpd.conf", (
        f"option {station.path('pptpd-options', 'lock')}\nlocalip 192.168.77.237\nremoteip 192.168.77.238\n"))
    station.start(["pptpd", "--fg", "--conf", conf, "--pidfile", station.path("pptpd.pid")])
    return [tcp(1723, "pptp", "pptp", **telling("pptpd", "pptpd", version=False))]


@needs("/usr/libexec/softether/vpnserver/vpnserver")
def softether(station):
    """Its own configuration, as it makes it when it starts for the first time."""
    station.run(["mkdir", "-p", "/run/softether"])
    station.start(["/usr/libexec/softether/vpnserver/vpnserver", "execsvc"])
    software = hiding("SoftEther VPN", "softether-vpnserver")
    # On 1194 it answers as OpenVPN does, which it also is to its clients.
    return ([tcp(port, "tls", "softether", **software) for port in (443, 992, 5555)]
            + [tcp(1194, "openvpn", "openvpn", **software), udp(1194, "openvpn", "openvpn", **software)]
            + [udp(port, None, answers=False, **software) for port in (443, 992, 5555)])
