package dev.hawkeye.aggregator;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import org.apache.kafka.common.serialization.Deserializer;

/** What all processors of one topology share; each part is safe for use by many threads. */
record Aggregation(
        AggregatorConfig config,
        Deserializer<Detection> detections,
        Deserializer<Frame> frames,
        FrameFetcher fetcher,
        Standstill standstill,
        AggregatorMeters meters) {}
