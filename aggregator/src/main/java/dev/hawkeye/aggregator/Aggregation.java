package dev.hawkeye.aggregator;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.streams.FatalRecords;
import dev.hawkeye.streams.RefusedSizes;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** What all processors of one topology share; each part is safe for use by many threads. */
record Aggregation(
        AggregatorConfig config,
        Topics topics,
        Deserializer<Detection> detections,
        Deserializer<Frame> frames,
        Serializer<Keyframe> keyframes,
        RefusedSizes refused,
        FatalRecords fatal,
        FrameFetcher fetcher,
        Standstill standstill,
        AggregatorMeters meters) {}
