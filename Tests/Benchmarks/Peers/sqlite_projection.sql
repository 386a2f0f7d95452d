-- One row for every taker of a post: from which day, until which day somebody else took the post
-- or the official another one, and since when without a break. A question is then one look into an
-- index.
CREATE TEMP TABLE taken AS
  SELECT line ->> '$.effective' AS day, line ->> '$.recordedtime' AS time,
    line ->> '$.data.lines[0].post' AS post, line ->> '$.data.lines[0].official' AS official
  FROM entries WHERE line ->> '$.type' = 'OfficialsInaugurated';

CREATE TEMP TABLE placed AS
  SELECT *,
    lag(official) OVER of_post AS official_before, lag(post) OVER of_official AS post_before,
    min(coalesce(lead(day) OVER of_post, '9999'), coalesce(lead(day) OVER of_official, '9999'))
      AS until
  FROM taken
  WINDOW of_post AS (PARTITION BY post ORDER BY day, time),
    of_official AS (PARTITION BY official ORDER BY day, time);

CREATE TABLE holdings(
  post TEXT, day TEXT, time TEXT, official TEXT, since TEXT, until TEXT,
  PRIMARY KEY(post, day, time)) WITHOUT ROWID;

-- Days grow along the window, so that the greatest day at which a run began is the last one.
INSERT INTO holdings
  SELECT post, day, time, official,
    max(iif(official_before IS official AND post_before IS post, NULL, day)) OVER (
      PARTITION BY post ORDER BY day, time),
    until
  FROM placed ORDER BY post, day, time;

CREATE INDEX holdings_of_official ON holdings(official, day, time);
CREATE TABLE posts AS SELECT DISTINCT post FROM holdings ORDER BY post;
DROP TABLE entries;
ANALYZE;
