package dev.hawkeye.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.detector.delivery.InstanceStates;
import dev.hawkeye.detector.delivery.ModelDesk;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.ModelState;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.TestTopic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models over the topic {@code models}, from the operator to the detector and back, on a real broker. */
@Timeout(180)
final class ModelDeliveryIT {
    private static final Topics TOPICS = new Topics("site1.");
    private static final Duration LONG = Duration.ofSeconds(60);

    private final SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://delivery-test"));
    private EmbeddedKafka kafka;
    private Path own;
    private Path vehicles;
    private Path animals;
    private DetectorService detector;
    private ModelDesk desk;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException, ExecutionException, InterruptedException {
        own = Files.write(directory.resolve("own.onnx"), BlockModel.dynamic());
        vehicles = model("vehicles.onnx", "car", "green");
        animals = model("animals.onnx", "dog", "green");
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(
                            TestTopic.of(TOPICS.frames(), 2),
                            TestTopic.of(TOPICS.detections(), 2),
                            TestTopic.of(TOPICS.framesDlq(), 2),
                            TestTopic.of(TOPICS.models(), 2),
                            TestTopic.of(TOPICS.modelStatus(), 2)))
                    .all()
                    .get();
        }
        desk = new ModelDesk(client(), TOPICS, registry);
        detector = detector("data");
    }

    @AfterEach
    void stop() {
        detector.close();
        kafka.close();
        registry.close();
    }

    @Test
    void aPublishedModelIsUsedAndARollbackReturnsToTheOneBefore() throws InterruptedException {
        // given
        assertThat(desk.active()).isEmpty();
        assertThat(detector.model().name()).isEqualTo("own.onnx");

        // when
        ModelDesk.Offer offer = new ModelDesk.Offer(
                "vehicles.onnx",
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ModelDesk.Original(animals, "original.onnx", 0.8)),
                "test");
        ActiveModel first = desk.publish(vehicles, offer, percent -> {});

        // then
        awaitModel("vehicles.onnx");
        awaitState(first.getRevision(), ModelState.IN_USE);

        // and when
        desk.publish(animals, new ModelDesk.Offer("pets.onnx", "test"), percent -> {});
        awaitModel("pets.onnx");
        ActiveModel back = desk.rollback("test");

        // then
        awaitModel("vehicles.onnx");
        assertThat(back.getRevision()).isEqualTo(3);
        assertThat(back.getPrevious().getName()).isEqualTo("pets.onnx");
        assertThat(back.getDrift()).isEqualTo(first.getDrift());
        assertThat(back.getPreviousDrift()).isNull();
        assertThat(desk.active()).contains(back);
    }

    @Test
    void aDetectorThatStartsLaterUsesWhatIsPublishedAndAfterARestartFromTheStart() throws InterruptedException {
        // given
        desk.publish(vehicles, new ModelDesk.Offer("vehicles.onnx", "test"), percent -> {});

        try (DetectorService late = detector("late")) {
            await().atMost(LONG).until(() -> late.model().name().equals("vehicles.onnx"));
        }

        // when it starts again, where Kafka has not been asked yet
        try (DetectorService restarted = unstarted("late")) {
            // then
            assertThat(restarted.model().name()).isEqualTo("vehicles.onnx");
        }
    }

    @Test
    void aModelThatFailsACheckIsRefusedWithTheReasonAndTheOneInUseStays() throws Exception {
        // given
        Path unfit = model("unfit.onnx", "car");
        Path text = Files.writeString(directory.resolve("text.onnx"), "no model at all");

        // when
        ActiveModel first = desk.publish(unfit, new ModelDesk.Offer("unfit.onnx", "test"), percent -> {});

        // then
        assertThat(awaitState(first.getRevision(), ModelState.REFUSED).getReason())
                .contains("the model has no class 'green', which camera choosy is to detect");

        // and when
        ActiveModel second = desk.publish(text, new ModelDesk.Offer("text.onnx", "test"), percent -> {});

        // then
        assertThat(awaitState(second.getRevision(), ModelState.REFUSED).getReason())
                .contains("text.onnx is not a usable ONNX model");
        assertThat(detector.model().name()).isEqualTo("own.onnx");

        // and when the next one is good
        desk.publish(vehicles, new ModelDesk.Offer("vehicles.onnx", "test"), percent -> {});

        // then
        awaitModel("vehicles.onnx");
    }

    @Test
    void whatIsNoRecordOfOursChangesNothing() throws Exception {
        // when
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPICS.models(), "active", "nonsense"))
                    .get();
        }
        desk.publish(vehicles, new ModelDesk.Offer("vehicles.onnx", "test"), percent -> {});

        // then
        awaitModel("vehicles.onnx");
    }

    @Test
    void fromTheFirstThatWasPublishedDetectorsReturnToTheirOwn() throws Exception {
        // given
        desk.publish(vehicles, new ModelDesk.Offer("vehicles.onnx", "test"), percent -> {});
        awaitModel("vehicles.onnx");

        // when
        desk.rollback("test");

        // then
        awaitModel("own.onnx");
        assertThatThrownBy(() -> desk.rollback("test"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("there is no model to return to");
    }

    @Test
    void twoWhoPublishAtOnceDeleteNothingOfEachOther() throws Exception {
        // given the pieces of one are on the topic, but no record names it yet
        boolean[] interrupted = new boolean[1];

        // when
        ActiveModel last = desk.publish(animals, new ModelDesk.Offer("animals.onnx", "test"), percent -> {
            if (percent == 100 && !interrupted[0]) {
                interrupted[0] = true;
                publishVehicles();
            }
        });

        // then
        assertThat(last.getRevision()).isEqualTo(2);
        assertThat(last.getPrevious().getName()).isEqualTo("vehicles.onnx");
        awaitModel("animals.onnx");
        awaitState(2, ModelState.IN_USE);
        desk.rollback("test");
        awaitModel("vehicles.onnx");
    }

    private void publishVehicles() {
        try {
            desk.publish(vehicles, new ModelDesk.Offer("vehicles.onnx", "test"), percent -> {});
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDetectorThatStopsIsNotWaitedForAnyMore() {
        // given
        awaitState(0, ModelState.IN_USE);

        // when
        detector.close();

        // then
        try (InstanceStates states = InstanceStates.open(client(), TOPICS, registry)) {
            await().atMost(LONG).until(() -> {
                states.poll(Duration.ofMillis(100));
                return states.ofRunning().isEmpty();
            });
        }
    }

    private void awaitModel(String name) {
        await().atMost(LONG).until(() -> detector.model().name().equals(name));
    }

    private ModelStatus awaitState(long revision, ModelState state) {
        try (InstanceStates states = InstanceStates.open(client(), TOPICS, registry)) {
            return await().atMost(LONG)
                    .until(
                            () -> {
                                states.poll(Duration.ofMillis(100));
                                return states.ofRunning().stream().findFirst().orElse(null);
                            },
                            status -> status != null && status.getRevision() == revision && status.getState() == state);
        }
    }

    private DetectorService detector(String data) {
        DetectorService made = unstarted(data);
        made.start();
        return made;
    }

    private DetectorService unstarted(String data) {
        Map<String, Object> properties = new HashMap<>(client());
        properties.put("state.dir", directory.resolve(data + "-state").toString());
        DetectorService made = new DetectorService(
                TestFrames.config(own, 1, Map.of()), properties, TOPICS, registry, new SimpleMeterRegistry());
        made.followModels(directory.resolve(data));
        return made;
    }

    private Path model(String name, String... classes) throws IOException {
        return Files.write(
                directory.resolve(name),
                BlockModel.builder().classes(List.of(classes)).build());
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }
}
