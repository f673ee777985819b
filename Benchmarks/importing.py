"""How fast, and within what memory, collections of many Windows computers are imported."""

import os
import shutil
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMPLE = os.path.join(ROOT, "Tests", "Fixtures", "windows", "ja-win10-pro", "tenken-YK-RECE01-20261120-140305")

COMPUTERS = 200
# Seconds for all of them together, with assessment and reports; megabytes.
MOST_SECONDS, MOST_MEGABYTES = 20, 500
# What a full export of services takes, in octets of UTF-16, and the lists of programs.
SERVICES, PROGRAMS = 4 << 20, 1 << 18

SERVICE = """
[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Sample{number:04}]
"DisplayName"="見本のサービス {number}"
"Type"=dword:{type:08x}
"Start"=dword:00000003
"ErrorControl"=dword:00000001
"ImagePath"=hex(2):{path}
"ObjectName"="LocalSystem"

[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Sample{number:04}\\Parameters]
"Data"=hex:{data}
"""

PROGRAM = """
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{{Sample-{number:04}}}]
"DisplayName"="Sample Program {number}"
"DisplayVersion"="1.2.{number}"
"Publisher"="Example Maker"
"InstallDate"="20260401"
"UninstallString"=hex(2):{path}
"Data"=hex:{data}
"""


def hexadecimal(octets):
    """Octets as a registry export breaks them into lines."""
    parts = [f"{octet:02x}" for octet in octets]
    return ",\\\n  ".join(",".join(parts[start:start + 25]) for start in range(0, len(parts), 25))


def grown(octets, entry, size):
    """A registry export with entries added until it has so many octets."""
    text = octets.decode("utf-16").replace("\r\n", "\n")
    path = hexadecimal("%SystemRoot%\\system32\\svchost.exe -k Sample\0".encode("utf-16-le"))
    data = hexadecimal(bytes(range(256)) * 3)
    parts, number, length = [text], 0, len(text)
    while length * 2 < size:
        # Two of three services are drivers, as on a real computer.
        parts.append(entry.format(number=number, path=path, data=data, type=1 if number % 3 else 16))
        length += len(parts[-1])
        number += 1
    return b"\xff\xfe" + "".join(parts).replace("\n", "\r\n").encode("utf-16-le")


def write(folder, computers):
    """Writes collections that differ in name and hardware addresses."""
    files = {}
    for name in os.listdir(SAMPLE):
        with open(os.path.join(SAMPLE, name), "rb") as file:
            files[name] = file.read()
    files["services.reg"] = grown(files["services.reg"], SERVICE, SERVICES)
    for name in ("uninstall-machine.reg", "uninstall-machine32.reg"):
        files[name] = grown(files[name], PROGRAM, PROGRAMS)
    for number in range(computers):
        computer = f"PC-{number:04}"
        path = os.path.join(folder, f"tenken-{computer}-20261120-140305")
        os.mkdir(path)
        for name, octets in files.items():
            octets = octets.replace(b"00-00-5E-00-53-2", f"02-00-5E-{number >> 8:02X}-{number & 255:02X}-2".encode())
            with open(os.path.join(path, name), "wb") as file:
                file.write(octets.replace(b"YK-RECE01", computer.encode()))


def lines(tenken, measured):
    """What was measured: (what, tenken's, the peer's, the limit, whether it holds). `measured` runs a command."""
    folder = tempfile.mkdtemp(prefix="tenken-import-")
    try:
        stick = os.path.join(folder, "stick")
        os.mkdir(stick)
        write(stick, COMPUTERS)
        seconds, megabytes, code = measured(
            [tenken, "import", "windows", stick, "--site", os.path.join(folder, "site")], quiet=True)
    finally:
        shutil.rmtree(folder)
    yield (f"import of {COMPUTERS} computers", f"{seconds:.1f} s", "", f"< {MOST_SECONDS} s",
           code <= 1 and seconds < MOST_SECONDS)
    yield ("peak memory of it", f"{megabytes:.0f} MB", "", f"< {MOST_MEGABYTES} MB", megabytes < MOST_MEGABYTES)
