"""Real daemons from Debian packages: how each is configured and started on a machine of the lab.

Every function starts its daemons and returns the services that the link can see of them. Configuration and
state lie in the machine's folder; nothing of the system's own is read but programs.
"""

import os
from dataclasses import dataclass

from stage import INTERFACE, run

LISTENER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "listener.py")


@dataclass(frozen=True)
class Service:
    """A port that is really open."""
    transport: str
    port: int
    # tenken's word for the protocol; nil where nothing may be sent to find out.
    protocol: str | None
    # The remote-maintenance product this is, as Profiles/ names it.
    remote: str | None = None
    # Whether a UDP question of the protocol gets an answer.
    answers: bool = True


def tcp(port, protocol, remote=None):
    return Service("tcp", port, protocol, remote)


def udp(port, protocol, remote=None, answers=True):
    return Service("udp", port, protocol, remote, answers)


def certificate(station, name, begin="20250101000000Z", end="20350101000000Z"):
    """A self-signed certificate with its key, valid between two moments; returns the two paths."""
    key, request, cert = (station.path(f"{name}.{kind}") for kind in ("key", "csr", "crt"))
    for file in ("index.txt", "index.txt.attr"):
        station.path(file, "")
    conf = station.path("ca.cnf", (
        f"[ca]\ndefault_ca=c\n[c]\ndatabase={station.path('index.txt')}\nnew_certs_dir={station.folder}\n"
        "rand_serial=yes\ndefault_md=sha256\npolicy=p\nunique_subject=no\n[p]\ncommonName=supplied\n"
    ))
    run(["openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
         "-out", request, "-subj", f"/CN={name}"])
    run(["openssl", "ca", "-batch", "-config", conf, "-selfsign", "-keyfile", key, "-in", request, "-out", cert,
         "-startdate", begin, "-enddate", end, "-notext"])
    return cert, key


def dnsmasq(station, leases=()):
    """DNS, DHCP and router advertisements."""
    fixed = "".join(f"dhcp-host={mac},{address}\n" for mac, address in leases)
    conf = station.path("dnsmasq.conf", (
        f"interface={INTERFACE}\nexcept-interface=lo\nbind-interfaces\nuser=root\nno-resolv\nno-hosts\n"
        "domain=pharmacy.test\nhost-record=router.pharmacy.test,192.168.77.1\n"
        "dhcp-range=192.168.77.120,192.168.77.149,1h\ndhcp-authoritative\nenable-ra\nbogus-priv\n"
        f"dhcp-range=::,constructor:{INTERFACE},ra-only\ndhcp-leasefile={station.path('leases')}\n{fixed}"
    ))
    station.start(["dnsmasq", "--keep-in-foreground", f"--conf-file={conf}", "--pid-file="])
    return [tcp(53, None), udp(53, "dns"), udp(67, "dhcp", answers=False)]


def charon(station):
    """An IKE responder with a road-warrior connection."""
    station.path("ipsec.conf", (
        "conn maintenance\n  keyexchange=ikev2\n  left=%any\n  right=%any\n  authby=psk\n  auto=add\n"
        "conn old\n  keyexchange=ikev1\n  left=%any\n  right=%any\n  authby=psk\n  auto=add\n"
    ))
    secrets = station.path("ipsec.secrets", ': PSK "lab only"\n')
    strongswan = station.path("strongswan.conf", (
        "charon {\n  load_modular = yes\n  plugins {\n    include /etc/strongswan.d/charon/*.conf\n"
        f"    stroke {{\n      load = yes\n      secrets_file = {secrets}\n    }}\n  }}\n  user = root\n  group = root\n}}\n"
    ))
    station.start(
        ["/usr/lib/ipsec/starter", "--nofork", "--conf", station.path("ipsec.conf")], {"STRONGSWAN_CONF": strongswan})
    return [udp(500, "ike", "ike"), udp(4500, "ike", answers=False)]


def xl2tpd(station):
    conf = station.path("xl2tpd.conf", (
        "[global]\nport = 1701\n[lns default]\nip range = 192.168.77.240-192.168.77.241\nlocal ip = 192.168.77.239\n"))
    os.makedirs(station.path("xl2tpd"), exist_ok=True)
    station.start(["xl2tpd", "-D", "-c", conf, "-p", station.path("xl2tpd/pid"), "-C", station.path("xl2tpd/control")])
    return [udp(1701, "l2tp", "l2tp")]


def openvpn(station):
    cert, key = certificate(station, "openvpn")
    station.start(["openvpn", "--dev", "null", "--proto", "udp", "--port", "1194", "--tls-server", "--dh", "none",
                   "--ca", cert, "--cert", cert, "--key", key])
    return [udp(1194, "openvpn", "openvpn")]


def chrony(station):
    station.run(["mkdir", "-p", "-m", "750", "/run/chrony"])
    conf = station.path("chrony.conf", "local stratum 8\nallow\ncmdport 0\nbindcmdaddress /\npidfile /run/chrony/pid\n")
    # -x: this machine's clock is the lab's clock and must not be touched.
    station.start(["chronyd", "-x", "-d", "-u", "root", "-f", conf])
    return [udp(123, "ntp")]


