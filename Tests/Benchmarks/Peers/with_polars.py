"""Answers from the entries files with Polars, nothing loaded beforehand.

usage: with_polars.py replay|post|official ID DAY FILE...
"""

import sys

import polars as pl

question, wanted, day, *files = sys.argv[1:]

# Only the members that are asked for are read from the lines; every line has one taker of a post.
TAKER = pl.List(pl.Struct({"post": pl.String, "official": pl.String}))
SCHEMA = {
    "effective": pl.String, "recordedtime": pl.String, "type": pl.String,
    "data": pl.Struct({"lines": TAKER})}

taker = pl.col("data").struct.field("lines").list.first().struct
# One scan a file: a scan of them all reads them one after the other.
acts = pl.concat([
    pl.scan_ndjson(file, schema=SCHEMA)
    .filter((pl.col("type") == "OfficialsInaugurated") & (pl.col("effective") <= day))
    .select(
        key=pl.col("effective") + pl.col("recordedtime"),
        post=taker.field("post"), official=taker.field("official"))
    for file in files]).collect()

if question != "replay":
    last = acts.filter(pl.col(question) == wanted).sort("key").tail(1)
    post, official = last["post"][0], last["official"][0]
    acts = acts.filter((pl.col("post") == post) | (pl.col("official") == official))

# The last taker of each post who has taken no other since.
last_of_post = acts.group_by("post").agg(pl.col("official").get(pl.col("key").arg_max()))
last_of_official = acts.group_by("official").agg(pl.col("post").get(pl.col("key").arg_max()))
holders = last_of_post.join(last_of_official, on=["post", "official"], how="semi")

# Since when: the first act after the last one by which somebody else took the post, or this
# official another one.
of_post = acts.join(holders, on="post", suffix="_held")
others = (
    of_post.filter(pl.col("official") != pl.col("official_held"))
    .group_by("post").agg(others=pl.col("key").max()))
elsewhere = (
    acts.join(holders, on="official", suffix="_held").filter(pl.col("post") != pl.col("post_held"))
    .group_by("official").agg(elsewhere=pl.col("key").max()))
rows = (
    of_post.filter(pl.col("official") == pl.col("official_held"))
    .join(others, on="post", how="left").join(elsewhere, on="official", how="left")
    .filter(
        (pl.col("key") > pl.col("others").fill_null(""))
        & (pl.col("key") > pl.col("elsewhere").fill_null("")))
    .group_by("post", "official").agg(since=pl.col("key").min().str.head(10)).sort("post"))
if question != "replay":
    rows = rows.filter((pl.col("post") == post) & (pl.col("official") == official))

sys.stdout.write(
    "".join(f"{p}\t{o}\tdefinitive\t{s}\tcertain\n" for p, o, s in rows.iter_rows()))
