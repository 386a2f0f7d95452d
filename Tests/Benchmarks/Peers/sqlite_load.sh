#!/bin/sh
# Loads entries files into a SQLite database with an indexed projection.
# usage: sqlite_load.sh DATABASE FILE...
set -eu
database=$1
shift
cat -- "$@" | sqlite3 -batch -bail "$database" '.mode ascii' '.separator "\037" "\n"' \
  'PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;' \
  'CREATE TABLE entries(line TEXT NOT NULL);' \
  '.import /dev/stdin entries' '.read '"$(dirname "$0")"'/sqlite_projection.sql'
