package dev.hawkeye.detector.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.detector.trial.TrialFigures;
import dev.hawkeye.detector.trial.TrialTerms;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.DriftBound;
import dev.hawkeye.schemas.ModelState;
import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.schemas.Rollout;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Stages follow each other by time, and anything that speaks against a model ends them. */
final class ModelTransitionTest {
    private static final PublishedModel OLD = model("old.onnx");
    private static final PublishedModel NEW = model("new.onnx");
    private static final long MINUTE = 60_000;

    private final Bay bay = new Bay();
    private final Source source = new Source();
    private final Site site = new Site();
    private final ModelTransition transition = new ModelTransition(bay, source, site, () -> false);

    @Test
    void aModelIsComparedThenHasSomeCamerasThenAllAndAfterTheWatchTheOldOneIsFreed() {
        // given
        transition.follow(rollout(10, 60, 10), 0);

        // when, then
        transition.step(1);
        assertThat(bay.log).containsExactly("try new.onnx beside old.onnx");
        assertThat(transition.state()).isEqualTo(ModelState.SHADOW);
        assertThat(transition.until()).contains(Instant.ofEpochMilli(10 * MINUTE));

        transition.step(10 * MINUTE);
        assertThat(bay.log).last().isEqualTo("canary [gate]");
        assertThat(transition.state()).isEqualTo(ModelState.CANARY);
        assertThat(source.used).isEqualTo("old.onnx");

        transition.step(70 * MINUTE);
        assertThat(bay.log).last().isEqualTo("promote");
        assertThat(transition.state()).isEqualTo(ModelState.IN_USE);
        assertThat(source.used).isEqualTo("new.onnx");
        assertThat(transition.tried()).contains(NEW);

        transition.step(80 * MINUTE);
        assertThat(bay.log).last().isEqualTo("settle");
        assertThat(transition.tried()).isEmpty();
        assertThat(site.said).isEmpty();
    }

    @Test
    void withoutStagesItIsInUseAtOnceAndWatched() {
        transition.follow(rollout(0, 0, 10), 0);
        transition.step(1);

        assertThat(bay.log).containsExactly("try new.onnx beside old.onnx", "promote");
        assertThat(transition.state()).isEqualTo(ModelState.IN_USE);
    }

    @Test
    void withoutARolloutItIsUsedUntried() {
        transition.follow(new ActiveModel(NEW, OLD, 7L, "test", Instant.EPOCH, null, null, null), 0);
        transition.step(1);

        assertThat(bay.log).containsExactly("use new.onnx");
    }

    @Test
    void whatSpeaksAgainstItInTheShadowIsSaidToAllAndItNeverGetsAFrame() {
        // given
        transition.follow(rollout(10, 0, 10), 0);
        transition.step(1);

        // when
        bay.refusal = "it finds nothing";
        transition.step(2);

        // then
        assertThat(bay.log).containsExactly("try new.onnx beside old.onnx", "withdraw");
        assertThat(site.said).containsExactly("it finds nothing");
        assertThat(transition.state()).isEqualTo(ModelState.REFUSED);
        assertThat(transition.reason()).isEqualTo("it finds nothing");

        // and when its time comes
        bay.refusal = null;
        transition.step(60 * MINUTE);

        // then
        assertThat(bay.log).last().isEqualTo("withdraw");
    }

    @Test
    void whatAnotherDetectorSaysInTheWatchReturnsThisOneToTheModelBefore() {
        // given
        transition.follow(rollout(0, 0, 10), 0);
        transition.step(1);

        // when
        site.refusal = "too slow (detector other)";
        transition.step(2);

        // then
        assertThat(bay.log).last().isEqualTo("withdraw");
        assertThat(bay.inUse().name()).isEqualTo("old.onnx");
        assertThat(source.used).isEqualTo("old.onnx");
        assertThat(transition.reason()).isEqualTo("too slow (detector other)");
        assertThat(site.said).isEmpty();
    }

    @Test
    void aDetectorThatStartsAfterTheRefusalUsesTheModelBefore() {
        // given
        bay.inUse = info("own.onnx");
        site.refusal = "too slow (detector other)";

        // when
        transition.follow(rollout(0, 0, 10), 0);
        transition.step(100 * MINUTE);

        // then
        assertThat(bay.log).containsExactly("use old.onnx");
        assertThat(transition.state()).isEqualTo(ModelState.REFUSED);
    }

