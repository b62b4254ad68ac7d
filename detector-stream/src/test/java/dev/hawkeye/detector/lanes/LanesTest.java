package dev.hawkeye.detector.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.detector.TestFrames;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Color;
import dev.hawkeye.testing.CapturedLog;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.ClassScores;
import dev.hawkeye.vision.detection.DetectionLimits;
import dev.hawkeye.vision.model.ModelInfo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.processor.api.Record;
import org.awaitility.Awaitility;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Inferences that fail, inferences that have no end, and models that change meanwhile. */
@Timeout(60)
final class LanesTest {
    private static final byte[] GOOD =
            TestFrames.oneRedBlock("gate", 0).getJpeg().array();
    private static final byte[] FAILING = BlockPictures.plain(1280, 720, 255);
    private static final byte[] ENDLESS = BlockPictures.plain(1280, 720, 215);
    private static final byte[] STUCK = BlockPictures.plain(1280, 720, 100);
    private static final byte[] TOO_LARGE = BlockPictures.plain(1280, 720, 50);

    /** Too little for a lane. */
    private static final long LITTLE = 64 << 10;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final CountDownLatch returns = new CountDownLatch(1);
    private final Queue<Outcome> heard = new ConcurrentLinkedQueue<>();
    private final AtomicReference<DetectionLimits> limits =
            new AtomicReference<>(new DetectionLimits(0.25f, 0.7f, 300, true, 50_000_000));
    private ModelInfo first;
    private Lanes lanes;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        LaneModel model = model("blocks.onnx", BlockModel.builder().spoilable());
        first = model.model().info();
        LaneSettings settings = new LaneSettings(1, 4, limits::get, Duration.ofMillis(500), 64 << 20);
        lanes = new Lanes(
                model,
                this::detect,
                settings,
                new Shedding(Duration.ofSeconds(2)),
                Clock.systemUTC(),
                metrics,
                (camera, jpeg, outcome, by) -> heard.add(outcome));
    }

    /**
     * As a lane does, but a picture that is {@link #STUCK} returns only when the test says so, whatever cancels it, and
     * there is no memory for one that is {@link #TOO_LARGE}.
     */
    private List<Outcome> detect(Lane lane, List<ByteBuffer> jpegs, List<ClassScores> wanted) {
        if (jpegs.contains(ByteBuffer.wrap(STUCK))) {
            boolean interrupted = false;
            while (returns.getCount() > 0) {
                try {
                    returns.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (jpegs.contains(ByteBuffer.wrap(TOO_LARGE))) {
            throw new OutOfMemoryError("no memory for a picture");
        }
        return lane.detect(jpegs, wanted);
    }

    private LaneModel model(String name, BlockModel builder) throws IOException {
        Path file = Files.write(directory.resolve(name), builder.build());
        Model model = Model.load(file, 1);
        return new LaneModel(model, ByCamera.all(ClassScores.of(model.info().classNames(), List.of(), Map.of())));
    }

    @AfterEach
    void stop() {
        lanes.close();
        assertThat(lanes.ended())
                .as("every lane has come back, and every model is freed")
                .isTrue();
    }

    @Test
    void anInferenceThatFailsFailsItsFrameAndNoneOfThoseThatSharedIt() throws InterruptedException {
        // when
        List<FrameResult> results = analyze(GOOD, FAILING, GOOD, GOOD);

        // then
        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        FrameResult.Analyzed.class,
                        failed -> assertThat(failed.outcome()).isInstanceOf(Outcome.Failed.class));
        assertDetected(results.get(0), results.get(2), results.get(3));
        assertThat(lanes.alive()).isTrue();
    }

    @Test
    void anInferenceThatNeverEndsFailsItsFrameAndNoneOfThoseThatSharedIt() throws InterruptedException {
        // when
        List<FrameResult> results = analyze(GOOD, ENDLESS, GOOD, GOOD);

        // then
        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        FrameResult.Analyzed.class,
                        failed -> assertThat(failed.outcome())
                                .isEqualTo(new Outcome.Failed("no result within lane-timeout (0.5 s)")));
        assertDetected(results.get(0), results.get(2), results.get(3));
        assertThat(metrics.counter("hawkeye.detector.lanes.replaced").count()).isBetween(1.0, 2.0);
        assertThat(lanes.alive()).isTrue();
    }

    @Test
    void aFrameForWhichThereIsNoMemoryFailsAndItsLaneGoesOn() throws InterruptedException {
        // when
        List<FrameResult> results = analyze(TOO_LARGE);

        // then
        assertThat(results.get(0))
                .isInstanceOfSatisfying(
                        FrameResult.Analyzed.class,
                        failed -> assertThat(failed.outcome())
                                .isEqualTo(new Outcome.Failed("inference failed: no memory for a picture")));
        assertDetected(analyze(GOOD).get(0));
        assertThat(metrics.counter("hawkeye.detector.lanes.replaced").count()).isZero();
        assertThat(lanes.alive()).isTrue();
    }

    @Test
    void aLaneThatHangsIsReplacedAsSoonAsThereIsMemoryForAnother() throws InterruptedException {
        // given
        List<FrameTask> hanging = submit(STUCK);
        awaitBusy();
        System.gc();
        try (CapturedLog log = CapturedLog.of(Lanes.class);
                BytePointer all = new BytePointer(Pointer.maxBytes() - Pointer.totalBytes() - LITTLE)) {
            // when
            await(hanging);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(log.lines())
                            .anyMatch(line -> line.startsWith("A lane cannot be replaced yet, retrying: ")));
            assertThat(all.isNull()).isFalse();
        }

        // then
        assertDetected(analyze(GOOD).get(0));
        assertThat(lanes.alive()).isTrue();

        // and when it returns
        returns.countDown();
        lanes.close();

        // then
        Awaitility.await().until(lanes::ended);
    }

    @Test
    void closingEndsAnInferenceThatNeverEnds() {
        // when
        submit(ENDLESS);

        // then stop() finds that every lane has come back
        assertThat(lanes.alive()).isTrue();
    }

    @Test
    void afterAChangeFramesAreAnalyzedByTheOtherModelWithItsOwnClasses() throws Exception {
        // given
        LaneModel other = model("cars.onnx", BlockModel.builder().classes(List.of("car", "bus")));

        // when
        List<FrameResult> before = analyze(GOOD, GOOD);
        lanes.change(other);
        List<FrameResult> after = analyze(GOOD, GOOD);

        // then
        assertDetected(before.get(0), before.get(1), after.get(0), after.get(1));
        assertThat(before).extracting(LanesTest::model).containsOnly(first);
        assertThat(after)
                .extracting(LanesTest::model)
                .containsOnly(other.model().info());
        assertThat(lanes.model()).isEqualTo(other.model().info());
    }

    @Test
    void otherClassesAreDetectedFromTheNextBatchOn() throws Exception {
        // given
        byte[] redAndGreen = BlockPictures.jpeg(
                320, 320, List.of(BlockPictures.cell(Color.RED, 1, 1), BlockPictures.cell(Color.GREEN, 6, 6)));
        assertThat(classes(analyze(redAndGreen).get(0))).containsOnly("red", "green");

        // when
        lanes.want(model -> ByCamera.all(ClassScores.of(model.classNames(), List.of("green"), Map.of())));

        // then
        assertThat(classes(analyze(redAndGreen).get(0))).containsOnly("green");
    }

    @Test
    void theModelThatTheOneInUseIsMeasuredByTakesOverTheClassesToo() throws Exception {
        // given
        LaneModel original = model("original.onnx", BlockModel.builder());
        ByteBuffer red = ByteBuffer.wrap(GOOD);
        Lanes.Spares spares = lanes.sparesWith(original);
        try (SpareLane before = spares.before();
                SpareLane inUse = spares.other()) {
            // when
            lanes.want(model -> ByCamera.all(ClassScores.of(model.classNames(), List.of("green"), Map.of())));

            // then
            assertThat(((Outcome.Detected) before.detect("gate", red)).boxes()).isEmpty();
            assertThat(((Outcome.Detected) inUse.detect("gate", red)).boxes()).isEmpty();
        }
    }

    @Test
    void otherLimitsHoldFromTheNextBatchOn() throws Exception {
        // given
        byte[] two = BlockPictures.jpeg(
                320, 320, List.of(BlockPictures.cell(Color.RED, 1, 1), BlockPictures.cell(Color.GREEN, 6, 6)));
        assertThat(classes(analyze(two).get(0))).hasSizeGreaterThan(1);

        // when
        limits.set(new DetectionLimits(0.25f, 0.7f, 1, true, 50_000_000));

        // then
        assertThat(classes(analyze(two).get(0))).hasSize(1);

        // when
        limits.set(new DetectionLimits(1, 0.7f, 300, true, 50_000_000));

        // then
        assertThat(classes(analyze(two).get(0))).isEmpty();
    }

    @Test
    void aChangeFreesTheModelThatWasInUse() throws Exception {
        // given
        LaneModel other = model("other.onnx", BlockModel.builder().spoilable());
        LaneModel third = model("third.onnx", BlockModel.builder().spoilable());
        lanes.change(other);
        assertThat(lanes.awaitFormer(Duration.ofSeconds(30))).isTrue();

        // when
        lanes.change(third);

        // then
        assertThat(lanes.awaitFormer(Duration.ofSeconds(30))).isTrue();
        assertClosed(other.model());
        assertDetected(analyze(GOOD).get(0));
    }

    @Test
    void aFrameUnderWayIsFinishedByTheModelThatHasItAndThoseThatWaitByTheNext() throws Exception {
        // given
        LaneModel other = model("other.onnx", BlockModel.builder().spoilable());
        List<FrameTask> underWay = submit(STUCK);
        awaitBusy();
        List<FrameTask> waiting = submit(GOOD, GOOD);

        // when
        lanes.change(other);

        // then
        assertThat(await(waiting))
                .extracting(LanesTest::model)
                .containsOnly(other.model().info());
        returns.countDown();
        assertThat(await(underWay)).extracting(LanesTest::model).containsOnly(first);
        assertThat(lanes.awaitFormer(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void aModelIsNotFreedWhileAnInferenceHangsAndThereIsNoOtherChangeUntilItReturns() throws Exception {
        // given
        LaneModel other = model("other.onnx", BlockModel.builder().spoilable());
        LaneModel third = model("third.onnx", BlockModel.builder().spoilable());
        List<FrameTask> hanging = submit(STUCK);
        awaitBusy();

        // when
        lanes.change(other);

        // then
        FrameResult.Analyzed failed = (FrameResult.Analyzed) await(hanging).get(0);
        assertThat(failed.outcome()).isEqualTo(new Outcome.Failed("no result within lane-timeout (0.5 s)"));
        assertThat(failed.model()).isEqualTo(first);
        assertDetected(analyze(GOOD).get(0));
        assertThat(lanes.awaitFormer(Duration.ZERO)).isFalse();
        assertThatThrownBy(() -> lanes.change(third))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("an inference of model blocks.onnx has not returned");
        assertThat(lanes.model()).isEqualTo(other.model().info());

        // and when it returns
        returns.countDown();

        // then
        assertThat(lanes.awaitFormer(Duration.ofSeconds(30))).isTrue();
        lanes.change(third);
        assertThat(analyze(GOOD))
                .extracting(LanesTest::model)
                .containsOnly(third.model().info());
    }

    @Test
    void aModelBesideTheOneInUseGetsNoFrameUntilItHasSomeCamerasAndThenAll() throws Exception {
        // given
        LaneModel other = model("other.onnx", BlockModel.builder().spoilable());
        ModelInfo second = other.model().info();
        lanes.beside(other);
        assertThat(analyze(GOOD, GOOD)).extracting(LanesTest::model).containsOnly(first);
        Lanes.Spares spares = lanes.spares();
        assertThat(spares.other().detect("gate", ByteBuffer.wrap(GOOD))).isInstanceOf(Outcome.Detected.class);

        // when
        lanes.canary(Set.of("yard"));

        // then
        assertThat(await(submit("gate", GOOD, GOOD)))
                .extracting(LanesTest::model)
                .containsOnly(first);
        assertThat(await(submit("yard", GOOD, GOOD)))
                .extracting(LanesTest::model)
                .containsOnly(second);

        // and when
        lanes.swap();

        // then
        assertThat(await(submit("gate", GOOD, GOOD)))
                .extracting(LanesTest::model)
                .containsOnly(second);
        assertThat(lanes.other()).contains(first);

        // and when it returns
        lanes.swap();
        lanes.alone();
        spares.before().close();

        // then it is freed as soon as nothing uses it
        assertThat(lanes.awaitFormer(Duration.ZERO)).isFalse();
        spares.other().close();
        assertThat(lanes.awaitFormer(Duration.ofSeconds(30))).isTrue();
        assertClosed(other.model());
        assertThat(analyze(GOOD)).extracting(LanesTest::model).containsOnly(first);
    }

    @Test
    void aCanaryThatIsGivenUpIsFreedAndItsCamerasAreAnalyzedByTheModelInUse() throws Exception {
        // given
        LaneModel other = model("other.onnx", BlockModel.builder().spoilable());
        lanes.beside(other);
        lanes.canary(Set.of("gate"));
        assertThat(analyze(GOOD))
                .extracting(LanesTest::model)
                .containsOnly(other.model().info());
        LaneModel third = model("third.onnx", BlockModel.builder());
        assertThatThrownBy(() -> lanes.change(third))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("model other.onnx is being tried");
        third.model().close();

        // when
        lanes.alone();

        // then
        assertThat(lanes.awaitFormer(Duration.ofSeconds(30))).isTrue();
        assertClosed(other.model());
        assertThat(analyze(GOOD)).extracting(LanesTest::model).containsOnly(first);
    }

    @Test
    void whatWasAnalyzedIsHeardOfAfterwardsAlsoWhenItFailedForHavingNoEnd() throws Exception {
        // when
        analyze(GOOD, FAILING, ENDLESS);

        // then
        Awaitility.await()
                .untilAsserted(() -> assertThat(heard)
                        .extracting(Object::getClass)
                        .containsExactlyInAnyOrder(Outcome.Detected.class, Outcome.Failed.class, Outcome.Failed.class));
    }

    @Test
    void aModelThatDoesNotFitTheBatchStaysWithTheCaller() throws Exception {
        // given
        LaneModel huge = model("huge.onnx", BlockModel.builder().metadata("imgsz", "[16384, 16384]"));

        // when
        assertThatThrownBy(() -> lanes.change(huge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batch must be at most 0 with model huge.onnx");

        // then
        huge.model().close();
        assertThat(analyze(GOOD)).extracting(LanesTest::model).containsOnly(first);
    }

    private void awaitBusy() {
        while (metrics.get("hawkeye.detector.lanes.busy").gauge().value() == 0) {
            Thread.onSpinWait();
        }
    }

    private static void assertClosed(Model model) {
        assertThatThrownBy(() -> model.newLane(new DetectionLimits(0.25f, 0.7f, 300, true, 50_000_000), 1))
                .hasMessageContaining("is closed");
    }

    private static ModelInfo model(FrameResult result) {
        return ((FrameResult.Analyzed) result).model();
    }

    private static List<String> classes(FrameResult result) {
        FrameResult.Analyzed analyzed = (FrameResult.Analyzed) result;
        return ((Outcome.Detected) analyzed.outcome())
                .objects(analyzed.model().classNames(), (id, name, confidence, x1, y1, x2, y2) -> name);
    }

    private static void assertDetected(FrameResult... results) {
        assertThat(results)
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                FrameResult.Analyzed.class,
                                analysed -> assertThat(analysed.outcome()).isInstanceOf(Outcome.Detected.class)));
    }

    private List<FrameResult> analyze(byte[]... jpegs) throws InterruptedException {
        return await(submit(jpegs));
    }

    private static List<FrameResult> await(List<FrameTask> tasks) throws InterruptedException {
        List<FrameResult> results = new ArrayList<>();
        for (FrameTask task : tasks) {
            while (task.result() == null) {
                task.await(1_000);
            }
            results.add(task.result());
        }
        return results;
    }

    private List<FrameTask> submit(byte[]... jpegs) {
        return submit("gate", jpegs);
    }

    private List<FrameTask> submit(String camera, byte[]... jpegs) {
        LaneQueues.Queue queue = lanes.newQueue();
        List<FrameTask> tasks = new ArrayList<>();
        for (int i = 0; i < jpegs.length; i++) {
            Frame frame = TestFrames.frame(camera, i, jpegs[i]).build();
            tasks.add(new FrameTask(new Record<>(null, null, 0), i, frame));
        }
        tasks.forEach(queue::submit);
        return tasks;
    }
}
