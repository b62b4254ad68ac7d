package dev.hawkeye.aggregator.output;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.streams.RefusedSizes;
import java.util.function.IntPredicate;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** How results are written. All processors of a topology share one; thread-safe. */
public final class Results {
    private final AggregatorConfig config;
    private final Topics topics;
    private final Serializer<Keyframe> keyframes;
    private final Serializer<Keyframe> cloudKeyframes;
    private final RefusedSizes refused;

    /** @param cloudKeyframes serializes the keyframes that leave the site, whose schema has another id there */
    public Results(
            AggregatorConfig config,
            Topics topics,
            Serializer<Keyframe> keyframes,
            Serializer<Keyframe> cloudKeyframes,
            RefusedSizes refused) {
        this.config = config;
        this.topics = topics;
        this.keyframes = keyframes;
        this.cloudKeyframes = cloudKeyframes;
        this.refused = refused;
    }

    /** The outputs of one processor. */
    public Outputs outputs(ProcessorContext<Object, Object> context) {
        return new Outputs(context, config, topics, keyframes, cloudKeyframes, refused);
    }

    /** Whether a store's changelog accepts a record of that many bytes, as far as is known. */
    public IntPredicate fittingChangelog(String store) {
        String changelog = config.changelog(store);
        return bytes -> refused.fits(changelog, bytes);
    }

    /** The topic of records that cannot be counted. */
    public String deadLetterTopic() {
        return topics.detectionsDlq();
    }
}
