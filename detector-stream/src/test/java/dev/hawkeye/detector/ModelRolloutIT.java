package dev.hawkeye.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.detector.delivery.ModelDesk;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.ModelState;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.Rollout;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.BlockPictures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two detectors that share cameras, and a model that is tried by both, on a real broker. */
@Timeout(180)
@Tag("thorough")
final class ModelRolloutIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final byte[] RED = TestFrames.oneRedBlock("any", 0).getJpeg().array();
    private static final byte[] GRAY = BlockPictures.plain(1280, 720, 100);
    private static final byte[] WHITE = BlockPictures.plain(1280, 720, 255);
    private static final String CANARY = "camera-1";

    @TempDir
    Path directory;

    private RolloutSite site;
    private DetectorService first;
    private DetectorService second;

    @BeforeEach
    void start() throws Exception {
        site = new RolloutSite(directory);
        first = site.start("first");
        second = site.start("second");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void aGoodModelPassesEveryStageAndNoFrameIsLostOrFailedOrByTheWrongModel() throws Exception {
        // given
        site.show(RED);
        site.awaitMore(50);
        Path next = site.model("next.onnx", BlockModel.builder());

        // when
        ActiveModel active = publish(next, 10_000, 10_000, 3_000);

        // then
        awaitAll(active, ModelState.SHADOW);
        awaitAll(active, ModelState.CANARY);
        assertThat(site.running()).allSatisfy(status -> {
            assertThat(status.getModel()).isEqualTo("own.onnx");
            assertThat(status.getTrial().getAgreement()).isEqualTo(1);
            assertThat(status.getTrial().getUntil()).isNotNull();
        });
        awaitAll(active, ModelState.IN_USE);
        await().atMost(LONG).until(() -> site.running().stream().allMatch(status -> status.getTrial() == null));
        List<Detection> detections = site.end();
        for (int camera = 0; camera < RolloutSite.CAMERAS; camera++) {
            List<Detection> ofCamera = of("camera-" + camera, detections);
            assertThat(ofCamera)
                    .extracting(Detection::getSequence)
                    .containsExactlyElementsOf(
                            LongStream.range(0, ofCamera.size()).boxed().toList());
            assertThat(ofCamera).extracting(Detection::getFate).containsOnly(Fate.DETECTED);
            assertThat(withoutRepeats(ofCamera)).containsExactly("own.onnx", "next.onnx");
        }
        long all = byNext("camera-0", detections);
        assertThat(byNext(CANARY, detections)).isGreaterThan(all);
    }

    @Test
    void aModelThatFindsNothingInTheShadowIsRefusedByAllAndByOneThatStartsLater() throws Exception {
        // given no picture on which it could be tried before
        site.show(GRAY);
        site.awaitMore(50);
        ActiveModel active =
                publish(site.model("blind.onnx", BlockModel.builder().blind()), 60_000, 0, 60_000);
        awaitAll(active, ModelState.SHADOW);

        // when
        site.show(RED);

        // then
        awaitAll(active, ModelState.REFUSED);
        assertThat(site.desk().standing().orElseThrow().refusal())
                .hasValueSatisfying(why -> assertThat(why).startsWith("it finds no object on "));
        DetectorService third = site.start("third");
        await().atMost(LONG)
                .until(() -> site.running().stream()
                                .filter(status -> status.getState() == ModelState.REFUSED)
                                .count()
                        == 3);
        assertThat(third.model().name()).isEqualTo("own.onnx");
        assertThat(site.end()).extracting(Detection::getModel).containsOnly("own.onnx");
        assertThatThrownBy(() -> site.desk().rollback("test"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("blind.onnx is not in use, but the one before it");
    }

    @Test
    void aModelThatFailsOnFramesAfterItWasPutInUseIsReturnedByAll() throws Exception {
        // given
        site.show(RED);
        site.awaitMore(50);
        ActiveModel active =
                publish(site.model("spoiled.onnx", BlockModel.builder().spoilable()), 0, 0, 120_000);
        awaitAll(active, ModelState.IN_USE);
        assertThat(first.model().name()).isEqualTo("spoiled.onnx");

        // when
        site.show(WHITE);

        // then
        awaitAll(active, ModelState.REFUSED);
        assertThat(first.model().name()).isEqualTo("own.onnx");
        assertThat(second.model().name()).isEqualTo("own.onnx");
        assertThat(site.running())
                .extracting(ModelStatus::getReason)
                .allSatisfy(why -> assertThat(why).contains(" frames FAILED with it, and 0 with own.onnx"));
    }

    @Test
    void aModelThatNobodyCouldJudgeIsNotPutInUse() throws Exception {
        // when nothing is to be seen
        ActiveModel active = publish(site.model("next.onnx", BlockModel.builder()), 1_000, 0, 60_000);

        // then
        awaitAll(active, ModelState.REFUSED);
        assertThat(site.running())
                .extracting(ModelStatus::getReason)
                .allSatisfy(why -> assertThat(why).contains("it could not be judged: 0 frames with 0 objects"));
    }

    @Test
    void aRollbackEndsTheTrialAndTheNextModelReplacesTheOneThatWasInUse() throws Exception {
        // given
        site.show(RED);
        site.awaitMore(50);
        ActiveModel active = publish(site.model("next.onnx", BlockModel.builder()), 60_000, 0, 60_000);
        awaitAll(active, ModelState.SHADOW);

        // when
        ActiveModel ended = site.desk().rollback("test");

        // then
        assertThat(ended.getRollout().getWithdrawn()).isTrue();
        awaitAll(ended, ModelState.IN_USE);
        assertThat(first.model().name()).isEqualTo("own.onnx");

        // and when
        ActiveModel third = publish(site.model("third.onnx", BlockModel.builder()), 0, 0, 60_000);

        // then
        awaitAll(third, ModelState.IN_USE);
        assertThat(first.model().name()).isEqualTo("third.onnx");
        assertThat(third.getPrevious()).isNull();
    }

    private ActiveModel publish(Path file, long shadow, long canary, long watch) throws InterruptedException {
        Rollout rollout = new Rollout(shadow, canary, List.of(CANARY), watch, 1.0, 0.5, 100.0, false, false);
        return site.desk()
                .publish(
                        file,
                        new ModelDesk.Offer(
                                file.getFileName().toString(),
                                Optional.of(rollout),
                                Optional.empty(),
                                Optional.empty(),
                                "test"),
                        percent -> {});
    }

    private void awaitAll(ActiveModel active, ModelState state) {
        await().atMost(LONG)
                .until(
                        site::running,
                        all -> all.size() == 2
                                && all.stream()
                                        .allMatch(status -> status.getRevision() == active.getRevision()
                                                && status.getState() == state));
    }

    private static List<Detection> of(String camera, List<Detection> detections) {
        return detections.stream()
                .filter(detection -> detection.getCamera().equals(camera))
                .toList();
    }

    private static long byNext(String camera, List<Detection> detections) {
        return of(camera, detections).stream()
                .filter(detection -> detection.getModel().equals("next.onnx"))
                .count();
    }

    private static List<String> withoutRepeats(List<Detection> detections) {
        List<String> models = new ArrayList<>();
        for (Detection detection : detections) {
            if (models.isEmpty() || !models.get(models.size() - 1).equals(detection.getModel())) {
                models.add(detection.getModel());
            }
        }
        return models;
    }
}