    @Test
    void aModelThatNobodyCouldJudgeIsRefused() {
        // given
        transition.follow(rollout(10, 0, 10), 0);
        transition.step(1);
        site.compared = new ModelTransition.Compared(19, 500);

        // when
        transition.step(10 * MINUTE);

        // then
        assertThat(transition.state()).isEqualTo(ModelState.REFUSED);
        assertThat(transition.reason())
                .startsWith("it could not be judged: 19 frames with 500 objects were compared, 20 and 20 are needed;");
        assertThat(bay.log).last().isEqualTo("withdraw");
    }

    @Test
    void aDetectorThatStartsInACanaryTakesPartInItThoughItHasComparedNothing() {
        // given
        site.compared = new ModelTransition.Compared(0, 0);

        // when
        transition.follow(rollout(10, 60, 10), 0);
        transition.step(20 * MINUTE);

        // then
        assertThat(bay.log).containsExactly("try new.onnx beside old.onnx", "canary [gate]");
    }

    @Test
    void aDetectorThatStartsInTheWatchUsesTheModel() {
        bay.inUse = info("own.onnx");
        transition.follow(rollout(0, 0, 10), 0);
        transition.step(1);

        assertThat(bay.log).containsExactly("use new.onnx");
    }

    @Test
    void aDetectorThatStartsInTheWatchReturnsToTheModelBeforeWhenAnotherRefusesThisOne() {
        // given
        bay.inUse = info("own.onnx");
        transition.follow(rollout(0, 0, 10), 0);
        transition.step(1);

        // when
        site.refusal = "too slow (detector other)";
        transition.step(2);

        // then
        assertThat(bay.inUse().name()).isEqualTo("old.onnx");
        assertThat(source.used).isEqualTo("old.onnx");
        assertThat(transition.state()).isEqualTo(ModelState.REFUSED);
        assertThat(transition.reason()).isEqualTo("too slow (detector other)");
        assertThat(site.said).isEmpty();
    }

    @Test
    void aDetectorThatRestartsInTheWatchReturnsToTheModelBeforeWhenAnotherRefusesThisOne() {
        // given
        bay.inUse = info("new.onnx");
        transition.follow(rollout(10, 60, 10), 0);
        transition.step(75 * MINUTE);
        assertThat(transition.state()).isEqualTo(ModelState.IN_USE);
        assertThat(transition.until()).contains(Instant.ofEpochMilli(80 * MINUTE));

        // when
        site.refusal = "too slow (detector other)";
        transition.step(76 * MINUTE);

        // then
        assertThat(bay.inUse().name()).isEqualTo("old.onnx");
    }

    @Test
    void aDetectorThatStartsInTheWatchKeepsTheModelOnceTheWatchIsOver() {
        // given
        bay.inUse = info("own.onnx");
        transition.follow(rollout(0, 0, 10), 0);
        transition.step(1);
        transition.step(10 * MINUTE);

        // when
        site.refusal = "too slow (detector other)";
        transition.step(11 * MINUTE);

        // then
        assertThat(bay.inUse().name()).isEqualTo("new.onnx");
        assertThat(transition.tried()).isEmpty();
    }

    @Test
    void aRefusalAfterTheWatchConcernsThisDetectorAlone() {
        // given
        bay.inUse = info("own.onnx");
        source.trouble = "1 of the 3 parts are not on the topic";

        // when
        transition.follow(rollout(0, 0, 10), 0);
        transition.step(20 * MINUTE);

        // then
        assertThat(transition.state()).isEqualTo(ModelState.REFUSED);
        assertThat(site.said).isEmpty();
    }

    @Test
    void aRolloutThatIsWithdrawnByHandEndsAndTheModelBeforeIsInUse() {
        // given
        transition.follow(rollout(10, 10, 10), 0);
        transition.step(11 * MINUTE);

        // when
        ActiveModel withdrawn = rollout(10, 10, 10);
        withdrawn.setRevision(8L);
        withdrawn.getRollout().setWithdrawn(true);
        transition.follow(withdrawn, 12 * MINUTE);
        transition.step(12 * MINUTE);

        // then
        assertThat(bay.log).last().isEqualTo("withdraw");
        assertThat(transition.state()).isEqualTo(ModelState.IN_USE);
        assertThat(bay.inUse().name()).isEqualTo("old.onnx");
    }

    @Test
    void aRollbackInTheWatchReturnsToTheModelThatIsStillInMemory() {
        // given
        transition.follow(rollout(0, 0, 10), 0);
        transition.step(1);

        // when
        transition.follow(new ActiveModel(OLD, NEW, 8L, "test", Instant.EPOCH, null, null, null), 2);
        transition.step(2);

        // then
        assertThat(bay.log).containsExactly("try new.onnx beside old.onnx", "promote", "withdraw");
        assertThat(bay.inUse().name()).isEqualTo("old.onnx");
    }

