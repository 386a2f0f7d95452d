#!/usr/bin/env bash
# Faults of the machine, injected into the real program:
#
#   Tests/Faults/inject.sh PROGRAM [--long]
#
# 1. Every system call of an append that concerns the journal or its key fails (EIO, ENOSPC), writes
#    nothing, or is the last one before SIGKILL: `strace` injects the fault. So does every call that
#    changes something in a recovery, and in the first append of a new segment.
# 2. Writes that are cut short: no file may grow beyond a limit, at many limits; the call for the rest
#    fails, or is where SIGKILL strikes.
# 3. A disk that fills up at every size (a tmpfs of its own, where mounting is permitted).
# 4. Several processes append at once while others of them are killed.
#
# After each fault: the journal verifies; what was acknowledged is in it; a batch is there whole or
# not at all, and not at all where the program did not say that the outcome is unknown; then it named
# the ids; the same call again, with the same ids, succeeds and records nothing twice; and the next
# append works. --long injects everywhere into a recovery and a new segment too, takes more limits,
# and kills for longer.
set -euo pipefail

program=$(realpath "${1:?usage: inject.sh PROGRAM [--long]}")
long=${2:-}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
# In memory where that is possible: thousands of syncs are made.
if [ -d /dev/shm ] && [ -w /dev/shm ]; then
  rm -rf "$work"
  work=$(mktemp -d /dev/shm/mutasi-faults-XXXXXX)
fi
export HOME=$work/home LC_ALL=C
mkdir -p "$HOME"
failures=0
runs=0

fail() {
  printf 'FAILED %s\n' "$*" >&2
  failures=$((failures + 1))
}

# An event of that id, with a note of so many letters.
event() {
  printf '{"data":{"note":"%0*d","post":"%s"},"effective":"2020-01-01","id":"%s","type":"PostEstablished"}\n' \
    "${2:-1}" 0 "$1" "$1"
}

mutasi() { MUTASI_KEY=$case/key MUTASI_JOURNAL=$case/journal "$program" "$@"; }

# A journal of so many entries, with its key, in $work/NAME.
make_base() {
  case=$work/$1
  mkdir "$case"
  mutasi init --source https://bkpsdm.example --origin faults.example/mutasi >/dev/null 2>&1
  local number
  [ "$2" = 0 ] ||
    for number in $(seq "$2"); do event "first-$number"; done | mutasi append - >/dev/null
}

# The ids of the batch that each fault meets.
batch=$work/batch.jsonl
for number in 1 2 3; do event "batch-$number"; done >"$batch"
last=$work/last.jsonl
event last >"$last"

# How many entries of the batch the journal holds.
held() {
  mutasi log --last 4 --format jsonl >"$work/log" 2>"$work/log.err" || {
    printf 'none can be asked for: %s' "$(head -c 300 "$work/log.err")"
    return
  }
  grep -c '"id":"batch-' "$work/log" || true
}

# Whether the program named the ids of the whole batch.
names_the_batch() {
  local number
  for number in 1 2 3; do grep -qx "  batch-$number" "$work/err" || return 1; done
}

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
    4)
      if grep -q OUTCOME_UNKNOWN "$work/err"; then
        echo unknown >>"$work/codes"
        [ "$count" = 0 ] || [ "$count" = 3 ] || fail "$what: $count of 3 entries are there"
        names_the_batch || fail "$what: the outcome is unknown, and not all ids are named"
      else
        [ "$count" = 0 ] || fail "$what: an error, but $count of 3 entries are there"
      fi ;;
    137) [ "$count" = 0 ] || [ "$count" = 3 ] || fail "$what: $count of 3 entries are there" ;;
    *) fail "$what: exit code $code: $(head -c 300 "$work/err")" ;;
  esac
  mutasi append "$batch" >/dev/null 2>"$work/err" ||
    fail "$what: the same call again failed: $(cat "$work/err")"
  mutasi append "$last" >/dev/null 2>"$work/err" ||
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

