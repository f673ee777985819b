"""A witness of the link: records every frame, and counts from the recording what the scanner did to whom."""

import collections
import ipaddress
import re
import signal
import struct
import subprocess
import time

NEVER_SENT_INTO = {515, *range(9100, 9110), *range(9112, 9117)}
Frame = collections.namedtuple("Frame", "time destination source ethertype octets data")


class Recording:
    """tcpdump at work; it sees frames before any device does and takes no part in anything."""

    def __init__(self, interface, path):
        self.path = path
        self.process = subprocess.Popen(
            ["tcpdump", "-i", interface, "-w", path, "-U", "-s", "1600", "-n", "-B", "32768", "--immediate-mode",
             "--time-stamp-precision", "nano"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        # tcpdump says that it listens once it does.
        for line in self.process.stderr:
            if "listening on" in line:
                break

    def stop(self):
        """Ends the recording; returns how many frames the kernel could not hand over."""
        time.sleep(0.3)
        self.process.send_signal(signal.SIGINT)
        _, words = self.process.communicate()
        found = re.search(r"(\d+) packets? dropped by kernel", words)
        return int(found[1]) if found else None


def frames(path):
    """Every Ethernet frame of a pcap file with nanosecond times (pcap savefile format, little endian)."""
    with open(path, "rb") as file:
        magic, _, _, _, _, _, link = struct.unpack("<IHHiIII", file.read(24))
        if magic != 0xA1B23C4D or link & 0xFFFF != 1:
            raise ValueError(f"{path}: not a recording of Ethernet with nanoseconds")
        while len(header := file.read(16)) == 16:
            seconds, nanoseconds, kept, length = struct.unpack("<IIII", header)
            data = file.read(kept)
            yield Frame(seconds + nanoseconds / 1e9, data[0:6].hex(":"), data[6:12].hex(":"),
                        int.from_bytes(data[12:14]), length, data)


def peak(times):
    """The most events within any one second."""
    most, recent = 0, collections.deque()
    for moment in sorted(times):
        recent.append(moment)
        while moment - recent[0] >= 1:
            recent.popleft()
        most = max(most, len(recent))
    return most


def target(frame):
    """The network address a frame is for, or that an ARP request asks for."""
    data = frame.data
    if frame.ethertype == 0x0806:
        return ipaddress.ip_address(data[38:42])
    if frame.ethertype == 0x0800:
        return ipaddress.ip_address(data[30:34])
    if frame.ethertype == 0x86DD:
        return ipaddress.ip_address(data[38:54])
    return None


def tcp_payload(frame):
    """(destination port, octets of payload) of a TCP segment; nil for anything else."""
    data = frame.data
    if frame.ethertype == 0x0800 and data[23] == 6:
        start, end = 14 + (data[14] & 15) * 4, 14 + int.from_bytes(data[16:18])
    elif frame.ethertype == 0x86DD and data[20] == 6:
        start, end = 54, 54 + int.from_bytes(data[18:20])
    else:
        return None
    return int.from_bytes(data[start + 2:start + 4]), end - start - (data[start + 12] >> 4) * 4


def is_unreachable(frame):
    """Whether it is a kernel's word that nothing listens on a port: ICMP type 3 code 3, ICMPv6 type 1 code 4."""
    data = frame.data
    if frame.ethertype == 0x0800 and data[23] == 1:
        start = 14 + (data[14] & 15) * 4
        return data[start:start + 2] == b"\x03\x03"
    return frame.ethertype == 0x86DD and data[20] == 58 and data[54:56] == b"\x01\x04"


def results(path, truth):
    """What the scanner sent, counted by destination."""
    networks = [ipaddress.ip_network(network) for network in truth["networks"]]
    sent, moments, abroad = collections.defaultdict(lambda: [0, 0]), collections.defaultdict(list), []
    groups, into_printer, first, last, errors = [], 0, None, None, []
    for frame in frames(path):
        if frame.source != truth["scanner"]["mac"]:
            continue
        first, last = first or frame.time, frame.time
        sent[frame.destination][0] += 1
        sent[frame.destination][1] += frame.octets
        if is_unreachable(frame):
            errors.append({"mac": frame.destination, "octets": frame.octets, "seconds": frame.time})
        is_group = int(frame.destination[0:2], 16) & 1
        (groups if is_group else moments[frame.destination]).append(frame.time)
        address = target(frame)
        if address and not (address.is_multicast or str(address) == "255.255.255.255"
                            or any(address in network for network in networks)):
            abroad.append(str(address))
        if (segment := tcp_payload(frame)) and segment[0] in NEVER_SENT_INTO:
            into_printer += segment[1]
    known = {device["mac"]: device["name"] for device in truth["devices"]}
    return {
        "sent": {mac: {"packets": packets, "octets": octets} for mac, (packets, octets) in sent.items()},
        "peakPerSecond": {known.get(mac, mac): peak(times) for mac, times in moments.items()},
        "peakGroupsPerSecond": peak(groups),
        "unreachables": errors,
        "outsideScope": sorted(set(abroad)),
        "octetsIntoPrinterPorts": into_printer,
        "sendingSeconds": round(last - first, 3) if first else 0,
    }


def summary(results):
    """The results in a few lines."""
    total = sum(count["packets"] for count in results["sent"].values())
    peaks = ", ".join(f"{name} {count}" for name, count in sorted(results["peakPerSecond"].items()))
    lines = [
        f"exit code {results['exitCode']}; {total} packets sent in {results['sendingSeconds']} s; "
        f"{results['framesLost']} frames lost by the witness",
        f"most packets in one second: {peaks or 'none'}; to groups {results['peakGroupsPerSecond']}",
        f"octets into printer ports: {results['octetsIntoPrinterPorts']}; outside the scope: "
        + (" ".join(results["outsideScope"]) or "nothing"),
    ]
    for name, state in results["devices"].items():
        for key, facts in state.items():
            if key != "running":
                lines.append(f"{name} {key}: {facts}")
        dead = [label for label, alive in state["running"].items() if not alive]
        if dead:
            lines.append(f"{name}: no longer running: {' '.join(dead)}")
    return "\n".join("lab: " + line for line in lines)
