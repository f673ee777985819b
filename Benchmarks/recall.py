"""How much of the truth a program told: hosts, MACs, names and remote-maintenance services."""

import json
import os
import xml.etree.ElementTree as ElementTree

SUBJECTS = ("hosts", "MACs", "names", "remote maintenance")

# nmap's words for the services that the truth calls by tenken's.
NMAP_WORDS = {"rdp": "ms-wbt-server", "ike": "isakmp"}


def ipv4(devices):
    return [address for device in devices for address in device["addresses"] if "." in address]


def only_ipv6(devices):
    """One address of each device that has no IPv4 address."""
    return [device["addresses"][0] for device in devices if not ipv4([device])]


def spoken(truth):
    """The devices that may be spoken to."""
    return [device for device in truth["devices"] if not device["handsOff"]]


def remote(device):
    return [(service["transport"], service["port"], service["remote"]) for service in device["services"]
            if service["remote"]]


def names(device):
    return sorted({name["value"].lower() for name in device["names"]})


def total(truth, subject):
    devices = spoken(truth)
    if subject == "names":
        return sum(len(names(device)) for device in devices)
    if subject == "remote maintenance":
        return sum(len(remote(device)) for device in devices)
    return len(devices)


def assessment(output):
    """The assessment in the pack whose folder is the last line of `output`."""
    with open(output, encoding="utf-8") as file:
        pack = [line for line in file.read().split("\n") if line][-1]
    with open(os.path.join(pack, "data", "assessment.json"), encoding="utf-8") as file:
        return json.load(file)


def of_tenken(output, truth):
    assets = {mac: asset for asset in assessment(output)["assets"] for mac in asset["macs"]}
    counts = dict.fromkeys(SUBJECTS, 0)
    for device in spoken(truth):
        asset = assets.get(device["mac"])
        if asset is None:
            continue
        counts["hosts"] += 1
        counts["MACs"] += 1
        told = {name["value"].lower().split(".")[0] for name in asset["names"]}
        counts["names"] += sum(name in told for name in names(device))
        there = {(service["transport"], service["port"], protocol) for service in asset["services"]
                 for protocol in [service.get("protocol"), *service["layers"]]}
        counts["remote maintenance"] += sum(service in there for service in remote(device))
    return counts


def of_nmap(paths, truth):
    hosts = [host for path in paths for host in ElementTree.parse(path).findall("host")
             if host.find("status").get("state") == "up"]
    by_address = {entry.get("addr"): host for host in hosts for entry in host.findall("address")}
    counts = dict.fromkeys(SUBJECTS, 0)
    for device in spoken(truth):
        host = next((by_address[address] for address in device["addresses"] if address in by_address), None)
        if host is None:
            continue
        counts["hosts"] += 1
        counts["MACs"] += device["mac"].upper() in {entry.get("addr") for entry in host.findall("address")}
        told = {entry.get("name", "").lower().split(".")[0] for entry in host.iter("hostname")}
        told |= {entry.get("hostname", "").lower().split(".")[0] for entry in host.iter("service")}
        counts["names"] += sum(name in told for name in names(device))
        there = {(port.get("protocol"), int(port.get("portid")), entry.get("name"))
                 for port in host.iter("port") if port.find("state").get("state") == "open"
                 for entry in port.findall("service")}
        counts["remote maintenance"] += sum(
            (transport, port, NMAP_WORDS.get(product, product)) in there
            for transport, port, product in remote(device))
    return counts