def openssh(station):
    key = station.path("host_key")
    run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key])
    station.run(["mkdir", "-p", "-m", "755", "/run/sshd"])
    conf = station.path("sshd_config", f"HostKey {key}\nPidFile none\nPasswordAuthentication no\nUsePAM no\n")
    station.start(["/usr/sbin/sshd", "-D", "-e", "-f", conf])
    return [tcp(22, "ssh", "ssh")]


def samba(station, netbios, oldest, signing="default"):
    """A file server with its NetBIOS names."""
    state = station.path("samba")
    os.makedirs(state, exist_ok=True)
    station.run(["mkdir", "-p", "/run/samba"])
    folders = "".join(
        f"{kind} = {state}\n"
        for kind in ("private dir", "state directory", "cache directory", "lock directory", "ncalrpc dir"))
    conf = station.path("smb.conf", (
        f"[global]\nnetbios name = {netbios}\nworkgroup = YAKKYOKU\nserver string = {netbios}\n{folders}"
        f"pid directory = /run/samba\nlog file = {state}/log.%m\nmap to guest = bad user\nload printers = no\n"
        f"disable spoolss = yes\nserver min protocol = {oldest}\nserver signing = {signing}\n"
        f"bind interfaces only = yes\ninterfaces = {INTERFACE}\n"
        f"[share]\npath = {station.folder}\nguest ok = yes\nread only = yes\n"
    ))
    station.start(["smbd", "--foreground", "--no-process-group", f"--configfile={conf}"])
    station.start(["nmbd", "--foreground", "--no-process-group", f"--configfile={conf}"])
    return [tcp(139, None), tcp(445, "smb"), udp(137, "netbios"), udp(138, "netbios-dgm", answers=False)]


def wsdd(station, name):
    station.start(["wsdd", "-i", INTERFACE, "-n", name, "-w", "YAKKYOKU", "-4"])
    return [tcp(5357, "http"), udp(3702, "wsd")]


def miniupnpd(station, name, model):
    """SSDP with a description to fetch: an internet gateway that offers nothing."""
    conf = station.path("miniupnpd.conf", (
        f"ext_ifname=lo\nlistening_ip={INTERFACE}\nhttp_port=5000\nenable_natpmp=no\nenable_upnp=yes\n"
        f"secure_mode=yes\nsystem_uptime=yes\nuuid=7e6e6b65-6e74-4000-8000-000000000001\nfriendly_name={name}\n"
        f"manufacturer_name=Yamaha\nmodel_name={model}\nserial=0\nmodel_number=1\n"))
    station.start(["miniupnpd", "-d", "-f", conf, "-P", station.path("miniupnpd.pid")])
    return [udp(1900, "ssdp"), tcp(5000, "http")]


def vsftpd(station):
    empty = station.path("ftp-empty")
    os.makedirs(empty, exist_ok=True)
    conf = station.path("vsftpd.conf", (
        f"listen=YES\nbackground=NO\nanonymous_enable=NO\nlocal_enable=YES\nsecure_chroot_dir={empty}\n"
        f"ftpd_banner=LinkStation FTP\nxferlog_enable=NO\nvsftpd_log_file={station.path('vsftpd-own.log')}\n"))
    station.start(["vsftpd", conf])
    return [tcp(21, "ftp")]


def snmpd(station, name, description, object_id):
    conf = station.path("snmpd.conf", (
        f"rocommunity public\nsysName {name}\nsysDescr {description}\nsysObjectID {object_id}\n"
        f"[snmp] persistentDir {station.folder}\n"))
    station.start(["snmpd", "-f", "-C", "-c", conf, "-Lo", "-I", "-smux", "-p", station.path("snmpd.pid"), "udp:161"])
    return [udp(161, "snmp")]


