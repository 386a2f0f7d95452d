#!/usr/bin/env bash
# Lets the release binary and an independent verifier (verify_log.py, which shares no code with it)
# judge the same published folders, receipts, old checkpoints and damaged copies: both must give the
# right verdict every time.
#
#   Tests/Independent/run.sh [MODE] [BINARY]
#
# MODE is `short` (the default, under a minute) or `long`, which goes on to 65,535, 65,536, 65,537,
# 70,000 and 300,000 entries. BINARY is .build/release/mutasi unless given.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
mode="${1:-short}"
mutasi="$(realpath "${2:-$here/../../.build/release/mutasi}")"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
export HOME="$work/home" MUTASI_KEY="$work/key" LANG=C.UTF-8
mkdir home receipts kept
checks=0 wrong=0

independent() { python3 "$here/verify_log.py" "$@" >independent.out 2>&1; }
ours() { "$mutasi" verify "$@" --key pub >ours.out 2>&1; }

# expect CODE WHAT -- our arguments -- arguments of the independent verifier
expect() {
  local code="$1" what="$2" first=() second=() a=0 b=0
  shift 3
  while [ "$1" != -- ]; do first+=("$1"); shift; done
  shift
  second=("$@")
  ours "${first[@]}" &
  independent "${second[@]}" || b=$?
  wait $! || a=$?
  checks=$((checks + 1))
  if [ "$a" != "$code" ] || [ "$b" != "$code" ]; then
    wrong=$((wrong + 1))
    echo "WRONG: $what: expected $code, mutasi says $a, the independent verifier $b"
    tail -n 2 ours.out independent.out
  fi
}

# entries FIRST END: one post an entry
entries() {
  python3 - "$1" "$2" <<'PYTHON'
import sys
for n in range(int(sys.argv[1]), int(sys.argv[2])):
    print('{"data":{"post":"post-%d","title":"Kepala Seksi %d"},"effective":"2020-01-01",'
          '"id":"id-%d","type":"PostEstablished"}' % (n, n * 7919, n))
PYTHON
}

size=0
published=()
# grow SIZE: appends up to a size in one command, publishes, and keeps the checkpoint
grow() {
  if [ "$1" -gt "$size" ]; then
    entries "$size" "$1" | "$mutasi" append - --format json >/dev/null
  fi
  size="$1"
  "$mutasi" publish public >/dev/null
  "$mutasi" checkpoint --unverified >"kept/$size"
  published+=("$size")
}

judge_log() {
  expect 0 "the log of $size entries" -- --log public -- log public pub
  local old="${published[$((RANDOM % ${#published[@]}))]}"
  expect 0 "the log of $size against $old" -- --log public --against "kept/$old" \
    -- log public pub --against "kept/$old"
}

judge_receipt() {
  local entry="$1"
  "$mutasi" prove "$entry" --output receipts/r --line receipts/l
  expect 0 "the receipt for $entry of $size" -- --proof receipts/r --entry receipts/l \
    -- receipt receipts/r receipts/l pub
  sed 's/PostEstablished/PostEstablishes/' receipts/l >receipts/wrong
  expect 1 "a changed line $entry of $size" -- --proof receipts/r --entry receipts/wrong \
    -- receipt receipts/r receipts/wrong pub
  if [ "$size" -gt 1 ]; then
    sed "s/^index $entry\$/index $(((entry + 1) % size))/" receipts/r >receipts/moved
    expect 1 "a receipt for another place than $entry" \
      -- --proof receipts/moved --entry receipts/l -- receipt receipts/moved receipts/l pub
  fi
}

judge_receipts() {
  [ "$size" -gt 0 ] || return 0
  for entry in $(printf '%s\n' 0 $((size / 2)) $((size - 1)) $((RANDOM % size)) | sort -un); do
    judge_receipt "$entry"
  done
}

# damage WHAT COMMAND…: does it to a copy of the log, which must then not verify
damage() {
  local what="$1"
  shift
  rm -rf damaged
  cp -r public damaged
  (cd damaged && "$@")
  expect 1 "$size entries, $what" -- --log damaged -- log damaged pub
}

flip() {
  python3 - "$1" "$2" <<'PYTHON'
import sys
path, where = sys.argv[1], float(sys.argv[2])
data = bytearray(open(path, "rb").read())
data[min(len(data) - 1, int(len(data) * where))] ^= 1
open(path, "wb").write(data)
PYTHON
}

link() { mv "$1" ../aside && ln -sf ../aside "$1"; }

judge_damage() {
  local file
  # Up to the limit of files: the first, the last, some in between.
  for file in $(cd public && find . -type f -printf '%P\n' | sort | awk -v n="$1" \
    '{ f[NR] = $0 } END { s = NR > n ? NR / n : 1; for (i = 1; i <= NR; i += s) print f[int(i)] }')
  do
    damage "a byte of $file changed at its start" flip "$file" 0
    damage "a byte of $file changed in its middle" flip "$file" 0.5
    damage "a byte of $file changed at its end" flip "$file" 1
    damage "$file emptied" truncate -s 0 "$file"
    damage "$file longer" truncate -s +1 "$file"
    damage "$file cut" truncate -s -1 "$file"
    damage "$file behind a link" link "$file"
  done
  damage "a stranger among the tiles" touch tile/0/index
  damage "no checkpoint" rm checkpoint
}