# The calls of one append that concern the case: "NAME N" for the N-th call of that name, and "reads"
# or "changes".
calls_of_append() {
  fresh "$1"
  MUTASI_KEY=$case/key MUTASI_JOURNAL=$case/journal \
    strace -f -y -o "$work/trace" -e trace="$traced" "$program" append "$batch" >/dev/null 2>&1
  awk -v path="$work/case/" '
    NR == 1 { main = $1 }
    $1 == main && match($2, /^[a-z0-9_]+\(/) {
      name = substr($2, 1, RLENGTH - 1); count[name]++
      if (!index($0, path)) next
      reads = name ~ /^(read|pread64|flock|fstat|newfstatat|lstat|getdents64)$/ ||
        name ~ /^open/ && $0 !~ /O_(RDWR|WRONLY|CREAT)/
      print name, count[name], (reads ? "reads" : "changes")
    }' "$work/trace"
}

traced=openat,open,read,pread64,write,pwrite64,fdatasync,sync_file_range,fsync,rename,renameat
traced=$traced,renameat2,link,linkat,unlink,unlinkat,ftruncate,flock,mkdir,mkdirat,fstat,newfstatat,lstat,getdents64

# Which faults a call of this name can meet.
faults_of() {
  case $1 in
    write | pwrite64) echo "error=EIO error=ENOSPC retval=0 signal=KILL" ;;
    sync_file_range) echo "error=EIO error=ENOSPC error=ENOSYS signal=KILL" ;;
    fdatasync | fsync | open* | mkdir* | rename* | link*) echo "error=EIO error=ENOSPC signal=KILL" ;;
    *) echo "error=EIO signal=KILL" ;;
  esac
}

# inject_everywhere BASE ENTRIES [FAULT]: every fault, or only that one. To be killed at a call that
# reads is to be killed before the next one that changes something: only --long does both.
inject_everywhere() {
  local base=$1 before=$2 only=${3:-} name number effect fault code
  calls_of_append "$base" >"$work/calls"
  [ -s "$work/calls" ] || { fail "no system call of an append was seen"; return; }
  while read -r name number effect; do
    for fault in $(faults_of "$name"); do
      [ -z "$only" ] || [ -n "$long" ] || [ "$fault" = "$only" ] || continue
      [ "$effect $fault" != "reads signal=KILL" ] || [ -n "$long" ] || continue
      fresh "$base"
      code=0
      {
        MUTASI_KEY=$case/key MUTASI_JOURNAL=$case/journal \
          strace -f -o /dev/null -e trace="$name" -e inject="$name:$fault:when=$number" \
          "$program" append "$batch" >/dev/null 2>"$work/err"
      } 2>/dev/null || code=$?
      judge "$code" "$base: $name $number $fault" "$before"
    done
  done <"$work/calls"
}

inject_into_append() {
  make_base plain 3
  inject_everywhere plain 3
  struck 0 4 137 unknown
}

# A journal that a crash left with bytes to set aside, and a checkpoint behind the commit.
inject_into_recovery() {
  make_base torn 2
  cp "$work/torn/journal/checkpoint" "$work/older"
  event first-3 | mutasi append - >/dev/null
  cp "$work/older" "$work/torn/journal/checkpoint"
  printf '{"data":{"po' >>"$work/torn/journal/entries/000000.jsonl"
  inject_everywhere torn 3 signal=KILL
  struck 137
}

# The batch crosses the end of a segment of 65,536 lines.
inject_into_new_segment() {
  make_base full 65535
  inject_everywhere full 65535 signal=KILL
  struck 137
}

# --- writes cut short ---

# The batch is written where the lines end, then the second slot of the commit file. What reaches the
# limit is cut there; the call for the rest is told EFBIG, or is where SIGKILL strikes.
cut_writes_short() {
  local lines slot step
  make_base even 2
  event first-3 | mutasi append - >/dev/null
  lines=$(stat -c %s "$case/journal/entries/000000.jsonl")
  slot=$(($(stat -c %s "$case/journal/commit") / 2))
  step=$([ -n "$long" ] && echo 8 || echo 64)
  cut_at 2 $(seq "$lines" "$step" $((lines + 600)))
  cut_at 3 $(seq "$slot" "$step" $((slot + 400)))
  struck 4 unknown
}

