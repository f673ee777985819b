"""How long it takes to look into a Linux host with many listening sockets and packages, against ss.

Runs in a network namespace of its own, where only loopback is, and with a package database made up for the
measurement, which a mount namespace puts in the place of the real one.
"""

import json
import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

SOCKETS, HOLDERS, PACKAGES, RUNS = 10_000, 40, 3_000, 7
MOST_SECONDS = 2.0


def lines(tenken):
    """What was measured: (what, tenken's, the peer's, the limit, whether it holds)."""
    with tempfile.TemporaryDirectory(prefix="tenken-hosts-") as folder:
        subprocess.run(["unshare", "--net", "--mount", sys.executable, os.path.abspath(__file__), tenken, folder],
                       check=True)
        with open(os.path.join(folder, "figures.json")) as file:
            figures = json.load(file)
    whole, mine, theirs = figures["host"], figures["listeners"], figures["ss"]
    yield (f"host facts, {SOCKETS} sockets, {PACKAGES} packages", f"{whole:.2f} s", "", f"< {MOST_SECONDS:.0f} s",
           whole < MOST_SECONDS)
    yield ("listeners with their owners", f"{mine * 1000:.0f} ms", f"{theirs * 1000:.0f} ms (ss -ltnup)", "no more",
           mine <= theirs)


def hold(count, first, ready):
    """A process that listens on `count` ports until it is ended."""
    sockets = []
    for number in range(first, first + count):
        listening = socket.socket()
        listening.bind(("127.0.0.1", 1024 + number))
        listening.listen(1)
        sockets.append(listening)
    os.write(ready, b"x")
    signal.pause()


def packages(folder):
    """A database of dpkg(1) with packages of fifty files each."""
    os.makedirs(os.path.join(folder, "info"))
    with open(os.path.join(folder, "status"), "w") as status:
        for number in range(PACKAGES):
            name = f"measured-{number}"
            status.write(f"Package: {name}\nStatus: install ok installed\nPriority: optional\nArchitecture: all\n"
                         f"Version: 1.{number}-1\nDescription: made up\n"
                         + "".join(f" line {line} of a description as long as they are\n" for line in range(20)) + "\n")
            with open(os.path.join(folder, "info", f"{name}.list"), "w") as files:
                files.writelines(f"/usr/share/{name}/file-{file}\n" for file in range(50))


def inside(tenken, folder):
    """In the namespaces: makes the host, runs both programs in turn, and writes what they took."""
    database = os.path.join(folder, "dpkg")
    packages(database)
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    subprocess.run(["mount", "--bind", database, "/var/lib/dpkg"], check=True)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    resource.setrlimit(resource.RLIMIT_NOFILE, (SOCKETS, SOCKETS))
    ready, tell = os.pipe()
    holders = []
    try:
        for number in range(HOLDERS):
            holder = os.fork()
            if holder == 0:
                hold(SOCKETS // HOLDERS, number * (SOCKETS // HOLDERS), tell)
            holders.append(holder)
            os.read(ready, 1)
        host = [tenken, "host", "--quiet", "--site", os.path.join(folder, "site")]
        times = {"host": [], "listeners": [], "ss": []}
        for _ in range(RUNS):
            for what, argv in (("host", host), ("listeners", [*host, "--listeners"]), ("ss", ["ss", "-ltnup"])):
                with open(os.path.join(folder, "said"), "wb") as said:
                    began = time.monotonic()
                    subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=said)
                    times[what].append(time.monotonic() - began)
    finally:
        for holder in holders:
            os.kill(holder, signal.SIGTERM)
    with open(os.path.join(folder, "figures.json"), "w") as file:
        json.dump({what: statistics.median(seconds) for what, seconds in times.items()}, file)


if __name__ == "__main__":
    inside(sys.argv[1], sys.argv[2])
