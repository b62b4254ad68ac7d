-- What each site has counted, from cloud.counts and the cloud's registry.
SET 'execution.runtime-mode' = 'batch';
SET 'table.local-time-zone' = 'UTC';

CREATE TABLE counts (
  site STRING,
  camera STRING,
  className STRING,
  windowStart TIMESTAMP(3),
  peak INT,
  newObjects BIGINT,
  `headers` MAP<STRING NOT NULL, BYTES> METADATA
) WITH (
  'connector' = 'kafka',
  'topic' = 'cloud.counts',
  'properties.bootstrap.servers' = '127.0.0.1:29092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = 'latest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://127.0.0.1:28081/apis/ccompat/v7'
);

-- A record that a mirror has copied twice has the same id twice.
SELECT site, camera, className,
       COUNT(DISTINCT DECODE(`headers`['ce_id'], 'UTF-8')) AS windows,
       SUM(newObjects) AS objects, MAX(peak) AS peak, MIN(windowStart) AS since
FROM counts
GROUP BY site, camera, className
ORDER BY site, camera, className;
