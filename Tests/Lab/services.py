"""What a daemon of the lab shows to the link, and what its Debian package says of it."""

import functools
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

from stage import run

LISTENER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "listener.py")
os.environ["PATH"] += ":/usr/sbin:/sbin"


@dataclass(frozen=True)
class Service:
    """A port that is really open."""
    transport: str
    port: int
    # tenken's word for the protocol; nil where nothing may be sent to find out.
    protocol: str | None
    # The remote-maintenance product this is, as Profiles/ names it.
    remote: str | None = None
    # Whether a question of the protocol gets an answer.
    answers: bool = True
    # The software behind the port, as (name, version) by its package; the version is nil where none is known.
    software: tuple[str, str | None] | None = None
    # Whether the protocol tells that name to anyone who asks, and that version.
    tells: bool = False
    tells_version: bool = False


def tcp(port, protocol, remote=None, **more):
    return Service("tcp", port, protocol, remote, **more)


def udp(port, protocol, remote=None, **more):
    return Service("udp", port, protocol, remote, **more)


def telling(name, package, version=True):
    """The fields of a service that tells its software; `version` is false where only the name is told."""
    return {"software": (name, release(package)), "tells": True, "tells_version": version}


def hiding(name, package):
    """The fields of a service whose software nobody can ask for."""
    return {"software": (name, release(package))}


@functools.cache
def packages():
    """{package: version} of everything installed."""
    lines = run(["dpkg-query", "-W", "-f", "${Package}\t${Version}\n"]).splitlines()
    return dict(line.split("\t") for line in lines)


def release(package):
    """The version its authors gave a package: without epoch, packaging and repackaging marks."""
    version = packages().get(package)
    if version is None:
        return None
    upstream = version.partition(":")[2] or version
    return upstream.rpartition("-")[0].partition("+")[0] or upstream


# What could not be started because it is not installed; said at the start of every run.
missing = set()


def needs(*programs):
    """Leaves a daemon out, and out of the truth, where one of its programs is not installed."""
    def decorate(start):
        @functools.wraps(start)
        def checked(*arguments, **named):
            absent = {program for program in programs if not shutil.which(program)}
            if not absent:
                return start(*arguments, **named)
            if not absent <= missing:
                missing.update(absent)
                print(f"lab: not installed, left out: {' '.join(sorted(absent))}", file=sys.stderr)
            return []
        return checked
    return decorate


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
