#!/usr/bin/env bash
# How many instructions the release program executes for a small journal that is the same on every
# machine, now and as recorded: a regression shows where timings drown in noise.
# usage: Tests/Benchmarks/instructions.sh [--record]
set -euo pipefail
cd "$(dirname "$0")/../.."

record=Tests/Benchmarks/instructions.txt
program=.build/release/mutasi
day=2015-06-30
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

.build/release/benchmarks --generate --entries 5000 --mix real --folder "$folder/made"
journal=$folder/made/journal
rm -rf "$journal/.derived"
"$program" append --example ActingAssigned >"$folder/entry.jsonl"
export MUTASI_KEY=$folder/made/benchmark.key

# Each question is asked of a copy, cold, so that none finds what another one derived.
count() {
  local name=$1
  shift
  rm -rf "$folder/copy"
  cp -a "$journal" "$folder/copy"
  valgrind --tool=callgrind --callgrind-out-file="$folder/$name.out" --quiet \
    "$program" "$@" --journal "$folder/copy" >/dev/null 2>"$folder/$name.err" || {
    cat "$folder/$name.err" >&2
    echo "instructions of '$name' cannot be counted" >&2
    exit 1
  }
  awk '/^(totals|summary):/ { sum = $2 } END { if (!sum) exit 1; print sum }' "$folder/$name.out"
}

now=$(
  echo "verify $(count verify verify)"
  echo "replay $(count replay replay --at $day --format json)"
  echo "post $(count post post jab-5 --at $day --format json)"
  echo "append $(count append append "$folder/entry.jsonl")"
  echo "version $(count version --version)"
)
if [ "${1:-}" = --record ]; then
  echo "$now" >"$record"
fi
echo "$now" | awk -v record="$record" '
  BEGIN {
    while ((getline line < record) > 0) {
      split(line, part, " ")
      before[part[1]] = part[2]
    }
  }
  {
    change = before[$1] ? sprintf("%+.1f %%", ($2 / before[$1] - 1) * 100) : "new"
    printf "%-8s %14d instructions, recorded %14d  %s\n", $1, $2, before[$1], change
  }'