    @Test
    void driftIsWatchedOnceTheModelIsInUseForGoodAndNotWhenItIsRefused() {
        // given
        ActiveModel active = rollout(0, 0, 10);
        active.setDrift(new DriftBound(model("fp32.onnx"), 500, 0.8));
        transition.follow(active, 0);
        transition.step(1);
        assertThat(bay.log).last().isEqualTo("promote");

        // when
        transition.step(10 * MINUTE);
        transition.step(11 * MINUTE);

        // then
        assertThat(bay.log).endsWith("promote", "settle", "watch drift from fp32.onnx every 500");

        // and when another one is refused
        ActiveModel refused = rollout(0, 0, 10);
        refused.setRevision(8L);
        refused.setModel(model("third.onnx"));
        refused.setDrift(active.getDrift());
        site.refusal = "too slow (detector other)";
        transition.follow(refused, 20 * MINUTE);
        transition.step(20 * MINUTE);

        // then
        assertThat(bay.log).last().isEqualTo("use old.onnx");
    }

    @Test
    void driftIsWatchedOnceKafkaAnswersAgain() {
        // given
        ActiveModel active = rollout(0, 0, 10);
        active.setDrift(new DriftBound(model("fp32.onnx"), 500, 0.8));
        transition.follow(active, 0);
        transition.step(1);
        source.away = true;
        assertThatThrownBy(() -> transition.step(10 * MINUTE)).isInstanceOf(TimeoutException.class);

        // when
        source.away = false;
        transition.step(11 * MINUTE);

        // then
        assertThat(bay.log).endsWith("settle", "watch drift from fp32.onnx every 500");
    }

    @Test
    void aModelForWhichThereIsNoMemoryIsRefused() {
        // given
        bay.isFull = true;

        // when
        transition.follow(rollout(10, 0, 10), 0);
        transition.step(1);

        // then
        assertThat(transition.state()).isEqualTo(ModelState.REFUSED);
        assertThat(site.said)
                .containsExactly("it needs more memory than there is (no memory for a model): publish a smaller model");
        assertThat(bay.inUse().name()).isEqualTo("old.onnx");
    }

    @Test
    void theModelBeforeIsWatchedForDriftAgainWhenTheNextOneIsRefusedOrWithdrawn() {
        // given
        ActiveModel next = rollout(10, 0, 10);
        next.setPreviousDrift(new DriftBound(model("fp32.onnx"), 500, 0.8));
        transition.follow(next, 0);
        transition.step(1);
        assertThat(bay.log).containsExactly("try new.onnx beside old.onnx");

        // when
        site.refusal = "too slow (detector other)";
        transition.step(2);
        transition.step(3);

        // then
        assertThat(bay.log).endsWith("withdraw", "watch drift from fp32.onnx every 500");

        // and when
        ActiveModel withdrawn = rollout(10, 0, 10);
        withdrawn.setRevision(8L);
        withdrawn.setPreviousDrift(next.getPreviousDrift());
        withdrawn.getRollout().setWithdrawn(true);
        transition.follow(withdrawn, 4);
        transition.step(4);

        // then
        assertThat(bay.log).endsWith("end drift", "watch drift from fp32.onnx every 500");
    }

    @Test
    void aDetectorThatRestartsAfterARefusalWatchesTheModelBeforeForDrift() {
        // given
        ActiveModel refused = rollout(10, 0, 10);
        refused.setPreviousDrift(new DriftBound(model("fp32.onnx"), 500, 0.8));
        site.refusal = "too slow (detector other)";

        // when
        transition.follow(refused, 0);
        transition.step(60 * MINUTE);

        // then
        assertThat(bay.log).endsWith("watch drift from fp32.onnx every 500");
    }

    @Test
    void theDriftOfTheModelBeforeIsNotThatOfTheConfiguredOne() {
        // given a model before that cannot be fetched
        bay.inUse = info("own.onnx");
        source.trouble = "1 of the 3 parts are not on the topic";
        ActiveModel refused = rollout(10, 0, 10);
        refused.setPreviousDrift(new DriftBound(model("fp32.onnx"), 500, 0.8));

        // when
        transition.follow(refused, 0);
        transition.step(1);

        // then
        assertThat(bay.inUse().name()).isEqualTo("own.onnx");
        assertThat(bay.log).doesNotContain("watch drift from fp32.onnx every 500");
    }

