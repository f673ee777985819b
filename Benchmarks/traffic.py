"""Made-up traffic in capture files: a busy link, and links that somebody floods. Documentation addresses only."""

import random
import struct

# pcap: little-endian, microseconds, Ethernet.
FILE_HEADER = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
BEGAN = 1_700_000_000
# Frames a second on a gigabit full of small packets.
RATE = 1_000_000
STATIONS = 200


def mac(number):
    return b"\x02\x00" + struct.pack(">I", number & 0xFFFFFFFF)


def ethernet(to, source, kind, body):
    return (mac(to) if isinstance(to, int) else to) + mac(source) + struct.pack(">H", kind) + body


def ip(source, to, proto, body, number=0, hops=64):
    """From and to the last octets of 192.0.2.0/24, or whole addresses; checksums are left to the network card."""
    whole = lambda end: end if isinstance(end, bytes) else bytes((192, 0, 2, end))
    return struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(body), number & 0xFFFF, 0, hops, proto, 0) \
        + whole(source) + whole(to) + body


def udp(source, to, payload):
    return struct.pack(">HHHH", source, to, 8 + len(payload), 0) + payload


def tcp(source, to, sequence, flags, payload=b""):
    return struct.pack(">HHIIBBHHH", source, to, sequence & 0xFFFFFFFF, 1, 0x50, flags, 1024, 0, 0) + payload


def between(number, proto, body):
    """A packet between two stations that the number chooses."""
    one, two = 1 + number % STATIONS, 1 + (number * 7 + 3) % STATIONS
    return ethernet(two, one, 0x0800, ip(one, two, proto, body, number))


def name(number):
    label = b"host-%d" % number
    return bytes((len(label),)) + label + b"\x05local\x00"


def mdns(number, lifetime=120):
    answer = struct.pack(">HHHHHH", 0, 0x8400, 0, 1, 0, 0) + name(number) \
        + struct.pack(">HHIH", 1, 0x8001, lifetime, 4) + bytes((192, 0, 2, 1 + number % STATIONS))
    one = 1 + number % STATIONS
    return ethernet(b"\x01\x00\x5e\x00\x00\xfb", one, 0x0800,
                    ip(one, bytes((224, 0, 0, 251)), 17, udp(5353, 5353, answer), number, 255))


def dns(number, answers):
    text = struct.pack(">HHHHHH", number & 0xFFFF, 0x8180 if answers else 0x0100, 1, 0, 0, 0) \
        + b"\x03www\x07example\x03com\x00\x00\x01\x00\x01"
    ports = (53, 20000 + number % 40000) if answers else (20000 + number % 40000, 53)
    return between(number, 17, udp(*ports, text))


def arp(number, sender=None):
    one = 1 + number % STATIONS if sender is None else sender
    address = bytes((192, 0, 2, 1 + number % STATIONS))
    return ethernet(b"\xff" * 6, one, 0x0806, struct.pack(">HHBBH", 1, 0x0800, 6, 4, 1) + mac(one) + address
                    + bytes(6) + bytes((192, 0, 2, number // STATIONS % 254 + 1))) + bytes(18)


def hello(number):
    """The opening of a TLS connection that names example.com."""
    server = b"\x00\x0bexample.com"
    extension = struct.pack(">HHH", 0, 2 + len(server) + 1, 1 + len(server)) + b"\x00" + server
    body = b"\x03\x03" + random.randbytes(32) + b"\x00\x00\x02\x13\x01\x01\x00" \
        + struct.pack(">H", len(extension)) + extension
    message = b"\x01" + struct.pack(">I", len(body))[1:] + body
    return between(number, 6, tcp(20000 + number % 40000, 443, number, 0x18,
                                  b"\x16\x03\x01" + struct.pack(">H", len(message)) + message))


def busy(count):
    """A full link: the data of connections, some media, and 7 in 1000 frames of everything a listener reads."""
    plain = []
    for number in range(20_000):
        ports = 20000 + number % 40000, 443
        if number % 20 < 3:
            plain.append(between(number, 17, udp(*ports, b"\x80" + random.randbytes(60))))
        elif number % 2:
            plain.append(between(number, 6, tcp(*ports, number, 0x10)))
        else:
            plain.append(between(number, 6, tcp(*ports, number, 0x18, b"\x17\x03\x03" + random.randbytes(80))))
    for number in range(count):
        match number % 1000:
            case 0: yield arp(number // 1000)
            case 100: yield mdns(number // 1000 % STATIONS, lifetime=120 + number // 1000)
            case 200: yield dns(number, False)
            case 300: yield dns(number, True)
            case 400: yield between(number, 6, tcp(20000 + number % 40000, 443, number, 0x02))
            case 500: yield between(number, 6, tcp(443, 20000 + number % 40000, number, 0x12))
            case 600: yield hello(number)
            case _: yield plain[number % 20_000]


def every_mac(count):
    return (arp(number, sender=number) for number in range(count))


def every_name(count):
    return (mdns(number) for number in range(count))


def every_port(count):
    """Answers of every port of every address of 10.0.0.0/8."""
    for number in range(count):
        source = struct.pack(">I", 0x0A000000 | number * 7919 & 0xFFFFFF)
        yield ethernet(1, number % 50, 0x0800,
                       ip(source, 1, 6, tcp(number * 31 & 0xFFFF, 40000, number, 0x12), number))


def noise(count):
    return (random.randbytes(random.randrange(14, 120)) for _ in range(count))


FLOODS = {"every frame from another MAC": every_mac, "every mDNS name another": every_name,
          "every frame a SYN+ACK": every_port, "random octets": noise}


def write(path, frames):
    """Writes frames as they would come at full rate; the size of the file in octets."""
    with open(path, "wb", buffering=1 << 20) as file:
        file.write(FILE_HEADER)
        for number, frame in enumerate(frames):
            seconds, fraction = divmod(number, RATE)
            file.write(struct.pack("<IIII", BEGAN + seconds, fraction * 1_000_000 // RATE, len(frame), len(frame)))
            file.write(frame)
        return file.tell()
