"""What the pharmacy's people wrote about their devices, and what is true of them."""

import csv
import os

from device import NETWORK, ULA

COLUMNS = ("管理番号", "メーカー", "OS", "ソフトウェア", "ソフトウェアバージョン", "IPアドレス", "コンピュータ名", "設置場所",
           "主な利用者属性", "登録日", "状態", "説明", "MACアドレス", "役割", "更新責任者", "取扱")

# A device that was thrown away without anyone telling the ledger.
FORGOTTEN = {"管理番号": "PC-99", "IPアドレス": "192.168.77.99", "コンピュータ名": "OLD-PC", "状態": "使用中",
             "MACアドレス": "00:00:5e:00:53:99", "役割": "端末PC", "取扱": "通常"}

SITE = """\
name: けんしょう薬局
party: 薬局
vendors:
  - name: 保守株式会社
    contact: 03-0000-0000
    remote-maintenance:
      - product: ssh
        device: server
        route: 閉域網
        log: サーバ
"""


def write(folder, machines):
    """Writes site.yaml and ledger.csv of the machines that are in the ledger."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "site.yaml"), "w") as file:
        file.write(SITE)
    with open(os.path.join(folder, "ledger.csv"), "w", encoding="utf-8-sig", newline="") as file:
        rows = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\r\n")
        rows.writeheader()
        for device, _, _ in machines:
            if device.ledger:
                rows.writerow(row(device))
        rows.writerow(FORGOTTEN)


def row(device):
    return {
        "管理番号": device.name,
        "IPアドレス": str(NETWORK[device.host]) if device.host is not None else "",
        "コンピュータ名": device.names[0][0] if device.names else "",
        "登録日": "2025-04-01",
        "状態": "使用中",
        "MACアドレス": device.mac,
        # Only what nobody could see is written down: the rest has to be found out.
        "役割": device.role if device.hands_off else "",
        "取扱": "触らない" if device.hands_off else "通常",
    }


def truth(machines, scanner):
    """Everything an observer who can look into every machine knows."""
    return {
        "networks": [str(NETWORK), str(ULA), "fe80::/10"],
        "scanner": {"mac": scanner.mac},
        "forgotten": FORGOTTEN["管理番号"],
        "devices": [
            {
                "name": device.name,
                "kinds": device.kinds,
                "kindShows": device.kind_shows,
                "system": device.system,
                "leadsOut": device.leads_out,
                "givesAddresses": device.gives_addresses,
                "mappings": [vars(mapping) for mapping in device.mappings],
                "proxied": [str(NETWORK[host]) for host in device.proxied],
                "talks": device.talks,
                "tells": [{"property": key, "value": value} for key, value in device.tells],
                "mac": device.mac,
                "addresses": [address.partition("/")[0] for address in device.addresses()],
                "linkLocal": device.link_local(),
                "names": [{"value": value, "kind": kind} for value, kind in device.names],
                "inLedger": device.ledger,
                "handsOff": device.hands_off or device.spared,
                "services": [
                    {"transport": service.transport, "port": service.port, "protocol": service.protocol,
                     "remote": service.remote, "answers": service.answers,
                     "software": service.software and {
                         "name": service.software[0], "version": service.software[1], "tells": service.tells,
                         "tellsVersion": service.tells_version}}
                    for service in services
                ],
            }
            for device, _, services in machines
        ],
    }
