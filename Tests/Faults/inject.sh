#!/usr/bin/env bash
# Faults of the machine, injected into the real program:
#
#   Tests/Faults/inject.sh PROGRAM [--long]
#
# 1. Every system call of an append that concerns the journal or its key fails (EIO, ENOSPC), writes
#    nothing, or is the last one before SIGKILL: `strace` injects the fault.
# 2. A disk that fills up at every size (a tmpfs of its own, where mounting is permitted).
# 3. Several processes append at once while others of them are killed.
#
# After each fault: the journal verifies; what was acknowledged is in it; a batch is there whole or
# not at all; the same call again, with the same ids, succeeds and records nothing twice; and the
# next append works. --long also injects into the first append of a new segment and into a recovery
# everywhere, and kills for longer.
set -euo pipefail

program=$(realpath "${1:?usage: inject.sh PROGRAM [--long]}")
long=${2:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# In memory where that is possible: thousands of syncs are made.
if [ -d /dev/shm ] && [ -w /dev/shm ]; then
  rm -rf "$work"
  work=$(mktemp -d /dev/shm/mutasi-faults-XXXXXX)
fi
export HOME=$work/home LC_ALL=C
mkdir -p "$HOME"
failures=0
runs=0
: >"$work/codes"

fail() {
  printf 'FAILED %s\n' "$*" >&2
  failures=$((failures + 1))
}

event() { printf '{"data":{"post":"%s"},"effective":"2020-01-01","id":"%s","type":"PostEstablished"}\n' "$1" "$1"; }

mutasi() { MUTASI_KEY=$case/key MUTASI_JOURNAL=$case/journal "$program" "$@"; }

# A journal of so many entries, with its key, in $work/NAME.
make_base() {
  case=$work/$1
  mkdir "$case"
  mutasi init --source https://bkpsdm.example --origin faults.example/mutasi >/dev/null 2>&1
  local number
  for number in $(seq "$2"); do event "first-$number"; done | mutasi append - >/dev/null
}

# The ids of the batch that each fault meets.
for number in 1 2 3; do event "batch-$number"; done >"$work/batch.jsonl"
event last >"$work/last.jsonl"

# How many entries of the batch the journal holds.
held() { mutasi log --format jsonl 2>/dev/null | grep -c '"id":"batch-' || true; }

# What must hold after a fault, whose exit code was $1; $2 says which it was, $3 entries were there.
judge() {
  local code=$1 what=$2 before=$3 count
  runs=$((runs + 1))
  echo "$code" >>"$work/codes"
  if ! mutasi verify >"$work/verify" 2>&1; then
    fail "$what (exit $code): does not verify: $(tail -1 "$work/verify")"
    return
  fi
  count=$(held)
  case $code in
    0) [ "$count" = 3 ] || fail "$what: acknowledged, but $count of 3 entries are there" ;;
    1 | 3 | 4 | 137) [ "$count" = 0 ] || [ "$count" = 3 ] || fail "$what: $count of 3 entries are there" ;;
    *) fail "$what: exit code $code: $(head -c 300 "$work/err")" ;;
  esac
  if [ "$code" = 4 ] && grep -q OUTCOME_UNKNOWN "$work/err" && ! grep -q batch-1 "$work/err"; then
    fail "$what: the outcome is unknown, and the ids are not named"
  fi
  mutasi append "$work/batch.jsonl" >/dev/null 2>"$work/err" ||
    fail "$what: the same call again failed: $(cat "$work/err")"
  mutasi append "$work/last.jsonl" >/dev/null 2>"$work/err" ||
    fail "$what: the next append failed: $(cat "$work/err")"
  mutasi verify --format json >"$work/verify" 2>&1 || fail "$what: does not verify at the end"
  count=$(sed -n 's/^  "size": \([0-9]*\),*$/\1/p' "$work/verify")
  [ "$count" = $((before + 4)) ] || fail "$what: $count entries at the end instead of $((before + 4))"
}

fresh() {
  rm -rf "$work/case"
  cp -r "$work/$1" "$work/case"
  case=$work/case
}

# The calls of one append that concern the case: "NAME N" for the N-th call of that name.
calls_of_append() {
  fresh "$1"
  MUTASI_KEY=$case/key MUTASI_JOURNAL=$case/journal \
    strace -f -y -o "$work/trace" -e trace="$traced" "$program" append "$work/batch.jsonl" >/dev/null 2>&1
  awk -v path="$work/case/" '
    NR == 1 { main = $1 }
    $1 == main && match($2, /^[a-z0-9_]+\(/) {
      name = substr($2, 1, RLENGTH - 1); count[name]++
      if (index($0, path)) print name, count[name]
    }' "$work/trace"
}

traced=openat,open,read,pread64,write,pwrite64,fdatasync,fsync,rename,renameat,renameat2,link,linkat
traced=$traced,unlink,unlinkat,ftruncate,flock,mkdir,mkdirat,fstat,newfstatat,lstat,getdents64

# Which faults a call of this name can meet.
faults_of() {
  case $1 in
    write | pwrite64) echo "error=EIO error=ENOSPC retval=0 signal=KILL" ;;
    fdatasync | fsync) echo "error=EIO error=ENOSPC signal=KILL" ;;
    openat | open | mkdir | mkdirat | rename | renameat | renameat2 | link | linkat) echo "error=EIO error=ENOSPC signal=KILL" ;;
    *) echo "error=EIO signal=KILL" ;;
  esac
}

