#!/usr/bin/env python3
"""The devices no Debian package plays: run on one machine of the lab, those that count write it as JSON.

    listener.py count PORT FILE      accepts, never speaks, counts the octets it is given (a printer's raw port)
    listener.py fragile PORT FILE    dies of more than 20 packets in a second or of any octet
    listener.py inetd PORT PROGRAM…  gives each connection to a program, as inetd does
    listener.py every SECONDS PROGRAM…  runs a program again and again
    listener.py tls NAME             opens TLS to a name once
    listener.py rtsp PORT            answers what a camera is asked first (RFC 2326), and shows nothing
"""

import json
import os
import select
import socket
import ssl
import struct
import subprocess
import sys
import time

MOST_PACKETS_PER_SECOND = 20


def write(path, facts):
    with open(path + ".new", "w") as file:
        json.dump(facts, file, sort_keys=True)
    os.rename(path + ".new", path)


def listen(port):
    server = socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True)
    server.setblocking(False)
    return server


def count(port, path):
    server, clients = listen(port), []
    facts = {"connections": 0, "octets": 0}
    write(path, facts)
    while True:
        for ready in select.select([server, *clients], [], [])[0]:
            if ready is server:
                clients.append(server.accept()[0])
                facts["connections"] += 1
            else:
                octets = receive(ready)
                facts["octets"] += len(octets)
                if not octets:
                    clients.remove(ready)
                    ready.close()
        write(path, facts)


def receive(client):
    try:
        return client.recv(65536)
    except (ConnectionError, TimeoutError):
        return b""


def answer(client, text):
    try:
        client.sendall(text.encode())
    except ConnectionError:
        pass


def kind_of(frame):
    """What a received frame is to a device that only ever expects to be found: arp, nd or other."""
    ethertype = struct.unpack_from("!H", frame, 12)[0]
    if ethertype == 0x0806:
        return "arp"
    if ethertype == 0x86DD and len(frame) > 54 and frame[20] == 58 and 133 <= frame[54] <= 137:
        return "nd"
    return "other"


def fragile(port, path):
    server, clients = listen(port), []
    wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(0x0003))
    facts = {"alive": True, "arp": 0, "nd": 0, "other": 0, "peak": 0, "connections": 0, "why": None}
    recent = []
    write(path, facts)
    while facts["alive"]:
        for ready in select.select([server, wire, *clients], [], [])[0]:
            if ready is wire:
                frame, (_, _, direction, _, _) = wire.recvfrom(65536)
                # Loopback and what this machine itself sends do not hurt it; groups reach every device alike.
                if direction != socket.PACKET_HOST or frame[0:6] == bytes(6):
                    continue
                facts[kind_of(frame)] += 1
                now = time.monotonic()
                recent = [moment for moment in recent if now - moment < 1] + [now]
                facts["peak"] = max(facts["peak"], len(recent))
                if len(recent) > MOST_PACKETS_PER_SECOND:
                    facts.update(alive=False, why="too many packets in one second")
            elif ready is server:
                clients.append(server.accept()[0])
                facts["connections"] += 1
            else:
                if receive(ready):
                    facts.update(alive=False, why="an octet it did not expect")
                clients.remove(ready)
                ready.close()
        write(path, facts)


def inetd(port, program):
    server = listen(port)
    server.setblocking(True)
    children = []
    while True:
        client, _ = server.accept()
        children = [child for child in children if child.poll() is None]
        children.append(subprocess.Popen(program, stdin=client, stdout=client, stderr=client))
        client.close()


def every(seconds, program):
    while True:
        subprocess.run(program, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)


def tls(name):
    anyone = ssl.create_default_context()
    anyone.check_hostname, anyone.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection((name, 443), timeout=3) as plain:
        with anyone.wrap_socket(plain, server_hostname=name):
            pass


def rtsp(port):
    server = listen(port)
    server.setblocking(True)
    while True:
        client, _ = server.accept()
        with client:
            client.settimeout(1)
            asked = receive(client).decode("ascii", "replace").split("\r\n")
            number = next((line for line in asked if line.lower().startswith("cseq:")), "CSeq: 0")
            if asked != [""]:
                answer(client, f"RTSP/1.0 200 OK\r\n{number}\r\nServer: Hipcam RealServer/V1.0\r\n"
                               "Public: OPTIONS, DESCRIBE, SETUP, TEARDOWN, PLAY\r\n\r\n")


def main():
    mode, first, *rest = sys.argv[1:]
    match mode:
        case "count":
            count(int(first), rest[0])
        case "fragile":
            fragile(int(first), rest[0])
        case "inetd":
            inetd(int(first), rest)
        case "every":
            every(float(first), rest)
        case "tls":
            tls(first)
        case "rtsp":
            rtsp(int(first))


if __name__ == "__main__":
    main()