judge_missing() {
  local file
  for file in $(python3 - "$here" "$size" <<'PYTHON'
import sys
sys.path.insert(0, sys.argv[1])
import verify_log as v
paths = [v.path_of(l, n, w) for l, n, w in v.tiles_of(int(sys.argv[2]))]
paths += [v.path_of("entries", n, w) for l, n, w in v.tiles_of(int(sys.argv[2])) if l == 0]
print("\n".join(paths[:: max(1, len(paths) // 12)]))
PYTHON
  ); do
    damage "$file missing" rm "$file"
  done
}

"$mutasi" init --origin log.example/independent --source https://bkpsdm.example >/dev/null
"$mutasi" key export >pub

# Small sizes, each published.
for next in 0 1 2 3; do
  grow "$next"
  judge_log
  judge_receipts
done
judge_damage 4
judge_missing

# Many small appends, published after each: every published size keeps its files.
step="$([ "$mode" = long ] && echo 1 || echo 31)"
for next in $(seq 4 "$step" 254) 255 256 257 $(seq 260 "$((step * 7))" 700); do grow "$next"; done
judge_log
judge_receipts
judge_damage 5
judge_missing
for old in "${published[@]}"; do
  expect 0 "the log of $size against $old" -- --log public --against "kept/$old" \
    -- consistent "kept/$old" public/checkpoint public pub
done
for place in 255 256 257; do
  "$mutasi" prove 17 --checkpoint "kept/$place" --output receipts/r --line receipts/l
  expect 0 "a receipt at size $place" -- --proof receipts/r --entry receipts/l \
    -- receipt receipts/r receipts/l pub
done
independent served public "${published[@]}" || { echo "WRONG: $(cat independent.out)"; wrong=1; }

# Another history under the same key: rollback, fork, inconsistent.
cp -r journal other && cp key stolen
entries 5000 5001 | "$mutasi" append - --format json >/dev/null
size=$((size + 1))
"$mutasi" publish public >/dev/null
for n in 6000 6001; do
  entries "$n" "$((n + 1))" | MUTASI_KEY=stolen "$mutasi" append - --journal other >/dev/null
  "$mutasi" checkpoint --unverified --journal other >"kept/other-$n"
done
expect 1 "a fork" -- --log public --against kept/other-6000 -- log public pub \
  --against kept/other-6000
expect 1 "a rollback" -- --log public --against kept/other-6001 -- log public pub \
  --against kept/other-6001
entries 5001 5004 | "$mutasi" append - --format json >/dev/null
"$mutasi" publish public >/dev/null
for n in 6000 6001; do
  expect 1 "another past" -- --log public --against "kept/other-$n" -- log public pub \
    --against "kept/other-$n"
done
size=$((size + 3))

# Witnesses.
for w in 1 2 3; do "$mutasi" key new "w$w" --witness "w$w.example" >"w$w.pub" 2>/dev/null; done
for w in 1 2; do
  "$mutasi" checkpoint cosign "w$w" 2>/dev/null | "$mutasi" checkpoint add-signature - >/dev/null 2>&1
done
"$mutasi" publish public >/dev/null
all=(--witness w1.pub --witness w2.pub --witness w3.pub)
expect 0 "two of three witnesses" -- --log public "${all[@]}" --quorum 2 \
  -- log public pub "${all[@]}" --quorum 2
expect 1 "three of three witnesses" -- --log public "${all[@]}" -- log public pub "${all[@]}"
"$mutasi" prove 3 --output receipts/r --line receipts/l
expect 0 "a cosigned receipt" -- --proof receipts/r --entry receipts/l --witness w1.pub \
  -- receipt receipts/r receipts/l pub --witness w1.pub
# One character of it is another, whatever it was.
sed 's/^\(— w1.example .\{40\}\)A/\1B/; t; s/^\(— w1.example .\{40\}\)./\1A/' \
  public/checkpoint >sed.out
cp -r public tampered && cp sed.out tampered/checkpoint
expect 1 "a bad cosignature" -- --log tampered --witness w1.pub \
  -- log tampered pub --witness w1.pub
expect 0 "a bad cosignature of a stranger" -- --log tampered --witness w2.pub \
  -- log tampered pub --witness w2.pub

# While publications run both may look at any moment.
(
  for n in $(seq 7000 7025); do
    entries "$n" "$((n + 1))" | "$mutasi" append - --format json >/dev/null
    "$mutasi" publish public >/dev/null
  done
  touch finished
) &
until [ -e finished ]; do
  expect 0 "a folder that is being written" -- --log public -- log public pub
done
wait
size=$((size + 26))

if [ "$mode" = long ]; then
  for next in 65535 65536 65537 70000 300000; do
    # Some of these numbers were used for the other history.
    entries "$size" "$next" | sed "s/post-/post-x/; s/id-/id-x/" \
      | "$mutasi" append - --format json >/dev/null
    size="$next"
    "$mutasi" publish public >/dev/null
    "$mutasi" checkpoint --unverified >"kept/$size"
    published+=("$size")
    judge_log
    judge_receipts
    judge_missing
  done
  judge_damage 4
fi

echo "$checks verdicts compared, $wrong wrong"
[ "$wrong" = 0 ]
