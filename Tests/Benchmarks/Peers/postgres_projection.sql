-- The projection of sqlite_projection.sql.
CREATE TEMP TABLE taken AS
  SELECT line ->> 'effective' AS day, line ->> 'recordedtime' AS time,
    line #>> '{data,lines,0,post}' AS post, line #>> '{data,lines,0,official}' AS official
  FROM (SELECT line::json FROM entries) entries WHERE line ->> 'type' = 'OfficialsInaugurated';

CREATE TEMP TABLE placed AS
  SELECT *,
    lag(official) OVER of_post AS official_before, lag(post) OVER of_official AS post_before,
    least(lead(day) OVER of_post, lead(day) OVER of_official) AS until
  FROM taken
  WINDOW of_post AS (PARTITION BY post ORDER BY day, time),
    of_official AS (PARTITION BY official ORDER BY day, time);

CREATE TABLE holdings AS
  SELECT post, day, time, official,
    max(CASE WHEN official_before = official AND post_before = post THEN NULL ELSE day END) OVER (
      PARTITION BY post ORDER BY day, time) AS since,
    coalesce(until, '9999') AS until
  FROM placed ORDER BY post, day, time;

CREATE UNIQUE INDEX holdings_of_post ON holdings(post, day, time);
CREATE INDEX holdings_of_official ON holdings(official, day, time);
CREATE TABLE posts AS SELECT DISTINCT post FROM holdings ORDER BY post;
DROP TABLE entries;
VACUUM ANALYZE;
