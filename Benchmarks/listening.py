"""How fast, and within what memory, recorded traffic is read, against programs that only copy or print it."""

import os
import statistics
import tempfile

import traffic

FRAMES, FLOOD_FRAMES = 5_000_000, 1_000_000
# tshark reads 70,000 frames a second: it gets a file of this many.
CUT_FRAMES = 200_000
RUNS = 3
# Frames a second; of tcpdump's own speed; megabytes, whatever is read.
LEAST_SPEED, LEAST_OF_TCPDUMP, MOST_MEGABYTES = 5_000_000, 0.5, 200


def lines(tenken, measured):
    """What was measured: (what, tenken's, the peer's, the limit, whether it holds). `measured` runs a command."""
    with tempfile.TemporaryDirectory(prefix="tenken-listen-") as folder:
        path = os.path.join(folder, "frames.pcap")
        listen = [tenken, "listen", "--site", os.path.join(folder, "none"), "--read", path]

        def runs(argv):
            results = [measured(argv, quiet=True) for _ in range(RUNS)]
            return statistics.median(result[0] for result in results), max(result[1] for result in results)

        # The short file first: what it takes is mostly the start and the report, and is not counted as reading.
        traffic.write(path, traffic.busy(CUT_FRAMES))
        copy = ["tcpdump", "-r", path, "-w", "/dev/null"]
        mine, theirs, tshark = runs(listen)[0], runs(copy)[0], runs(["tshark", "-r", path])[0]
        yield (f"{CUT_FRAMES} frames, start and report too", f"{mine:.2f} s", f"{tshark:.2f} s (tshark)", "no more",
               mine <= tshark)

        traffic.write(path, traffic.busy(FRAMES))
        seconds, megabytes = runs(listen)
        mine = (FRAMES - CUT_FRAMES) / (seconds - mine)
        theirs = (FRAMES - CUT_FRAMES) / (runs(copy)[0] - theirs)
        yield ("frames a second from a file", f"{mine / 1e6:.1f} M", f"{theirs / 1e6:.1f} M (tcpdump)",
               f"{LEAST_SPEED / 1e6:.0f} M, x {LEAST_OF_TCPDUMP}",
               mine >= LEAST_SPEED and mine >= theirs * LEAST_OF_TCPDUMP)
        yield ("peak memory of it", f"{megabytes:.0f} MB", "", f"< {MOST_MEGABYTES} MB", megabytes < MOST_MEGABYTES)

        for what, make in traffic.FLOODS.items():
            traffic.write(path, make(FLOOD_FRAMES))
            seconds, megabytes, _ = measured(listen, quiet=True)
            yield (f"flood: {what}", f"{FLOOD_FRAMES / seconds / 1e6:.2f} M/s, {megabytes:.0f} MB", "",
                   f"< {MOST_MEGABYTES} MB", megabytes < MOST_MEGABYTES)
