package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.keyframes.KafkaFrameFetcher;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFetchingIT {
    private static final int PARTITIONS = 4;
    private static final int CAMERAS = 20;
    private static final int FRAMES_OF_A_CAMERA = 6;

    @TempDir
    Path directory;

    private final Map<FrameRef, String> pictures = new HashMap<>();
    private AggregatorSite site;
    private KafkaFrameFetcher fetcher;

    @BeforeEach
    void start() throws Exception {
        site = new AggregatorSite(directory, PARTITIONS);
        for (int camera = 0; camera < CAMERAS; camera++) {
            for (int sequence = 0; sequence < FRAMES_OF_A_CAMERA; sequence++) {
                film("camera-" + camera, sequence);
            }
        }
        fetcher = KafkaFrameFetcher.connect(site.properties(), site.topics.frames());
    }

    @AfterEach
    void stop() {
        fetcher.close();
        site.close();
    }

    @Test
    void framesAreReadInAnyOrderOfPartitionsAndOffsets() {
        List<FrameRef> places = new ArrayList<>(pictures.keySet());
        assertThat(places).extracting(FrameRef::getPartition).contains(0, 1, 2, 3);
        Random random = new Random(1);
        for (int read = 0; read < 100; read++) {
            FrameRef place = places.get(random.nextInt(places.size()));

            assertThat(fetch(place)).hasValue(pictures.get(place));
        }
    }

    @Test
    void aFrameThatIsNotWrittenYetIsNotThereAndIsFoundWhenItIs() throws Exception {
        FrameRef last = film("gate", 0);
        FrameRef next = new FrameRef(last.getTopic(), last.getPartition(), last.getOffset() + 1);
        assertThat(fetch(last)).isPresent();
        assertThat(fetch(next)).isEmpty();

        assertThat(film("gate", 1)).isEqualTo(next);

        assertThat(fetch(next)).hasValue(pictures.get(next));
    }

    @Test
    void aFrameThatRetentionHasTakenIsGoneAndTheNextOneIsNot() throws Exception {
        assertThat(fetch(place(0, 3))).isPresent();
        site.forgetFramesBefore(5);

        assertThat(fetch(place(0, 3))).isEmpty();
        assertThat(fetch(place(0, 5))).hasValue(pictures.get(place(0, 5)));
        assertThat(fetch(place(3, 3))).hasValue(pictures.get(place(3, 3)));
    }

    @Test
    void aPartitionThatTheTopicDoesNotHaveHasNoFrames() {
        assertThat(fetch(place(PARTITIONS, 0))).isEmpty();
    }

    private FrameRef place(int partition, long offset) {
        return new FrameRef(site.topics.frames(), partition, offset);
    }

    private FrameRef film(String camera, int sequence) throws Exception {
        String picture = "picture " + sequence + " of " + camera;
        FrameRef place = site.film(at(sequence, sequence).of(camera), picture.getBytes(UTF_8));
        pictures.put(place, picture);
        return place;
    }

    private Optional<String> fetch(FrameRef place) {
        return fetcher.fetch(place)
                .map(value -> site.registry.serde(Frame.class).deserializer().deserialize(place.getTopic(), value))
                .map(frame -> UTF_8.decode(frame.getJpeg()).toString());
    }
}
