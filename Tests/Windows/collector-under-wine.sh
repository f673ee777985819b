#!/bin/bash
# Runs the Windows collector under Wine's cmd, in Japanese and in English, where Wine is installed.
# Wine has few of Windows' programs: what it lacks shows that a missing program is survived.
# Nothing leaves this machine: Wine runs in a network namespace of its own. Needs root for that.
# Ends with 77 and a word where it cannot run.
set -u
collector=$(cd "$(dirname "$0")/../.." && pwd)/Profiles/collectors/windows/tenken-collect.cmd
for tool in wine wineserver script unshare localedef iconv; do
    PATH=$PATH:/usr/lib/wine command -v "$tool" >/dev/null || { echo "skipped: no $tool here"; exit 77; }
done
unshare -n true 2>/dev/null || { echo "skipped: no network namespace may be made here"; exit 77; }
work=$(mktemp -d)
export WINEPREFIX=$work/prefix WINEDEBUG=-all WINEDLLOVERRIDES='mscoree=;mshtml=' PATH=$PATH:/usr/lib/wine
trap 'wineserver -k 2>/dev/null; sleep 1; rm -rf "$work"' EXIT
mkdir -p "$work/locale" && localedef -i ja_JP -f UTF-8 "$work/locale/ja_JP.UTF-8" 2>/dev/null
passed=0 failed=0
say() { if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi; }

# collect LANGUAGE FOLDER: starts the collector in FOLDER; leaves its words in $work/said.
collect() {
    local locale=(LANG=C LC_ALL=C)
    [ "$1" = ja ] && locale=(LOCPATH="$work/locale" LANG=ja_JP.UTF-8 LC_ALL=ja_JP.UTF-8)
    (cd "$2" && env "${locale[@]}" timeout 300 script -qfec \
        "unshare -n wine cmd /c 'tenken-collect.cmd /nopause'" /dev/null </dev/null 2>/dev/null) |
        sed 's/\x1b\[[?0-9;]*[a-zA-Z]//g; s/\r//g' >"$work/said"
    return "${PIPESTATUS[0]}"
}

# judge LANGUAGE FOLDER RESULT: what every run must have left.
judge() {
    local status=$3/status.txt head=$3/tenken-collect.txt
    ! grep -qiE 'syntax error|構文エラー' "$work/said"; say $? "$1: a syntax error"
    [ "$(head -n 1 "$head" | tr -d '\r')" = 'tenken-collect 1' ]; say $? "$1: the first line"
    for key in computer domain user started ended elevated codepage version; do
        grep -aq "^$key=" "$head"; say $? "$1: $key"
    done
    ! tr -d '\r' <"$status" | grep -qvE '^(ok [^ ]+|failed [^ ]+ -?[0-9]+)$'; say $? "$1: a line of status.txt"
    for name in $(grep -oaE '[a-z0-9-]+\.(txt|reg|csv)' "$collector" | sort -u); do
        case $name in
        status.txt | errors.txt | tenken-collect.txt | systeminfo.txt) continue ;;
        esac
        grep -qE " $name( |$|"$'\r'")" "$status"; say $? "$1: status.txt names $name"
    done
    for name in $(awk '$1 == "ok" { print $2 }' "$status" | tr -d '\r'); do
        [ -e "$3/$name" ]; say $? "$1: $name is there"
    done
    for export in "$3"/*.reg; do
        iconv -f UTF-16 -t UTF-8 "$export" | head -n 1 | grep -q 'Registry Editor Version 5.00'
        say $? "$1: $export"
    done
    [ -n "$(find "$3" -name services.reg)" ]; say $? "$1: services.reg"
    # The registry, .update-timestamp and the files in place of pipes (CMD1234.tmp) are Wine's own.
    find "$work" -newer "$work/start" -type f ! -path "$3/*" ! -path "$work/prefix/*.reg" ! -path "$work/said" \
        ! -name .update-timestamp \
        ! -name strays ! -name "CMD*.tmp" ! -path "$work/locale/*" >"$work/strays"
    [ ! -s "$work/strays" ]; say $? "$1: left outside its folder: $(cat "$work/strays")"
}

unshare -n wineboot -i >/dev/null 2>&1; wineserver -w
echo "Wine $(wine --version)"
for language in ja en; do
    folder="$work/$language on a USB"; [ $language = ja ] && folder="$work/ja 薬局 の USB"
    mkdir -p "$folder"; cp "$collector" "$folder/"
    touch "$work/start"; sleep 1
    collect "$language" "$folder"; say $? "$language: exit code"
    result=$(find "$folder" -mindepth 1 -maxdepth 1 -type d -name 'tenken-*')
    [ "$(printf '%s\n' "$result" | grep -c .)" = 1 ]; say $? "$language: one folder, found «$result»"
    [[ $result =~ /tenken-[^/]+-[0-9]{8}-[0-9]{6}$ ]]; say $? "$language: the folder's name"
    judge "$language" "$folder" "$result"
    wineserver -k; sleep 1
    echo "$language: $(grep -c '^ok' "$result/status.txt") outputs written, $(grep -c '^failed' "$result/status.txt") missing here"
done
[[ $(grep -ah codepage "$work"/ja*/tenken-*/tenken-collect.txt) =~ =932 ]]; say $? 'ja: code page 932'
grep -q '終わりました' "$work/said"; [ $? = 1 ]; say $? 'en: no Japanese'

# From a stick that cannot be written to: the result goes to the folder for temporary files.
mkdir -p "$work/ro"; cp "$collector" "$work/ro/"
export -f collect; export work
unshare -m bash -c 'mount --bind "$work/ro" "$work/ro" && mount -o remount,ro,bind "$work/ro" && collect ja "$work/ro"; wineserver -k'
grep -q 'このファイルの隣に書けないため' "$work/said"; say $? 'read-only: says so'
[ -n "$(find "$work/prefix/drive_c/users" -path '*emp/tenken-*' -name status.txt)" ]; say $? 'read-only: folder'
[ "$(ls "$work/ro")" = tenken-collect.cmd ]; say $? 'read-only: nothing beside the file'
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
