-- Counts by the minute and events that have ended: flink.md beside this file.
SET 'execution.runtime-mode' = 'streaming';
SET 'sql-client.execution.result-mode' = 'tableau';
SET 'table.local-time-zone' = 'UTC';

CREATE TABLE counts (
  camera STRING,
  className STRING,
  windowStart TIMESTAMP(3),
  windowEnd TIMESTAMP(3),
  framesAnalysed BIGINT,
  detections BIGINT,
  peak INT,
  WATERMARK FOR windowStart AS windowStart - INTERVAL '30' SECOND
) WITH (
  'connector' = 'kafka',
  'topic' = 'cloud.counts',
  'properties.bootstrap.servers' = '127.0.0.1:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = 'latest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://127.0.0.1:8080'
);

SELECT window_start, camera, className, MAX(peak) AS peak,
       ROUND(SUM(CAST(detections AS DOUBLE)) / SUM(framesAnalysed), 1) AS average
FROM TABLE(TUMBLE(TABLE counts, DESCRIPTOR(windowStart), INTERVAL '1' MINUTE))
WHERE className IN ('car', 'person')
GROUP BY window_start, window_end, camera, className;

CREATE TABLE events (
  id STRING,
  camera STRING,
  className STRING,
  `start` TIMESTAMP(3),
  `end` TIMESTAMP(3),
  peak INT
) WITH (
  'connector' = 'kafka',
  'topic' = 'events',
  'properties.bootstrap.servers' = '127.0.0.1:9092',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'scan.bounded.mode' = 'latest-offset',
  'value.format' = 'avro-confluent',
  'value.avro-confluent.url' = 'http://127.0.0.1:8080'
);

SELECT camera, className, COUNT(*) AS ended, MAX(TIMESTAMPDIFF(SECOND, `start`, `end`)) AS longest_s
FROM events WHERE `end` IS NOT NULL GROUP BY camera, className;
