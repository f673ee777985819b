"""Daemons that let somebody else operate a machine, from Debian packages."""

import os

from services import LISTENER, certificate, hiding, needs, tcp, telling
from stage import run


@needs("sshd")
def openssh(station):
    key = station.path("host_key")
    run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key])
    station.run(["mkdir", "-p", "-m", "755", "/run/sshd"])
    conf = station.path("sshd_config", f"HostKey {key}\nPidFile none\nPasswordAuthentication no\nUsePAM no\n")
    station.start(["/usr/sbin/sshd", "-D", "-e", "-f", conf])
    return [tcp(22, "ssh", "ssh", **telling("OpenSSH", "openssh-server"))]


@needs("dropbear", "dropbearkey")
def dropbear(station):
    key = station.path("dropbear_key")
    run(["dropbearkey", "-t", "ed25519", "-f", key])
    station.start(["dropbear", "-F", "-E", "-s", "-r", key, "-p", "22", "-P", station.path("dropbear.pid")])
    return [tcp(22, "ssh", "ssh", **telling("Dropbear", "dropbear-bin"))]


@needs("/usr/sbin/telnetd")
def telnetd(station):
    station.start(["python3", LISTENER, "inetd", "23", "/usr/sbin/telnetd", "--exec-login=/bin/false"])
    return [tcp(23, "telnet", "telnet", **hiding("inetutils telnetd", "inetutils-telnetd"))]


@needs("xrdp")
def xrdp(station, name):
    cert, key = certificate(station, name)
    with open("/etc/xrdp/xrdp.ini") as file:
        lines = file.read().splitlines()
    ours = {"certificate": cert, "key_file": key, "port": "3389", "LogFile": station.path("xrdp-own.log"),
            "EnableSyslog": "false"}
    conf = station.path("xrdp.ini", "\n".join(
        f"{word}={ours[word]}" if (word := line.partition("=")[0]) in ours else line for line in lines) + "\n")
    station.start(["xrdp", "--nodaemon", "--config", conf])
    return [tcp(3389, "rdp", "rdp", **hiding("xrdp", "xrdp"))]


@needs("Xtigervnc")
def tigervnc(station):
    station.start(["Xtigervnc", ":77", "-rfbport", "5900", "-SecurityTypes", "None", "-localhost=0", "-nolock",
                   "-nolisten", "unix", "-nolisten", "tcp", "-geometry", "320x200", "-depth", "16",
                   "-AlwaysShared"])
    return [tcp(5900, "vnc", "vnc", **hiding("TigerVNC", "tigervnc-standalone-server"))]


@needs("Xvfb")
def screen(station, number=0):
    """An X server that lets anybody in over the network, as old terminal programs want it."""
    # It refuses to listen on TCP without a folder for its local sockets; -nolock, as /tmp is everybody's.
    station.start(["Xvfb", f":{number}", "-nolisten", "unix", "-listen", "tcp", "-ac", "-nolock", "-noreset",
                   "-screen", "0", "320x200x24"])
    return [tcp(6000 + number, "x11", "x11", **telling("X.Org X Server", "xvfb", version=False))]


@needs("Xvfb", "x11vnc")
def x11vnc(station):
    """Shares a screen of its own that only this machine reaches."""
    auth = station.path("vncpasswd")
    run(["x11vnc", "-storepasswd", "lab-only", auth])
    station.start(["x11vnc", "-display", "127.0.0.1:0", "-rfbport", "5900", "-rfbauth", auth, "-forever", "-shared",
                   "-noxdamage", "-noshm", "-noipv6", "-loop200"], {"HOME": station.folder})
    return [tcp(5900, "vnc", "vnc", **hiding("x11vnc", "x11vnc"))]


@needs("Xvfb", "freerdp-shadow-cli")
def freerdp(station):
    """Shares the same screen over RDP; it tries again until the screen is there."""
    folder = station.path("freerdp")
    os.makedirs(folder, exist_ok=True)
    # Its own words say that it ended; a screen that is not up yet is worth waiting for.
    again = 'until "$@"; do sleep 0.2; done'
    station.start(["sh", "-c", again, "freerdp", "freerdp-shadow-cli", "/port:3389", "-auth", "/sec:tls"],
                  {"DISPLAY": "127.0.0.1:0", "HOME": folder})
    return [tcp(3389, "rdp", "rdp", **hiding("FreeRDP", "freerdp2-shadow-x11"))]
