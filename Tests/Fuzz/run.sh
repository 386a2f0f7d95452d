#!/usr/bin/env bash
# Puts every reader of foreign bytes before libFuzzer for some seconds each, from the committed
# corpus:
#
#   Tests/Fuzz/run.sh [SECONDS [TARGET...]]
#
# What breaks a law, traps, or takes too long or too much memory ends the run and is kept in
# .build/fuzz-findings; make a test of it, and add it to the corpus.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=${1:-5}
shift || true
targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
  targets=(line json note checkpoint proof tile csv careers annex description)
fi

MUTASI_FUZZ=1 swift build -c release --sanitize=fuzzer --scratch-path .build/fuzz --product fuzz
findings=.build/fuzz-findings
mkdir -p "$findings"
# The runtime's own backtracer would wait for somebody.
export SWIFT_BACKTRACE=enable=no
for target in "${targets[@]}"; do
  grown=$(mktemp -d)
  log=$(mktemp)
  if ! FUZZ_TARGET=$target .build/fuzz/release/fuzz -max_total_time="$seconds" -timeout=10 \
    -rss_limit_mb=2048 -max_len=70000 -print_final_stats=1 -artifact_prefix="$findings/$target-" \
    "$grown" "Tests/Fuzz/corpus/$target" >"$log" 2>&1; then
    tail -40 "$log" >&2
    printf 'fuzz: %s failed; the input is in %s\n' "$target" "$findings" >&2
    exit 1
  fi
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  cover=$(grep -o 'cov: [0-9]*' "$log" | tail -1)
  # Without coverage it is no search.
  [ -n "$cover" ] && [ "${runs:-0}" -gt 1000 ] || {
    tail -20 "$log" >&2
    printf 'fuzz: %s did not run\n' "$target" >&2
    exit 1
  }
  printf 'fuzz: %-12s %9s inputs, %s\n' "$target" "$runs" "$cover"
  rm -rf "$grown" "$log"
done
