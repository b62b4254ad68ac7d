package dev.hawkeye.site.settings;

import dev.hawkeye.schemas.LastWords;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.SettingsState;
import dev.hawkeye.schemas.SiteStatus;
import dev.hawkeye.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.KafkaException;

/**
 * The reports of each running service about its settings, on {@code site-status}. Owns a consumer until
 * {@link #close()}. Not thread-safe.
 */
public final class ServiceStates implements AutoCloseable {
    /** A service that is silent for longer counts as gone. */
    public static final Duration LONGEST_SILENCE = SettingsFollower.REPORT_INTERVAL.multipliedBy(3);

    private static final Duration STEP = Duration.ofMillis(300);

    private final LastWords<SiteStatus> words;

    private ServiceStates(LastWords<SiteStatus> words) {
        this.words = words;
    }

    /**
     * Reads the recent reports.
     *
     * @param kafka native properties, with {@code bootstrap.servers}
     * @throws KafkaException when Kafka does not answer
     */
    public static ServiceStates open(Map<String, Object> kafka, Topics topics, SchemaRegistry registry) {
        long from = System.currentTimeMillis() - LONGEST_SILENCE.multipliedBy(2).toMillis();
        return new ServiceStates(
                LastWords.open(kafka, topics.siteStatus(), registry, SiteStatus.class, OptionalLong.of(from)));
    }

    /** Waits at most {@code longest} for more. */
    public void poll(Duration longest) {
        words.poll(longest);
    }

    /**
     * The last report of each service that has not stopped and has reported recently, by the broker's clock or this
     * machine's, whichever is later.
     */
    public Collection<SiteStatus> ofRunning() {
        return words.byKey().values().stream()
                .filter(word -> words.age(word) <= LONGEST_SILENCE.toMillis())
                .map(LastWords.Word::value)
                .filter(status -> status.getState() != SettingsState.STOPPED)
                .toList();
    }

    /**
     * Waits until every running service has answered to a revision or a later one.
     *
     * @return the last report of each then, or after {@code longest}
     */
    public Collection<SiteStatus> awaitAnswers(long revision, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (!ofRunning().stream().allMatch(one -> one.getRevision() >= revision) && System.nanoTime() < end) {
            poll(STEP);
        }
        return ofRunning();
    }

    /** Whether a service refuses this revision. */
    public static boolean refuses(SiteStatus status, long revision) {
        return status.getRevision() == revision && status.getState() == SettingsState.REFUSED;
    }

    @Override
    public void close() {
        words.close();
    }
}
