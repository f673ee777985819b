"""The ARP sweep as the witness of the link recorded it, whoever sent it."""

import collections
import statistics

import observer

# Seconds from the first ARP request of a sweep to the last device's first answer, and to the last request for an
# address that nobody has.
Span = collections.namedtuple("Span", "found asked")


def pace(path, truth):
    """Seconds between one ARP request of a sweep and the next, as tenken sent them: the median of the first round."""
    moments = [frame.time for frame in observer.frames(path) if is_question(frame, truth)][:250]
    return statistics.median(later - earlier for earlier, later in zip(moments, moments[1:]))


def is_question(frame, truth):
    """Whether the scanner asks everyone; what a kernel asks a neighbour it knows already is not part of a sweep."""
    return (frame.ethertype == 0x0806 and frame.data[21] == 1 and frame.source == truth["scanner"]["mac"]
            and frame.destination == "ff:ff:ff:ff:ff:ff")


def spans(path, truth, figures):
    """The spans of tenken's sweep and of arp-scan's after it."""
    border, end = figures["tenken"]["until"], figures["arp-scan"]["until"]
    first, last, answers = [None, None], [None, None], ({}, {})
    taken = {address for device in truth["devices"] for address in device["addresses"]}
    for frame in observer.frames(path):
        turn = 0 if frame.time <= border else 1
        if frame.time > end:
            break
        if is_question(frame, truth):
            first[turn] = first[turn] or frame.time
            if str(observer.target(frame)) not in taken:
                last[turn] = frame.time
        elif (frame.ethertype == 0x0806 and frame.data[21] == 2 and frame.destination == truth["scanner"]["mac"]
                and first[turn]):
            answers[turn].setdefault(frame.source, frame.time)
    return tuple(
        Span(max(answers[turn].values()) - first[turn], last[turn] - first[turn]) for turn in (0, 1))
