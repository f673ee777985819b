"""Further daemons from Debian packages, and the devices that none plays: how each is started on a machine of the lab.

Every function starts its daemons and returns the services that the link can see of them. Configuration and
state lie in the machine's folder; nothing of the system's own is read but programs.
"""

import os

from services import LISTENER, certificate, hiding, needs, tcp, telling, udp
from stage import INTERFACE, run


@needs("chronyd")
def chrony(station):
    station.run(["mkdir", "-p", "-m", "750", "/run/chrony"])
    conf = station.path("chrony.conf", "local stratum 8\nallow\ncmdport 0\nbindcmdaddress /\npidfile /run/chrony/pid\n")
    # -x: this machine's clock is the lab's clock and must not be touched.
    station.start(["chronyd", "-x", "-d", "-u", "root", "-f", conf])
    return [udp(123, "ntp", **hiding("chrony", "chrony"))]


@needs("/usr/lib/postgresql/15/bin/postgres", "setpriv")
def postgres(station):
    data = station.path("postgres")
    os.makedirs(data, exist_ok=True)
    run(["chown", "postgres:", data])
    as_postgres = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
    programs = "/usr/lib/postgresql/15/bin"
    run(as_postgres + [f"{programs}/initdb", "--no-sync", "--auth=reject", "--no-locale", "-D", data])
    station.start(as_postgres + [f"{programs}/postgres", "-D", data, "-c", "listen_addresses=*",
                                 "-c", "unix_socket_directories=", "-c", "fsync=off"])
    return [tcp(5432, "postgresql", **hiding("PostgreSQL", "postgresql-15"))]


@needs("mariadbd")
def mariadb(station):
    data = station.path("mariadb")
    os.makedirs(data, exist_ok=True)
    # Without grant tables nothing has to be set up; the greeting is the same.
    station.start(["/usr/sbin/mariadbd", "--no-defaults", "--user=root", f"--datadir={data}", "--skip-grant-tables",
                   f"--socket={data}/socket", f"--pid-file={data}/pid", "--bind-address=*",
                   "--innodb-buffer-pool-size=8M", "--innodb-log-file-size=4M"])
    return [tcp(3306, "mysql", **telling("MariaDB", "mariadb-server-core"))]


def fragile(station, port):
    """A device that dies of attention."""
    station.start(["python3", LISTENER, "fragile", str(port), station.path("fragile.json")])
    return [tcp(port, None)]


@needs("postfix")
def postfix(station, name):
    queue, data = station.path("postfix-queue"), station.path("postfix-data")
    for folder in (queue, data):
        os.makedirs(folder, exist_ok=True)
    run(["chown", "postfix:", data])
    folder = station.path("postfix-conf")
    os.makedirs(folder, exist_ok=True)
    station.path("postfix-conf/main.cf", (
        f"compatibility_level = 3.6\nmyhostname = {name}\nmydestination =\ninet_interfaces = all\n"
        f"queue_directory = {queue}\ndata_directory = {data}\nsmtpd_banner = $myhostname ESMTP $mail_name\nalias_maps =\n"
        "local_recipient_maps =\nsmtpd_recipient_restrictions = reject\nmynetworks =\nsmtpd_peername_lookup = no\n"))
    station.path("postfix-conf/master.cf", "".join(f"{line}\n" for line in (
        "smtp inet n - n - - smtpd", "anvil unix - - n - 1 anvil",
        "proxymap unix - - n - - proxymap", "rewrite unix - - n - - trivial-rewrite", "cleanup unix n - n - 0 cleanup", "qmgr unix n - n 300 1 qmgr")))
    station.start(["postfix", "-c", folder, "start-fg"])
    return [tcp(25, "smtp", **telling("Postfix", "postfix", version=False))]


@needs("mosquitto")
def mosquitto(station):
    conf = station.path("mosquitto.conf", "listener 1883\nallow_anonymous false\nuser root\npersistence false\n")
    station.start(["mosquitto", "-c", conf])
    return [tcp(1883, None, **hiding("Mosquitto", "mosquitto"))]


@needs("lldpd")
def lldpd(station, description):
    """Tells the link who it is, as switches and gateways do."""
    station.run(["mkdir", "-p", "/run/lldpd"])
    conf = station.path("lldpd.conf", (
        f'configure system description "{description}"\nconfigure lldp tx-interval 4\n'))
    station.start(["lldpd", "-d", "-I", INTERFACE, "-u", "/run/lldpd.socket", "-O", conf])
    return []


def every(station, seconds, argv):
    station.start(["python3", LISTENER, "every", str(seconds), *argv])
    return []


@needs("busybox")
def udhcpc(station, name, vendor, asks):
    """Asks for an address every five seconds, as a device that comes and goes; it takes none."""
    options = [word for code in asks for word in ("-O", str(code))]
    return every(station, 5, ["busybox", "udhcpc", "-i", INTERFACE, "-n", "-q", "-t", "1", "-s", "/bin/true", "-o",
                              "-V", vendor, "-x", f"hostname:{name}", *options])


@needs("dhcpcd")
def dhcpcd(station, name):
    """The same by a client of desktop systems, under its own vendor class."""
    conf = station.path("dhcpcd.conf", f"hostname {name}\noption host_name\nnoarp\nnoipv6\n")
    return every(station, 5, ["dhcpcd", "--test", "-4", "-t", "4", "-f", conf, "-c", "/bin/true", INTERFACE])


@needs("openssl")
def relay(station):
    """The other side of a remote-maintenance product: answers TLS, and nothing else."""
    cert, key = certificate(station, "relay.example.com")
    station.start(["openssl", "s_server", "-accept", "443", "-cert", cert, "-key", key, "-quiet"])
    return [tcp(443, "tls", **hiding("OpenSSL", "openssl"))]


def relayed(station, name):
    """A program that keeps in touch with its relay: asks for the name and opens TLS to it, again and again."""
    return every(station, 1, ["python3", LISTENER, "tls", name])


def camera(station):
    """No Debian package is a camera; this one says what it can do (RTSP) and shows nothing."""
    station.start(["python3", LISTENER, "rtsp", "554"])
    return [tcp(554, "rtsp", software=("Hipcam RealServer", "1.0"), tells=True, tells_version=True)]
