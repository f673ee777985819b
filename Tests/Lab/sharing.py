"""What file servers run: shares, pages and announcements, from Debian packages."""

import os

from services import hiding, needs, tcp, telling, udp
from stage import INTERFACE


@needs("smbd", "nmbd")
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
    name_only = telling("Samba", "samba", version=False)
    return [tcp(139, None, **hiding("Samba", "samba")), tcp(445, "smb", **name_only), udp(137, "netbios", **hiding("Samba", "samba")),
            udp(138, "netbios-dgm", answers=False)]


@needs("wsdd")
def wsdd(station, name):
    station.start(["wsdd", "-i", INTERFACE, "-n", name, "-w", "YAKKYOKU", "-4"])
    # Its pages come from Python's own server, which names itself.
    return [tcp(5357, "http", software=("BaseHTTP", "0.6"), tells=True, tells_version=True),
            udp(3702, "wsd", **hiding("wsdd", "wsdd"))]


@needs("vsftpd")
def vsftpd(station):
    empty = station.path("ftp-empty")
    os.makedirs(empty, exist_ok=True)
    conf = station.path("vsftpd.conf", (
        f"listen=YES\nbackground=NO\nanonymous_enable=NO\nlocal_enable=YES\nsecure_chroot_dir={empty}\n"
        f"ftpd_banner=LinkStation FTP\nxferlog_enable=NO\nvsftpd_log_file={station.path('vsftpd-own.log')}\n"))
    station.start(["vsftpd", conf])
    return [tcp(21, "ftp", **hiding("vsftpd", "vsftpd"))]


@needs("nginx")
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
    software = telling("nginx", "nginx-light")
    return [tcp(80, "http", **software)] + ([tcp(443, "tls", **software)] if tls else [])


@needs("avahi-daemon")
def avahi(station, name, services=(), ipv4=True, bus=False):
    """mDNS: a name and the services announced under it, as (type, port); `bus` lets other daemons announce theirs."""
    if bus:
        station.run(["mkdir", "-p", "/run/dbus"])
        station.start(["dbus-daemon", "--system", "--nofork", "--nopidfile", "--nosyslog"])
        station.run(["timeout", "10", "sh", "-c", "until [ -S /run/dbus/system_bus_socket ]; do sleep 0.05; done"])
    families = f"use-ipv4={'yes' if ipv4 else 'no'}\nuse-ipv6=yes"
    conf = station.path("avahi.conf", (
        f"[server]\nhost-name={name}\n{families}\nenable-dbus={'yes' if bus else 'no'}\nallow-interfaces={INTERFACE}\n"
        "[publish]\npublish-workstation=no\npublish-hinfo=no\n[rlimits]\n"))
    groups = "".join(f"<service><type>{kind}</type><port>{port}</port></service>" for kind, port in services)
    if groups:
        text = (f'<?xml version="1.0" standalone="no"?><!DOCTYPE service-group SYSTEM "avahi-service.dtd">'
                f'<service-group><name replace-wildcards="yes">%h</name>{groups}</service-group>')
        station.run(["cp", station.path("announced.service", text), "/etc/avahi/services/"])
    station.start(["avahi-daemon", "-f", conf, "--no-drop-root", "--no-chroot", "--no-rlimits"])
    return [udp(5353, "mdns", **hiding("Avahi", "avahi-daemon"))]


@needs("lighttpd")
def lighttpd(station, title, port=80):
    pages = station.path("lighttpd")
    os.makedirs(pages, exist_ok=True)
    station.path("lighttpd/index.html", f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1>\n")
    conf = station.path("lighttpd.conf", (
        f'server.document-root = "{pages}"\nserver.port = {port}\nindex-file.names = ("index.html")\n'
        'mimetype.assign = (".html" => "text/html")\n'))
    station.start(["lighttpd", "-D", "-f", conf])
    return [tcp(port, "http", **telling("lighttpd", "lighttpd"))]


@needs("minidlnad")
def minidlna(station, name):
    """A media server, as storage boxes have one switched on when they are sold."""
    media, state = station.path("media"), station.path("minidlna")
    for folder in (media, state):
        os.makedirs(folder, exist_ok=True)
    conf = station.path("minidlna.conf", (
        f"port=8200\nnetwork_interface={INTERFACE}\nmedia_dir={media}\ndb_dir={state}\nlog_dir={state}\n"
        f"friendly_name={name}\nuuid=7e6e6b65-6e74-4000-8000-000000000020\nnotify_interval=5\ninotify=no\n"
        f"model_name={name}\nmodel_number=1\nserial=LAB0020\n"
        f"presentation_url=http://{name}/\n"))
    station.start(["minidlnad", "-S", "-f", conf, "-P", station.path("minidlna.pid")])
    software = telling("MiniDLNA", "minidlna")
    return [tcp(8200, "http", **software), udp(1900, "ssdp", **software)]