inject_everywhere() {
  local base=$1 before=$2 only=${3:-} name number fault code
  calls_of_append "$base" >"$work/calls"
  [ -s "$work/calls" ] || { fail "no system call of an append was seen"; return; }
  while read -r name number; do
    for fault in $(faults_of "$name"); do
      [ -z "$only" ] || [[ $fault == "$only" ]] || continue
      fresh "$base"
      code=0
      {
        MUTASI_KEY=$case/key MUTASI_JOURNAL=$case/journal \
          strace -f -o /dev/null -e trace="$name" -e inject="$name:$fault:when=$number" \
          "$program" append "$work/batch.jsonl" >/dev/null 2>"$work/err"
      } 2>/dev/null || code=$?
      judge "$code" "$base: $name $number $fault" "$before"
    done
  done <"$work/calls"
}

if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
  make_base plain 3
  inject_everywhere plain 3
  printf 'injected into an append: %s faults\n' "$runs"

  # A journal that a crash left with bytes to set aside, and a checkpoint behind the commit.
  make_base torn 2
  cp "$work/torn/journal/checkpoint" "$work/older"
  event first-3 | mutasi append - >/dev/null
  cp "$work/older" "$work/torn/journal/checkpoint"
  printf '{"data":{"po' >>"$work/torn/journal/entries/000000.jsonl"
  inject_everywhere torn 3 "$([ -n "$long" ] || echo 'signal=KILL')"
  printf 'injected into a recovery too: %s faults\n' "$runs"

  # The batch crosses the end of a segment of 65,536 lines.
  if [ -n "$long" ]; then
    make_base full 65535
    inject_everywhere full 65535
    printf 'injected into the first append of a segment too: %s faults\n' "$runs"
  fi
else
  printf 'strace cannot trace here: nothing injected\n' >&2
  [ -z "${CI_NEEDS_STRACE:-}" ] || failures=$((failures + 1))
fi

# --- a full disk ---

fill_disk() {
  local size=$1 code
  case=$work/small
  mkdir "$case"
  mount -t tmpfs -o "size=${size}k" tmpfs "$case"
  if cp -r "$work/plain/." "$case/" 2>/dev/null; then
    code=0
    mutasi append "$work/batch.jsonl" >/dev/null 2>"$work/err" || code=$?
    mount -o remount,size=4m "$case"
    judge "$code" "a disk of $size KiB" 3
  fi
  umount "$case"
  rmdir "$case"
}

[ -d "$work/plain" ] || make_base plain 3
export -f fill_disk judge fail mutasi held event
if unshare -rm mount -t tmpfs tmpfs "$HOME" 2>/dev/null; then
  export work program
  for size in $(seq 24 4 72); do
    unshare -rm bash -c 'failures=0 runs=0; fill_disk "$1"; exit $((failures > 0))' _ "$size" ||
      failures=$((failures + 1))
    runs=$((runs + 1))
  done
  printf 'disks filled up too: %s faults\n' "$runs"
else
  printf 'mounting is not permitted here: no disk was filled\n' >&2
fi

# --- several writers, killed ---

make_base many 1
rounds=$([ -n "$long" ] && echo 60 || echo 12)
writer() {
  local me=$1 round
  for round in $(seq "$rounds"); do
    for line in 1 2 3; do event "w$me-$round-$line"; done >"$work/w$me.jsonl"
    if { timeout -s KILL "0.0$((RANDOM % 9 + 1))" \
      env MUTASI_KEY="$case/key" MUTASI_JOURNAL="$case/journal" \
      "$program" append --wait 10s "$work/w$me.jsonl" >/dev/null 2>>"$work/w$me.err"; } 2>/dev/null; then
      for line in 1 2 3; do echo "w$me-$round-$line"; done >>"$work/acknowledged"
    fi
  done
}
: >"$work/acknowledged"
for number in 1 2 3 4; do writer "$number" & done
wait
mutasi verify >"$work/verify" 2>&1 || fail "after the kills: $(tail -1 "$work/verify")"
event after | mutasi append - --wait 10s >/dev/null || fail "after the kills: the next append failed"
mutasi log --format jsonl | sed -n 's/.*"id":"\(w[^"]*\)".*/\1/p' | sort >"$work/there"
missing=$(sort "$work/acknowledged" | comm -23 - "$work/there" | wc -l)
[ "$missing" = 0 ] || fail "after the kills: $missing acknowledged entries are missing"
twice=$(uniq -d "$work/there" | wc -l)
[ "$twice" = 0 ] || fail "after the kills: $twice ids are there twice"
halves=$(sed 's/-[0-9]*$//' "$work/there" | uniq -c | awk '$1 != 3' | wc -l)
[ "$halves" = 0 ] || fail "after the kills: $halves batches are there in part"
printf 'killed writers: %s entries acknowledged, %s there\n' \
  "$(wc -l <"$work/acknowledged")" "$(wc -l <"$work/there")"

# A fault that never strikes proves nothing.
summary=$(sort "$work/codes" | uniq -c | awk '{ printf "%s%s x exit %s", (NR > 1 ? ", " : ""), $1, $2 }')
printf 'how the appends ended: %s\n' "$summary"
for code in 0 4 137; do
  grep -qx "$code" "$work/codes" || [ ! -s "$work/calls" ] || fail "no append ended with exit code $code"
done

if [ "$failures" -gt 0 ]; then
  printf '%s failures\n' "$failures" >&2
  exit 1
fi
printf 'every fault left a journal that verifies and goes on\n'
