"""The ARP sweep as the witness of the link recorded it, whoever sent it."""

import collections

import observer
import recall

# Seconds from the first ARP request of a sweep to the last device's first answer, and to the last request.
Span = collections.namedtuple("Span", "found asked")


def gentle_rate(output):
    """The packets per second over all devices that the scan held itself to."""
    return recall.assessment(output)["scope"]["intensity"]["packetsPerSecond"]


def spans(path, truth, figures):
    """The spans of tenken's sweep and of arp-scan's after it."""
    border, end = figures["tenken"]["until"], figures["arp-scan"]["until"]
    requests, answers = ([], []), ({}, {})
    scanner = truth["scanner"]["mac"]
    for frame in observer.frames(path):
        if frame.ethertype != 0x0806 or frame.time > end:
            continue
        turn = 0 if frame.time <= border else 1
        operation = frame.data[21]
        # A sweep asks everyone; what a kernel asks one neighbour it knows already is not part of it.
        if operation == 1 and frame.source == scanner and frame.destination == "ff:ff:ff:ff:ff:ff":
            requests[turn].append(frame.time)
        elif operation == 2 and frame.destination == scanner and requests[turn]:
            answers[turn].setdefault(frame.source, frame.time)
    return tuple(
        Span(max(answers[turn].values()) - requests[turn][0], requests[turn][-1] - requests[turn][0])
        for turn in (0, 1))