# cut_at CALL LIMIT...: the limits at which the CALL-th write is the one for the rest.
cut_at() {
  local number=$1 limit end code
  local -a told=() killed=(strace -f -o /dev/null -e trace=pwrite64
    -e "inject=pwrite64:signal=KILL:when=$number")
  shift
  for limit in "$@"; do
    for end in told killed; do
      [ "$end" = told ] || [ -n "$traces" ] || continue
      local -n under=$end
      fresh even
      code=0
      # The messages pass through a pipe, for the limit would cut them too.
      {
        MUTASI_KEY=$case/key MUTASI_JOURNAL=$case/journal \
          "${under[@]}" prlimit --core=0 --fsize="$limit" "$program" append "$batch" \
          2>&1 >/dev/null | cat >"$work/err"
        code=${PIPESTATUS[0]}
      } 2>/dev/null || code=$?
      judge "$code" "no file beyond $limit bytes, $end" 3
    done
  done
}

# --- a full disk ---

# The lines fill several pages of a new segment. The commit file has both of its slots since the
# journal was made, so that the commit itself cannot run out of space.
fill_disk() {
  local size=$1 code
  case=$work/small
  mkdir "$case"
  mount -t tmpfs -o "size=${size}k" tmpfs "$case"
  if cp -r "$work/empty/." "$case/" 2>/dev/null; then
    code=0
    mutasi append "$batch" >/dev/null 2>"$work/err" || code=$?
    if grep -q NO_SPACE "$work/err"; then echo full >>"$work/codes"; fi
    mount -o remount,size=4m "$case"
    judge "$code" "a disk of $size KiB" 0
  fi
  umount "$case"
  rmdir "$case"
}

fill_disks() {
  local size number
  make_base empty 0
  batch=$work/large.jsonl
  for number in 1 2 3; do event "batch-$number" 5000; done >"$batch"
  export -f fill_disk judge fail mutasi held names_the_batch event
  export work program batch last
  for size in $(seq 24 4 96); do
    unshare -rm bash -c 'failures=0 runs=0; fill_disk "$1"; exit $((failures > 0))' _ "$size" ||
      failures=$((failures + 1))
    runs=$((runs + 1))
  done
  struck 0 4 full
}

# --- several writers, killed ---

writer() {
  local me=$1 round line file code delay
  for round in $(seq "$rounds"); do
    file=$work/w$me-$round.jsonl
    for line in 1 2 3; do event "w$me-$round-$line"; done >"$file"
    code=0
    delay=$((RANDOM * span / 32768 + 1000))
    {
      timeout -s KILL "$(printf '%d.%06d' $((delay / 1000000)) $((delay % 1000000)))" \
        env MUTASI_KEY="$case/key" MUTASI_JOURNAL="$case/journal" \
        "$program" append --wait 60s "$file" >/dev/null 2>"$work/w$me.err"
    } 2>/dev/null || code=$?
    case $code in
      0) for line in 1 2 3; do echo "w$me-$round-$line"; done >>"$work/acknowledged" ;;
      137) echo "w$me-$round" >>"$work/killed" ;;
      *) echo "w$me-$round: exit code $code: $(head -c 300 "$work/w$me.err")" >>"$work/refused" ;;
    esac
  done
}

# Which ids of the writers the journal holds.
there() { mutasi log --format jsonl | sed -n 's/.*"id":"\(w[0-9][^"]*\)".*/\1/p' | sort; }

