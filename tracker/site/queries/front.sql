-- Today and this site
-- The day in UTC, whether this is the sample world, and which edition of the vocabulary names things.
SELECT date('now') AS today,
       (SELECT value FROM world WHERE key = 'kind') AS world,
       (SELECT value FROM world WHERE key = 'vocabulary') AS vocabulary