    @Test
    void aRolloutWithBoundsOutOfRangeIsRefused() {
        ActiveModel wrong = rollout(10, 10, 10);
        wrong.getRollout().setShare(7.0);

        transition.follow(wrong, 0);
        transition.step(1);

        assertThat(transition.reason()).contains("share must be above 0 to 1, got: 7.0");
        assertThat(bay.log).isEmpty();
    }

    private static PublishedModel model(String name) {
        return new PublishedModel(sha256(name), name, 100L, 1, null, null);
    }

    private static String sha256(String name) {
        return String.format("%064x", name.hashCode() & 0xffffffffL);
    }

    private static ModelInfo info(String name) {
        return new ModelInfo(name, sha256(name), List.of("car"), 32, 640, 640, true, 0);
    }

    private static ActiveModel rollout(int shadow, int canary, int watch) {
        Rollout rollout = new Rollout(
                shadow * MINUTE, canary * MINUTE, List.of("gate"), watch * MINUTE, 0.05, 0.5, 1.5, false, false);
        return new ActiveModel(NEW, OLD, 7L, "test", Instant.EPOCH, rollout, null, null);
    }

    /** What the other detectors say. */
    private static final class Site implements ModelTransition.Words {
        private String refusal;
        private ModelTransition.Compared compared = new ModelTransition.Compared(1_000, 1_000);
        private final List<String> said = new ArrayList<>();

        @Override
        public Optional<String> refusal(ActiveModel of) {
            return Optional.ofNullable(refusal);
        }

        @Override
        public ModelTransition.Compared compared(ActiveModel of) {
            return compared;
        }

        @Override
        public void refuse(ActiveModel model, String why) {
            said.add(why);
        }
    }

    /** Has every model, unless it has trouble. */
    private static final class Source implements ModelSource {
        private String used;
        private String trouble;
        private boolean away;

        @Override
        public Path file(PublishedModel model) {
            if (away) {
                throw new TimeoutException("no answer within 15 s");
            }
            if (trouble != null) {
                throw new ModelException(trouble);
            }
            return Path.of(model.getName());
        }

        @Override
        public void used(PublishedModel model) {
            used = model.getName();
        }

        @Override
        public void usedNone() {
            used = null;
        }

        @Override
        public void keepOnly(ActiveModel active, String inUse) throws IOException {}
    }

    /** Models that are names. */
    private static final class Bay implements ModelBay {
        private final List<String> log = new ArrayList<>();
        private ModelInfo inUse = info("old.onnx");
        private ModelInfo beside;
        private boolean promoted;
        private boolean driftWatched;
        private String refusal;
        private boolean isFull;

        @Override
        public ModelInfo inUse() {
            return inUse;
        }

        @Override
        public Optional<ModelInfo> beside() {
            return Optional.ofNullable(beside);
        }

        @Override
        public void use(Path file) {
            if (!file.toString().equals(inUse.name())) {
                log.add("use " + file);
                inUse = info(file.toString());
            }
        }

        @Override
        public void useOwn() {
            use(Path.of("own.onnx"));
        }

        @Override
        public boolean usesOwn() {
            return inUse.name().equals("own.onnx");
        }

        @Override
        public void tryBeside(Path file, TrialTerms terms) {
            if (isFull) {
                throw new OutOfMemoryError("no memory for a model");
            }
            log.add("try " + file + " beside " + inUse.name());
            beside = info(file.toString());
        }

        @Override
        public void canary(Set<String> cameras) {
            log.add("canary " + cameras);
        }

        @Override
        public void promote() {
            log.add("promote");
            swap();
            promoted = true;
        }

        private void swap() {
            ModelInfo before = inUse;
            inUse = beside;
            beside = before;
        }

        @Override
        public void settle() {
            log.add("settle");
            beside = null;
            promoted = false;
        }

        @Override
        public void withdraw() {
            log.add("withdraw");
            if (promoted) {
                swap();
            }
            beside = null;
            promoted = false;
        }

        @Override
        public Optional<String> refusal() {
            return Optional.ofNullable(refusal);
        }

        @Override
        public Optional<TrialFigures> figures() {
            return Optional.empty();
        }

        @Override
        public void watchDrift(Path original, int everyFrames, double minAgreement) {
            log.add("watch drift from " + original + " every " + everyFrames);
            driftWatched = true;
        }

        @Override
        public void endDrift() {
            if (driftWatched) {
                log.add("end drift");
            }
            driftWatched = false;
        }

        @Override
        public SortedMap<String, Double> drifted() {
            return new TreeMap<>();
        }

        @Override
        public void refused() {}
    }
}
