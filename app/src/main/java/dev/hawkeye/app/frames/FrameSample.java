package dev.hawkeye.app.frames;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.kafka.common.TopicPartition;

/** A sample of the pictures of a running site, of all cameras or of some. Immutable. */
public final class FrameSample {
    private final HawkeyeConfig site;
    private final Set<String> cameras;

    /** @param cameras empty for all */
    public FrameSample(HawkeyeConfig site, Set<String> cameras) {
        this.site = site;
        this.cameras = Set.copyOf(cameras);
    }

    /**
     * Reads the pictures: of all cameras, spread evenly over the topic; of some, sampled from their partitions, which
     * are read completely.
     *
     * @param taken receives the number so far
     * @return JPEGs, at most {@code count}; empty if the cameras have none
     * @throws UserException when Kafka or the registry cannot be reached, or when the topic is empty
     */
    public List<byte[]> read(int count, IntConsumer taken) {
        return FrameTopic.read(
                site,
                cameras.isEmpty(),
                topic -> cameras.isEmpty() ? evenly(topic, count, taken) : ofCameras(topic, count, taken));
    }

    private List<byte[]> ofCameras(FrameTopic topic, int count, IntConsumer taken) {
        Reservoir reservoir = new Reservoir(count);
        List<byte[]> drawn = new ArrayList<>();
        topic.all(cameras, frame -> {
            OptionalInt place = reservoir.next();
            if (place.isEmpty()) {
                return;
            }
            if (place.getAsInt() == drawn.size()) {
                drawn.add(FrameTopic.jpeg(frame));
                taken.accept(drawn.size());
            } else {
                drawn.set(place.getAsInt(), FrameTopic.jpeg(frame));
            }
        });
        return drawn;
    }

    private static List<byte[]> evenly(FrameTopic topic, int count, IntConsumer taken) {
        Map<TopicPartition, Long> next = new HashMap<>();
        List<byte[]> pictures = new ArrayList<>();
        long parts = Math.min(count, topic.size());
        for (long part = 0; part < parts; part++) {
            long index = part * topic.size() / parts;
            for (TopicPartition partition : topic.partitions()) {
                if (index < topic.size(partition)) {
                    long from = Math.max(topic.begin(partition) + index, next.getOrDefault(partition, 0L));
                    FrameTopic.Found found = topic.first(partition, from);
                    next.put(partition, found.next());
                    found.frame().map(FrameTopic::jpeg).ifPresent(pictures::add);
                    taken.accept(pictures.size());
                    break;
                }
                index -= topic.size(partition);
            }
        }
        return pictures;
    }
}
