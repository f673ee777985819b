"""Namespaces: a link of its own, devices on it, and nothing that outlives or leaves them."""

import os
import subprocess
import time

BRIDGE = "br-lab"
INTERFACE = "lan0"


class StageError(Exception):
    """The lab cannot be built; the message says why."""


def network_namespace(process="self"):
    """The identity of a process's network namespace."""
    return os.stat(f"/proc/{process}/ns/net").st_ino


def refuse_real_network(outside):
    """Raises unless this namespace is new, empty and not the one `outside` names."""
    if network_namespace() == outside:
        raise StageError("this is the machine's own network; the lab only runs in one of its own")
    interfaces = set(os.listdir("/proc/sys/net/ipv4/conf")) - {"all", "default", "lo"}
    routes = run(["ip", "route"]).strip() + run(["ip", "-6", "route"]).strip()
    if interfaces or routes:
        raise StageError(f"the network is not empty: {' '.join(sorted(interfaces))} {routes}")


def run(argv):
    """Runs a command to its end and returns what it printed."""
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise StageError(f"{' '.join(argv)}: {done.stderr.strip() or done.stdout.strip() or done.returncode}")
    return done.stdout


def build_bridge():
    """Makes the link that all devices share; it has no address, so no device can mistake it for a neighbour."""
    for scope in ("all", "default"):
        with open(f"/proc/sys/net/ipv6/conf/{scope}/disable_ipv6", "w") as file:
            file.write("1")
    run(["ip", "link", "set", "lo", "up"])
    # The mask lets LLDP through (the group ending in 0e), as the plainest switches do.
    run(["ip", "link", "add", BRIDGE, "type", "bridge", "stp_state", "0", "mcast_snooping", "0",
         "group_fwd_mask", "0x4000"])
    run(["ip", "link", "set", BRIDGE, "up"])


class Station:
    """A machine on the link: its own network, mounts and host name, held open by one sleeping process."""

    # What each machine has to itself, so that two of a kind do not meet in a lock file.
    PRIVATE = ("/run", "/var/log", "/var/lib/samba", "/var/cache/samba", "/var/lib/misc", "/etc/avahi/services",
               "/var/lib/softether", "/var/log/softether", "/var/lib/dhcpcd")

    def __init__(self, name, mac, addresses, gateways, folder, mirrored=False):
        """`mirrored`: what is sent to it reaches every port, as behind a hub or a switch's mirror port."""
        self.name = name
        self.mirrored = mirrored
        self.folder = folder
        self.daemons = []
        os.makedirs(folder, exist_ok=True)
        os.chmod(folder, 0o755)
        mounts = "".join(f"[ ! -d {path} ] || mount -t tmpfs tmpfs {path}\n" for path in self.PRIVATE)
        settings = "".join(
            f"echo {value} > /proc/sys/net/ipv6/conf/{scope}/{key}\n"
            for scope in ("all", "default")
            for key, value in (("disable_ipv6", 0), ("accept_dad", 0), ("accept_ra", 0))
        )
        script = f"set -e\nhostname {name}\nmount -t sysfs sysfs /sys\n{mounts}{settings}ip link set lo up\necho up\nexec sleep infinity"
        self.holder = subprocess.Popen(
            ["unshare", "--net", "--mount", "--uts", "--propagation", "private", "sh", "-c", script],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        )
        if self.holder.stdout.readline() != b"up\n":
            raise StageError(f"{name}: no namespace of its own")
        self._connect(mac, addresses, gateways)

    def _connect(self, mac, addresses, gateways):
        port = f"p-{self.name}"[:15]
        run(["ip", "link", "add", port, "type", "veth", "peer", "name", INTERFACE, "address", mac,
             "netns", str(self.holder.pid)])
        run(["ip", "link", "set", port, "master", BRIDGE, "up"])
        if self.mirrored:
            # An address that is never learnt is looked for on every port.
            run(["ip", "link", "set", port, "type", "bridge_slave", "learning", "off"])
        # A real card computes checksums before anyone sees the frame, and sends no frame above the MTU.
        self.run(["ethtool", "-K", INTERFACE, "tx", "off", "tso", "off", "gso", "off", "gro", "off"])
        for address in addresses:
            self.run(["ip", "address", "add", address, "dev", INTERFACE] + (["nodad"] if ":" in address else []))
        self.run(["ip", "link", "set", INTERFACE, "up"])
        for gateway in gateways:
            self.run(["ip", "route", "add", "default", "via", gateway, "dev", INTERFACE])

    def inside(self, argv, folder="/"):
        """The command line that runs `argv` on this machine."""
        return ["nsenter", "--target", str(self.holder.pid), "--net", "--mount", "--uts", f"--wdns={folder}", "--"] + argv

    def run(self, argv):
        return run(self.inside(argv))

    def start(self, argv, environment=None):
        """Starts a daemon that stays in the foreground; its words go to a log in the machine's folder."""
        label = os.path.basename(argv[0])
        with open(os.path.join(self.folder, f"{label}.log"), "ab") as log:
            process = subprocess.Popen(
                self.inside(argv), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, **(environment or {})}, start_new_session=True,
            )
        self.daemons.append((label, process))
        return process

    def path(self, name, text=None):
        """A file of this machine, written when `text` is given."""
        path = os.path.join(self.folder, name)
        if text is not None:
            with open(path, "w") as file:
                file.write(text)
        return path

    def listening(self):
        """The ports anyone on the link could reach: {("tcp", 22), …}; loopback left out."""
        found = set()
        for line in self.run(["ss", "-H", "-ltun"]).splitlines():
            transport, _, _, _, local, *_ = line.split()
            host, _, port = local.rpartition(":")
            if not host.startswith(("127.", "[::1]")):
                found.add((transport, int(port)))
        return found

    def wait_for(self, ports, seconds=30):
        """Returns once every port is listened on; raises with the log of what did not come up."""
        deadline = time.monotonic() + seconds
        while missing := ports - self.listening():
            for label, process in self.daemons:
                if process.poll() is not None:
                    raise StageError(f"{self.name}: {label} ended at once: {self._last_words(label)}")
            if time.monotonic() > deadline:
                raise StageError(f"{self.name}: nothing on {sorted(missing)} after {seconds} s")
            time.sleep(0.05)

    def _last_words(self, label):
        with open(os.path.join(self.folder, f"{label}.log"), errors="replace") as log:
            return log.read()[-600:]
