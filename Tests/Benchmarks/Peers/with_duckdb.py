"""Answers from the entries files with DuckDB, nothing loaded beforehand.

usage: with_duckdb.py replay|post|official ID DAY FILE...
"""

import sys

import duckdb

question, wanted, day, *files = sys.argv[1:]

# Only the columns that are asked for are taken from the lines; a taker of a post is a row.
ACTS = """
    SELECT effective AS day, recordedtime AS time,
           data.lines[1].post AS post, data.lines[1].official AS official
    FROM read_json($files, format = 'newline_delimited', columns = {
        effective: 'VARCHAR', recordedtime: 'VARCHAR', type: 'VARCHAR',
        data: 'STRUCT(lines STRUCT(post VARCHAR, official VARCHAR)[])'})
    WHERE type = 'OfficialsInaugurated' AND effective <= $day"""

# The last taker of each post who has taken no other since; since when: the first act after the
# last one by which somebody else took the post or this official another one.
HOLDERS = """
    last_of_post AS (
        SELECT post, arg_max(official, day || time) AS official FROM acts GROUP BY post),
    last_of_official AS (
        SELECT official, arg_max(post, day || time) AS post FROM acts GROUP BY official),
    holders AS (SELECT * FROM last_of_post SEMI JOIN last_of_official USING (post, official)),
    broken AS (
        SELECT h.post, max(a.day || a.time) AS at FROM (
            SELECT h.post, a.day, a.time FROM holders h JOIN acts a
                ON a.post = h.post AND a.official <> h.official
            UNION ALL
            SELECT h.post, a.day, a.time FROM holders h JOIN acts a
                ON a.official = h.official AND a.post <> h.post) a
        JOIN holders h USING (post) GROUP BY h.post)
    SELECT h.post, h.official, min(a.day) AS since
    FROM holders h JOIN acts a USING (post, official) LEFT JOIN broken b ON b.post = h.post
    WHERE b.at IS NULL OR a.day || a.time > b.at
    GROUP BY h.post, h.official ORDER BY h.post"""

# One post concerns the acts that name it and those of its last taker; one official likewise.
ALL = "WITH acts AS MATERIALIZED (" + ACTS + "),"
NEAR = """
    WITH every AS MATERIALIZED (""" + ACTS + """),
    acts AS (SELECT * FROM every WHERE post = $post OR official = $official),"""
PAIR = """
    WITH acts AS (""" + ACTS + """)
    SELECT arg_max(post, day || time), arg_max(official, day || time)
    FROM acts WHERE {} = $wanted"""

connection = duckdb.connect()
values = {"files": files, "day": day}
if question == "replay":
    rows = connection.execute(ALL + HOLDERS, values).fetchall()
else:
    # The acts are read once and kept; the other half of the pair is their last one.
    connection.execute("CREATE TEMP TABLE every AS " + ACTS, values)
    post, official = connection.execute(
        f"""SELECT arg_max(post, day || time), arg_max(official, day || time)
            FROM every WHERE {question} = $wanted""", {"wanted": wanted}).fetchone()
    rows = connection.execute(
        """WITH acts AS (SELECT * FROM every WHERE post = $post OR official = $official),"""
        + HOLDERS, {"post": post, "official": official}).fetchall()
    rows = [row for row in rows if row[0] == post and row[1] == official]

sys.stdout.write("".join(f"{p}\t{o}\tdefinitive\t{s}\tcertain\n" for p, o, s in rows))