kill_writers() {
  local number missing twice halves file started span rounds
  local -a writers=()
  rounds=$([ -n "$long" ] && echo 60 || echo 12)
  make_base many 1
  # Many of them are to be killed, on a slow machine too: an append takes as long as this one, by the
  # number of writers that share the machine.
  started=${EPOCHREALTIME/./}
  event warm | mutasi append - >/dev/null
  span=$((4 * (${EPOCHREALTIME/./} - started)))
  : >"$work/acknowledged" >"$work/killed" >"$work/refused"
  for number in 1 2 3 4; do
    writer "$number" &
    writers+=($!)
  done
  wait "${writers[@]}"
  [ ! -s "$work/refused" ] || fail "with several writers: $(head -1 "$work/refused")"
  mutasi verify >"$work/verify" 2>&1 || fail "after the kills: $(tail -1 "$work/verify")"
  event after | mutasi append - --wait 10s >/dev/null || fail "after the kills: the next append failed"
  there >"$work/there"
  missing=$(sort "$work/acknowledged" | comm -23 - "$work/there" | wc -l)
  [ "$missing" = 0 ] || fail "after the kills: $missing acknowledged entries are missing"
  twice=$(uniq -d "$work/there" | wc -l)
  [ "$twice" = 0 ] || fail "after the kills: $twice ids are there twice"
  halves=$(sed 's/-[0-9]*$//' "$work/there" | uniq -c | awk '$1 != 3' | wc -l)
  [ "$halves" = 0 ] || fail "after the kills: $halves batches are there in part"
  printf 'kill writers: %s killed, %s entries acknowledged, %s there\n' \
    "$(wc -l <"$work/killed")" "$(wc -l <"$work/acknowledged")" "$(wc -l <"$work/there")"
  [ -s "$work/killed" ] || fail "no writer was killed"
  [ -s "$work/acknowledged" ] || fail "no writer came to its end"
  # Whoever was killed repeats, and whoever was not does no harm by it.
  for file in "$work"/w?-*.jsonl; do
    mutasi append "$file" >/dev/null 2>"$work/err" || fail "repeated: $(head -c 300 "$work/err")"
  done
  [ "$(there | uniq | wc -l)" = $((4 * rounds * 3)) ] && [ -z "$(there | uniq -d)" ] ||
    fail "after each writer repeated what it had to say, not everything is there once"
  mutasi verify >"$work/verify" 2>&1 || fail "at the end: $(tail -1 "$work/verify")"
}

# --- all of it ---

# A fault that never strikes proves nothing: each of these ends must have been met.
struck() {
  local end
  for end in "$@"; do
    grep -qx "$end" "$work/codes" || fail "no append ended with '$end'"
  done
}

# Each section in a folder and a process of its own, so that they share the processors.
sections=()
section() {
  sections+=("$1")
  (
    work=$work/$1
    mkdir "$work"
    : >"$work/codes"
    "$1"
    [ ! -s "$work/codes" ] || printf '%s: %s faults, ends by exit code: %s\n' "${1//_/ }" "$runs" \
      "$(sort "$work/codes" | uniq -c | awk '{ printf "%s%s x %s", (NR > 1 ? ", " : ""), $1, $2 }')"
    exit $((failures > 0))
  ) >"$work/$1.out" 2>&1 &
  running[$1]=$!
}

declare -A running
if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
  traces=yes
  section inject_into_append
  section inject_into_recovery
  section inject_into_new_segment
else
  traces=
  printf 'strace cannot trace here: nothing injected\n' >&2
  [ -z "${CI_NEEDS_STRACE:-}" ] || failures=$((failures + 1))
fi
if command -v prlimit >/dev/null; then
  section cut_writes_short
else
  printf 'prlimit is not here: no write was cut short\n' >&2
fi
if unshare -rm mount -t tmpfs tmpfs "$HOME" 2>/dev/null; then
  section fill_disks
else
  printf 'mounting is not permitted here: no disk was filled\n' >&2
fi
section kill_writers

for name in "${sections[@]}"; do
  code=0
  wait "${running[$name]}" || code=$?
  cat "$work/$name.out"
  [ "$code" = 0 ] || fail "${name//_/ }"
done
if [ "$failures" -gt 0 ]; then
  exit 1
fi
printf 'every fault left a journal that verifies and goes on\n'
