"""Answers from the entries files with DuckDB, nothing loaded beforehand.

usage: with_duckdb.py replay|post|official ID DAY FILE...
"""

import sys

import duckdb

question, wanted, day, *files = sys.argv[1:]

# One row for every taker of a post; only the members that are asked for are read from the lines.
ACTS = """
    SELECT effective || recordedtime AS key,
           data.lines[1].post AS post, data.lines[1].official AS official
    FROM read_json($files, format = 'newline_delimited', columns = {
        effective: 'VARCHAR', recordedtime: 'VARCHAR', type: 'VARCHAR',
        data: 'STRUCT(lines STRUCT(post VARCHAR, official VARCHAR)[])'})
    WHERE type = 'OfficialsInaugurated' AND effective <= $day"""

# The last taker of each post who has taken no other since, and since when: the first act after the
# last one by which somebody else took the post, or this official another one.
HOLDERS = """
    last_of_post AS (SELECT post, arg_max(official, key) AS official FROM acts GROUP BY post),
    last_of_official AS (SELECT official, arg_max(post, key) AS post FROM acts GROUP BY official),
    holders AS (SELECT * FROM last_of_post SEMI JOIN last_of_official USING (post, official)),
    others AS (
        SELECT a.post, max(key) AS at FROM acts a JOIN holders h
        ON a.post = h.post AND a.official <> h.official GROUP BY a.post),
    elsewhere AS (
        SELECT a.official, max(key) AS at FROM acts a JOIN holders h
        ON a.official = h.official AND a.post <> h.post GROUP BY a.official)
    SELECT h.post, h.official, left(min(key), 10)
    FROM holders h JOIN acts a USING (post, official)
        LEFT JOIN others o ON o.post = h.post LEFT JOIN elsewhere e ON e.official = h.official
    WHERE key > coalesce(greatest(o.at, e.at), '')
    GROUP BY h.post, h.official ORDER BY h.post"""

connection = duckdb.connect()
values = {"files": files, "day": day}
if question == "replay":
    rows = connection.execute(f"WITH acts AS MATERIALIZED ({ACTS}), {HOLDERS}", values).fetchall()
else:
    # The lines are read once; then a pair of post and official, and the acts that concern it.
    connection.execute(f"CREATE TEMP TABLE every AS {ACTS}", values)
    post, official = connection.execute(
        f"SELECT arg_max(post, key), arg_max(official, key) FROM every WHERE {question} = $wanted",
        {"wanted": wanted}).fetchone()
    rows = connection.execute(
        f"""WITH acts AS (SELECT * FROM every WHERE post = $post OR official = $official),
        {HOLDERS}""", {"post": post, "official": official}).fetchall()
    rows = [row for row in rows if row[0] == post and row[1] == official]

sys.stdout.write("".join(f"{p}\t{o}\tdefinitive\t{s}\tcertain\n" for p, o, s in rows))
