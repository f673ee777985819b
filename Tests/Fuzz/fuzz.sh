#!/bin/sh
# Feeds made-up octets to every parser of network data for SECONDS (60 when not said); fails on a crash, a hang or
# memory without bound. What it learnt is kept in .build-fuzz/corpus for the next time; an input that fails is
# written to .build-fuzz/crash-*.
set -eu

seconds=${1:-60}
case $seconds in '' | *[!0-9]*) echo "usage: $0 [SECONDS]" >&2; exit 64 ;; esac
cd "$(dirname "$0")/../.."
out=$PWD/.build-fuzz
mkdir -p "$out/corpus"

swift build -c release --scratch-path "$out" --product Fuzz -Xswiftc -sanitize=fuzzer
swiftc -sanitize=fuzzer -o "$out/fuzz" "$out/release/libFuzz.a"

# A few beginnings that chance is slow to find: form, choice and variant, then the octets.
seed() { printf "$2" >"$out/corpus/seed-$1"; }
# A remote desktop that asks for TLS and CredSSP.
seed rdp '\002\006\376\003\000\000\023\016\320\000\000\022\064\000\002\001\010\000\002\000\000\000'
# An SNMP response with one variable.
snmp='\060\046\002\001\001\004\006public\242\031\002\004\000\000\000\001\002\001\000\002\001\000'
snmp=$snmp'\060\013\060\011\006\005\053\006\001\002\001\005\000'
# An L2TP answer with its type and a host name.
l2tp='\310\002\000\036\000\001\000\000\000\000\000\001'
l2tp=$l2tp'\200\010\000\000\000\000\000\002\200\012\000\000\000\007host'
# Their places among the ports move with the catalogue, so each is tried at all of them.
for place in 0 1 2 3 4 5 6 7; do
    for tens in 0 1 2; do
        seed "snmp-$tens$place" "\\001\\0$tens$place\\004$snmp"
        seed "l2tp-$tens$place" "\\001\\0$tens$place\\004$l2tp"
    done
done

SWIFT_BACKTRACE=enable=no exec "$out/fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
    -max_len=4096 -use_value_profile=1 -print_final_stats=1 -artifact_prefix="$out/" "$out/corpus"
