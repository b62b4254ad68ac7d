package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.site.Closing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResetCommandIT {
    private static final String APPLICATION = "north-aggregator";
    private static final String CAMERAS = "north-aggregator-cameras-changelog";
    private static final String HISTORY = "north-aggregator-history-changelog";
    /** Of another site, whose application id begins like this one's. */
    private static final String FOREIGN = "north-aggregator-2-cameras-changelog";

    private static final TopicPartition FIRST = new TopicPartition("north.detections", 0);
    private static final TopicPartition SECOND = new TopicPartition("north.detections", 1);
    private static final TopicPartition FORMER = new TopicPartition("detections", 0);

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private Admin admin;
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        folder = directory.resolve("data/streams/" + APPLICATION);
    }

    @AfterEach
    void stop() {
        Closing.inOrder(admin, kafka);
    }

    @Test
    void saysWhatItWillDoAndDoesNothingUntilItIsConfirmed() throws Exception {
        anApplicationThatHasWorked();

        CommandLineRun run = reset("aggregator");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .containsExactly("hawkeye: nothing was changed: add --yes, or run this in a terminal, where it asks");
        assertThat(String.join("\n", run.out().subList(1, run.out().size()))).isEqualTo("""
                Offsets of group north-aggregator:
                  topic             partition   now  then
                  detections                0     0  none
                  north.detections          0     4     0
                  north.detections          1  none     0
                Topics to delete:
                  north-aggregator-cameras-changelog
                  north-aggregator-history-changelog
                Folders to remove:
                  %s
                Consequences:
                  Up to 4 detections are counted again: their windows, events, tracks and keyframes appear again on \
                north.counts, north.events and so on.
                  Events whose frames are no longer on north.frames have no keyframe.
                  Open windows, tracks and events end without a final record; objects are numbered from 1 again.
                  GET /history has only what is counted from now on: older windows are gone.
                """.formatted(folder));
        assertThat(committed()).hasSize(2).containsEntry(FIRST, 4L);
        assertThat(admin.listTopics().names().get()).contains(CAMERAS, HISTORY);
        assertThat(folder).isDirectory();
    }

    @Test
    void onceConfirmedItForgetsWhatIsItsOwnAndNothingElse() throws Exception {
        anApplicationThatHasWorked();

        CommandLineRun run = reset("aggregator", "--yes");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).last().isEqualTo("The aggregator starts over at its next start.");
        assertThat(committed()).containsOnly(Map.entry(FIRST, 0L), Map.entry(SECOND, 0L));
        assertThat(admin.listTopics().names().get())
                .doesNotContain(CAMERAS, HISTORY)
                .contains(FOREIGN, "north.detections", "detections");
        assertThat(folder).doesNotExist();
        assertThat(folder.getParent()).isDirectory();
    }

    @Test
    void canGoOnWithWhatComesFromNowOn() throws Exception {
        anApplicationThatHasWorked();

        CommandLineRun run = reset("aggregator", "--to-latest", "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("  Up to 2 detections are never counted.");
        assertThat(committed()).containsOnly(Map.entry(FIRST, 6L), Map.entry(SECOND, 0L));
    }

    @Test
    void refusesWhileTheApplicationIsRunning() throws Exception {
        anApplicationThatHasWorked();
        try (KafkaConsumer<String, String> member = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", APPLICATION, "client.id", "pod-7"),
                new StringDeserializer(),
                new StringDeserializer())) {
            member.subscribe(List.of("north.detections"));
            while (member.assignment().isEmpty()) {
                member.poll(Duration.ofMillis(100));
            }

            CommandLineRun run = reset("aggregator", "--yes");

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .singleElement()
                    .asString()
                    .startsWith("hawkeye: the aggregator is running, its group north-aggregator has 1 active member"
                            + " (pod-7 at /127.0.0.1): stop every `aggregate` and `run` of this site");
        }
        assertThat(admin.listTopics().names().get()).contains(CAMERAS, HISTORY);
    }

    @Test
    void hasNothingToDoWhereNothingWasEverDone() throws Exception {
        CommandLineRun run = reset("detector", "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .last()
                .asString()
                .startsWith("Nothing to do: the detector with application id hawkeye-detector has no offsets");
    }

    @Test
    void startAndEndExcludeEachOther() throws Exception {
        CommandLineRun run = reset("detector", "--to-latest", "--to-earliest", "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("--to-earliest", "--to-latest");
    }

    @Test
    void namesTheWayToAStoppedRunWhereKafkaCannotBeReached() throws Exception {
        Files.createDirectories(directory.resolve("data/kafka"));
        String config = config("127.0.0.1:" + LocalHttp.free().port());

        CommandLineRun run = CommandLineRun.of("reset", "detector", "--config", config);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .singleElement()
                .asString()
                .contains("cannot be reached")
                .endsWith("; if the site is a stopped `run`, add --embedded");
    }

    @Test
    void saysThatThereIsNoStoppedRun() throws Exception {
        CommandLineRun run = reset("detector", "--embedded");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .containsExactly("hawkeye: data-directory " + directory.resolve("data")
                        + " has no Kafka of a `run`: name the one that it used, or drop --embedded");
    }

    private void anApplicationThatHasWorked() throws Exception {
        admin.createTopics(List.of(
                        new NewTopic("north.detections", 2, (short) 1),
                        new NewTopic("detections", 1, (short) 1),
                        new NewTopic(CAMERAS, 2, (short) 1),
                        new NewTopic(HISTORY, 2, (short) 1),
                        new NewTopic(FOREIGN, 2, (short) 1)))
                .all()
                .get();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < 6; i++) {
                producer.send(new ProducerRecord<>("north.detections", 0, "gate", "detection"))
                        .get();
            }
        }
        admin.alterConsumerGroupOffsets(
                        APPLICATION, Map.of(FIRST, new OffsetAndMetadata(4), FORMER, new OffsetAndMetadata(0)))
                .all()
                .get();
        Files.createDirectories(folder.resolve("0_0"));
        Files.writeString(folder.resolve("0_0/.checkpoint"), "0\n");
    }

    private Map<TopicPartition, Long> committed() throws Exception {
        return admin.listConsumerGroupOffsets(APPLICATION).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private CommandLineRun reset(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("reset"));
        words.addAll(List.of(arguments));
        words.addAll(List.of("--config", config(kafka.bootstrapServers())));
        return CommandLineRun.of(words.toArray(String[]::new));
    }

    private String config(String servers) throws Exception {
        return Files.writeString(
                        directory.resolve("site.yaml"), """
                        kafka: {bootstrap.servers: '%s'}
                        topics: {prefix: north.}
                        aggregator: {application-id: %s}
                        data-directory: %s
                        """.formatted(servers, APPLICATION, directory.resolve("data")))
                .toString();
    }
}
