#!/bin/sh
# A PostgreSQL server of its own in a folder, reached by a socket there and by nothing else.
# usage: postgres_server.sh start FOLDER | load FOLDER FILE... | stop FOLDER
set -eu
action=$1
folder=$2
here=$(cd "$(dirname "$0")" && pwd)
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)

# The server refuses to run as root.
serve() {
  if [ "$(id -u)" = 0 ]; then
    runuser -u postgres -- "$@"
  else
    "$@"
  fi
}

case $action in
  start)
    [ -n "$programs" ] || programs=$(dirname "$(command -v pg_ctl)")
    mkdir -p "$folder"
    [ "$(id -u)" != 0 ] || chown postgres "$folder"
    chmod 700 "$folder"
    serve "$programs/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C >/dev/null
    serve "$programs/pg_ctl" -D "$folder/data" -w -l "$folder/log" start \
      -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c shared_buffers=1GB \
        -c work_mem=256MB -c maintenance_work_mem=256MB -c max_wal_size=8GB" >/dev/null
    ;;
  load)
    shift 2
    psql() { command psql -X -q -v ON_ERROR_STOP=1 -h "$folder" -U postgres "$@"; }
    psql -c 'CREATE UNLOGGED TABLE entries(line text)'
    # No entry holds these control characters, so that every line is one value.
    cat -- "$@" | psql -c \
      "COPY entries FROM STDIN (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02', ESCAPE E'\\x02')"
    psql -f "$here/postgres_projection.sql"
    ;;
  stop)
    programs=${programs:-$(dirname "$(command -v pg_ctl)")}
    serve "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null
    ;;
esac
