package dev.hawkeye.replay;

import dev.hawkeye.analyze.files.FoundObjects;
import dev.hawkeye.kafka.RecordReader;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.UndecodableException;
import dev.hawkeye.vision.paint.BoxPainter;
import dev.hawkeye.vision.paint.ShownObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;

/** Frames with the boxes of both runs. Skips frames that are gone or cannot be read. */
final class Pictures {
    private static final int QUALITY = 85;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Pictures() {}

    /** @param kafka native properties for the site's Kafka */
    static List<ReplayReport.PicturePair> of(
            List<FrameDifference> frames, Map<String, Object> kafka, SchemaRegistry registry) {
        List<ReplayReport.PicturePair> pairs = new ArrayList<>();
        Deserializer<Frame> deserializer = registry.serde(Frame.class).deserializer();
        try (RecordReader reader = RecordReader.connect(kafka)) {
            for (FrameDifference frame : frames) {
                picture(frame.live().getFrame(), reader, deserializer)
                        .ifPresent(jpeg -> pairs.add(new ReplayReport.PicturePair(
                                frame.live().getCamera() + " at " + frame.live().getCaptureTime(),
                                painted(jpeg, frame.live()),
                                painted(jpeg, frame.replay()))));
            }
        }
        return pairs;
    }

    private static Optional<byte[]> picture(FrameRef place, RecordReader reader, Deserializer<Frame> deserializer) {
        try {
            return reader.read(new TopicPartition(place.getTopic(), place.getPartition()), place.getOffset(), PATIENCE)
                    .map(record -> deserializer.deserialize(record.topic(), record.value()))
                    .map(frame -> Utils.toArray(frame.getJpeg()));
        } catch (UndecodableException | TimeoutException e) {
            return Optional.empty();
        }
    }

    private static String painted(byte[] jpeg, Detection detection) {
        List<ShownObject> objects = FoundObjects.shown(detection.getObjects());
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(BoxPainter.paint(jpeg, objects, QUALITY));
    }
}
