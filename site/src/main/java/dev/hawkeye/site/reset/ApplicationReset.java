package dev.hawkeye.site.reset;

import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Resets the progress and state of one application: first makes a plan, which changes nothing, then applies exactly
 * that plan.
 *
 * <p>Offsets are changed first: Kafka refuses to change those of a group that has members, so nothing is lost if an
 * instance has started since the plan was made. The next plan contains whatever was not done, so it completes an
 * interrupted reset.
 *
 * <p>Owns its client until {@link #close()}; waits at most 15 s for an answer. Not thread-safe. Every method throws a
 * {@link KafkaException} when Kafka cannot be reached or refuses.
 */
public final class ApplicationReset implements AutoCloseable {
    private static final int NAMED = 5;
    private static final int LOOKS = 60;
    private static final int LOOK_MILLIS = 250;

    private final StreamsApplication application;
    private final HawkeyeConfig config;
    private final String group;
    private final ResetAdmin admin;

    private ApplicationReset(StreamsApplication application, HawkeyeConfig config, ResetAdmin admin) {
        this.application = application;
        this.config = config;
        this.group = application.id(config);
        this.admin = admin;
    }

    /** @param kafka native properties of its client, including {@code bootstrap.servers} */
    public static ApplicationReset connect(
            StreamsApplication application, HawkeyeConfig config, Map<String, Object> kafka) {
        return new ApplicationReset(application, config, ResetAdmin.connect(kafka));
    }

    /** The id of the cluster that it changes. */
    public String clusterId() throws InterruptedException {
        return admin.clusterId();
    }

    /**
     * Plans a reset for {@link #apply}.
     *
     * @param start where the application reads from afterward: {@link OffsetSpec#earliest()} or
     *     {@link OffsetSpec#latest()}
     * @param patience how long to wait for members to leave, which they do at the latest when their session times out
     * @throws UserException when the application is running
     */
    public ResetPlan plan(OffsetSpec start, Duration patience) throws InterruptedException {
        refuseMembers(patience);
        Set<String> present = admin.topics();
        Map<TopicPartition, Long> committed = admin.committed(group);
        String source = application.source(config);
        Map<TopicPartition, Long> targets =
                present.contains(source) ? admin.offsets(source, start) : Map.<TopicPartition, Long>of();
        List<ResetPlan.Offset> offsets = Stream.concat(targets.keySet().stream(), committed.keySet().stream())
                .distinct()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                .map(partition -> new ResetPlan.Offset(partition, at(partition, committed), at(partition, targets)))
                .toList();
        List<String> topics = application.internalTopics(config).stream()
                .filter(present::contains)
                .toList();
        Path folder = application.folder(config);
        return new ResetPlan(group, offsets, topics, Files.isDirectory(folder) ? List.of(folder) : List.of());
    }

    private static OptionalLong at(TopicPartition partition, Map<TopicPartition, Long> offsets) {
        Long offset = offsets.get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    private void refuseMembers(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        List<String> members = admin.members(group);
        while (!members.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(LOOK_MILLIS);
            members = admin.members(group);
        }
        if (!members.isEmpty()) {
            throw running(members.size() + (members.size() == 1 ? " active member" : " active members") + " ("
                    + String.join(", ", members.subList(0, Math.min(NAMED, members.size())))
                    + (members.size() > NAMED ? " and others" : "") + ")");
        }
    }

    private UserException running(String members) {
        return new UserException("the " + application + " is running, its group " + group + " has " + members
                + ": stop every `" + application.command() + "` and `run` of this site, then try again; the members of"
                + " a process that was killed are gone when their session times out, after 10 s by default");
    }

    /**
     * Applies a plan.
     *
     * @throws UserException when the application has been started meanwhile, or a folder cannot be removed
     */
    public void apply(ResetPlan plan) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        Set<TopicPartition> forgotten = new HashSet<>();
        for (ResetPlan.Offset offset : plan.offsets()) {
            offset.then()
                    .ifPresentOrElse(
                            then -> moved.put(offset.partition(), new OffsetAndMetadata(then)),
                            () -> forgotten.add(offset.partition()));
        }
        if (!admin.move(group, moved) || !admin.forget(group, forgotten)) {
            throw running("new members");
        }
        admin.delete(plan.topics());
        for (int look = 0; look < LOOKS && admin.topics().stream().anyMatch(plan.topics()::contains); look++) {
            Thread.sleep(LOOK_MILLIS);
        }
        plan.folders().forEach(ApplicationReset::remove);
    }

    private static void remove(Path folder) {
        try {
            TemporaryDirectory.delete(folder);
        } catch (IOException e) {
            throw new UserException(
                    folder + " cannot be removed (" + e.getClass().getSimpleName() + " at " + e.getMessage()
                            + "): everything else is done; remove it before the next start",
                    e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