def nginx(station, title, realm=None, server=None, tls=None):
    """A web server on 80; `tls` adds 443 with the (certificate, key, protocols) given."""
    pages = station.path("pages")
    os.makedirs(pages, exist_ok=True)
    station.path("pages/index.html", f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1>\n")
    guard = ""
    if realm:
        station.path("htpasswd", "nobody:*\n")
        guard = f'auth_basic "{realm}"; auth_basic_user_file {station.path("htpasswd")};'
    secure = ""
    if tls:
        cert, key, protocols = tls
        secure = (f"server {{ listen 443 ssl; root {pages}; {guard} ssl_certificate {cert}; ssl_certificate_key {key};"
                  f" ssl_protocols {protocols}; ssl_ciphers ALL:@SECLEVEL=0; }}")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    scratch = "".join(f"{kind}_temp_path {station.path('nginx-' + kind)};" for kind in kinds)
    conf = station.path("nginx.conf", (
        f"user root; worker_processes 1; daemon off; pid {station.path('nginx.pid')}; error_log stderr;"
        f" events {{ worker_connections 64; }} http {{ access_log {station.path('access.log')}; {scratch}"
        f" server {{ listen 80; listen [::]:80; root {pages}; {guard} }} {secure} }}\n"
    ))
    station.start(["/usr/sbin/nginx", "-c", conf, "-e", "stderr"])
    return [tcp(80, "http")] + ([tcp(443, "tls")] if tls else [])


def avahi(station, name, services=(), ipv4=True):
    """mDNS: a name and the services announced under it, as (type, port)."""
    families = f"use-ipv4={'yes' if ipv4 else 'no'}\nuse-ipv6=yes"
    conf = station.path("avahi.conf", (
        f"[server]\nhost-name={name}\n{families}\nenable-dbus=no\nallow-interfaces={INTERFACE}\n"
        "[publish]\npublish-workstation=no\npublish-hinfo=no\n[rlimits]\n"))
    groups = "".join(f"<service><type>{kind}</type><port>{port}</port></service>" for kind, port in services)
    if groups:
        text = (f'<?xml version="1.0" standalone="no"?><!DOCTYPE service-group SYSTEM "avahi-service.dtd">'
                f'<service-group><name replace-wildcards="yes">%h</name>{groups}</service-group>')
        station.run(["cp", station.path("announced.service", text), "/etc/avahi/services/"])
    station.start(["avahi-daemon", "-f", conf, "--no-drop-root", "--no-chroot", "--no-rlimits"])
    return [udp(5353, "mdns")]


def xrdp(station, name):
    cert, key = certificate(station, name)
    with open("/etc/xrdp/xrdp.ini") as file:
        lines = file.read().splitlines()
    ours = {"certificate": cert, "key_file": key, "port": "3389", "LogFile": station.path("xrdp-own.log"),
            "EnableSyslog": "false"}
    conf = station.path("xrdp.ini", "\n".join(
        f"{word}={ours[word]}" if (word := line.partition("=")[0]) in ours else line for line in lines) + "\n")
    station.start(["xrdp", "--nodaemon", "--config", conf])
    return [tcp(3389, "rdp", "rdp")]


def tigervnc(station):
    station.start(["Xtigervnc", ":77", "-rfbport", "5900", "-SecurityTypes", "None", "-localhost=0", "-nolock",
                   "-nolisten", "unix", "-nolisten", "tcp", "-geometry", "320x200", "-depth", "16",
                   "-AlwaysShared"])
    return [tcp(5900, "vnc", "vnc")]


def cups(station):
    for folder in ("state", "cache", "spool", "server", "log"):
        os.makedirs(station.path(folder), exist_ok=True)
    files = station.path("cups-files.conf", (
        f"ServerRoot {station.path('server')}\nStateDir {station.path('state')}\nCacheDir {station.path('cache')}\n"
        f"RequestRoot {station.path('spool')}\nErrorLog stderr\nAccessLog {station.path('log')}/access\n"
        f"PageLog {station.path('log')}/page\n"))
    conf = station.path("cupsd.conf", (
        "Listen *:631\nServerAlias *\nBrowsing No\nDefaultAuthType None\nWebInterface Yes\n"
        "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"))
    station.start(["/usr/sbin/cupsd", "-f", "-c", conf, "-s", files])
    return [tcp(631, "http")]


def telnetd(station):
    station.start(["python3", LISTENER, "inetd", "23", "/usr/sbin/telnetd", "--exec-login=/bin/false"])
    return [tcp(23, "telnet", "telnet")]


def postgres(station):
    data = station.path("postgres")
    os.makedirs(data, exist_ok=True)
    run(["chown", "postgres:", data])
    as_postgres = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
    programs = "/usr/lib/postgresql/15/bin"
    run(as_postgres + [f"{programs}/initdb", "--no-sync", "--auth=reject", "--no-locale", "-D", data])
    station.start(as_postgres + [f"{programs}/postgres", "-D", data, "-c", "listen_addresses=*",
                                 "-c", "unix_socket_directories=", "-c", "fsync=off"])
    return [tcp(5432, "postgresql")]


def mariadb(station):
    data = station.path("mariadb")
    os.makedirs(data, exist_ok=True)
    # Without grant tables nothing has to be set up; the greeting is the same.
    station.start(["/usr/sbin/mariadbd", "--no-defaults", "--user=root", f"--datadir={data}", "--skip-grant-tables",
                   f"--socket={data}/socket", f"--pid-file={data}/pid", "--bind-address=*",
                   "--innodb-buffer-pool-size=8M", "--innodb-log-file-size=4M"])
    return [tcp(3306, "mysql")]


def counting(station, port, protocol):
    """A port that only counts what it is given."""
    station.start(["python3", LISTENER, "count", str(port), station.path(f"count-{port}.json")])
    return [tcp(port, protocol)]


def fragile(station, port):
    """A device that dies of attention."""
    station.start(["python3", LISTENER, "fragile", str(port), station.path("fragile.json")])
    return [tcp(port, None)]


def phone(station, name):
    station.start(["python3", LISTENER, "dhcp", INTERFACE, name])
    return []
