package dev.hawkeye.detector;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.streams.FatalRecords;
import dev.hawkeye.streams.RefusedSizes;
import java.time.Clock;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** What the processors of all partitions share. */
record Detector(
        DetectorConfig config,
        Topics topics,
        Lanes lanes,
        CommitGuard guard,
        Drain drain,
        Shedding shedding,
        CaptureTimes captureTimes,
        DetectionRecords records,
        DetectorMeters meters,
        OverloadWatch overload,
        Deserializer<Frame> frames,
        Serializer<Detection> detections,
        RegistryPatience patience,
        RefusedSizes refused,
        FatalRecords fatal,
        Clock clock) {}
