#!/usr/bin/env bash
# Builds a fresh founding journal from the event files beside this script, with the program itself.
#
#   Tests/Founding/build.sh MUTASI-BINARY FOLDER
#
# The signing key goes where MUTASI_KEY says. Without it the key lives in a temporary folder and is
# gone afterwards: the journal can then be read and verified for ever, but no longer appended to.
set -euo pipefail

if [ "$#" -ne 2 ]; then
  echo "usage: ${0##*/} MUTASI-BINARY FOLDER" >&2
  exit 2
fi
mutasi=$1
folder=$2
events=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

if [ -z "${MUTASI_KEY:-}" ]; then
  keys=$(mktemp -d)
  trap 'rm -rf -- "$keys"' EXIT
  export MUTASI_KEY="$keys/founding.key"
fi

"$mutasi" init --journal "$folder" --origin mutasi.example/founding \
  --source https://mutasi.example/founding
"$mutasi" append --journal "$folder" --keep-time "$events"/*.jsonl
