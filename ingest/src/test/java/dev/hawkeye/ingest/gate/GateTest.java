package dev.hawkeye.ingest.gate;

import static dev.hawkeye.ingest.gate.Gate.Decision.AUDIT;
import static dev.hawkeye.ingest.gate.Gate.Decision.CHANGED;
import static dev.hawkeye.ingest.gate.Gate.Decision.FIRST;
import static dev.hawkeye.ingest.gate.Gate.Decision.LIGHT;
import static dev.hawkeye.ingest.gate.Gate.Decision.RECHECK;
import static dev.hawkeye.ingest.gate.Gate.Decision.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.ingest.config.GateConfig;
import dev.hawkeye.ingest.source.StopSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawn scenes of 160 × 90 gray pixels, five a second unless a test says otherwise. */
final class GateTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;
    private static final int NEVER = 1_000_000_000;

    private final GateLearning learning = new GateLearning(0.01, false);
    private final SplittableRandom noise = new SplittableRandom(7);
    private final byte[] scene = new byte[WIDTH * HEIGHT];
    private Gate gate = gate(NEVER, IgnoredArea.NONE);
    private long frames;
    private int millis = 200; // from picture to picture

    GateTest() {
        SplittableRandom random = new SplittableRandom(1);
        for (int house = 0; house < 40; house++) { // walls, windows and a street
            rectangle(
                    random.nextInt(WIDTH),
                    random.nextInt(HEIGHT),
                    4 + random.nextInt(30),
                    4 + random.nextInt(20),
                    60 + random.nextInt(120));
        }
    }

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void sendsTheFirstPictureInFullAndNoneThatIsTheSame() {
        assertThat(next()).isEqualTo(FIRST);
        assertThat(decide(20)).containsOnly(UNCHANGED);
    }

    @Test
    void seesAPersonAtTheEndOfTheStreet() {
        settle();

        rectangle(100, 40, 2, 4, 20); // 16 × 32 pixels of 1280 × 720

        assertThat(next()).isEqualTo(CHANGED);
        assertThat(next()).isEqualTo(UNCHANGED); // stands there
    }

    @Test
    void seesThatSomeoneHasGone() {
        byte[] before = scene.clone();
        rectangle(100, 40, 2, 4, 20);
        settle();

        System.arraycopy(before, 0, scene, 0, scene.length);

        assertThat(next()).isEqualTo(CHANGED);
    }

    @Test
    void doesNotSendRain() {
        settle();
        byte[] dry = scene.clone();

        List<Gate.Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            System.arraycopy(dry, 0, scene, 0, scene.length);
            streak(noise.nextInt(WIDTH), noise.nextInt(HEIGHT - 4), 12);
            decisions.add(next());
        }

        assertThat(decisions).filteredOn(one -> one == CHANGED).hasSizeLessThan(10);
    }

    @Test
    void seesAFaintPersonInTheSecondPicture() {
        settle();

        streak(100, 40, 12);
        assertThat(next()).isEqualTo(UNCHANGED);

        assertThat(next()).isEqualTo(CHANGED);
    }

    @Test
    void followsAFaintPersonWhoWalks() {
        settle();

        byte[] street = scene.clone();
        List<Gate.Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            System.arraycopy(street, 0, scene, 0, scene.length);
            streak(80 + i, 40, 12); // in another block every other picture
            decisions.add(next());
        }

        assertThat(decisions).filteredOn(one -> one == CHANGED).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void seesAFaintPersonAtOnceIfTheNextPictureIsFarAway() {
        millis = 1_000;
        settle();

        streak(100, 40, 12);

        assertThat(next()).isEqualTo(CHANGED);
    }

    @Test
    void letsSlowLightIn() {
        settle();

        byte[] bright = scene.clone();
        List<Gate.Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 300; i++) { // a minute in which half of the light goes
            System.arraycopy(bright, 0, scene, 0, scene.length);
            int now = 600 - i;
            light(level -> level * now / 600);
            decisions.add(next());
        }

        assertThat(decisions).filteredOn(one -> one != UNCHANGED).hasSizeLessThan(30);
    }

    @Test
    void hasALampThatGoesOnAnalyzedOnce() {
        settle();

        light(level -> Math.min(255, level * 5 / 4 + 10));

        assertThat(next()).isEqualTo(LIGHT);
        assertThat(decide(10)).containsOnly(UNCHANGED);
    }

    @Test
    void bearsACameraThatShakes() {
        frame(12, 100); // what comes in at the edges is new
        settle();
        byte[] still = scene.clone();

        List<Gate.Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            shift(still, noise.nextInt(2), noise.nextInt(2));
            decisions.add(next());
        }

        assertThat(decisions).filteredOn(one -> one != UNCHANGED).hasSizeLessThan(10);
    }

    @Test
    void getsUsedToLeavesInTheWind() {
        settle();

        List<Gate.Decision> first = new ArrayList<>();
        List<Gate.Decision> later = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            for (int leaf = 0; leaf < 30 * 40; leaf++) {
                scene[leaf / 40 * WIDTH + leaf % 40] = (byte) (90 + noise.nextInt(60));
            }
            (i < 20 ? first : later).add(next());
        }

        assertThat(first).contains(CHANGED);
        assertThat(later.subList(later.size() - 100, later.size())).containsOnly(UNCHANGED, RECHECK);
        rectangle(100, 60, 2, 4, 20); // elsewhere it is as sensitive as before
        assertThat(next()).isEqualTo(CHANGED);
    }

    @Test
    void ignoresWhatIsUnderAMask() {
        gate.close();
        gate = gate(NEVER, (x, y) -> x > 0.5);
        settle();

        rectangle(120, 40, 20, 20, 250);
        assertThat(next()).isEqualTo(UNCHANGED);

        rectangle(20, 40, 20, 20, 250);
        assertThat(next()).isEqualTo(CHANGED);
    }

    @Test
    void analyzesOftenEnoughWhateverHappens() {
        settle();

        List<Gate.Decision> minute = decide(300);

        assertThat(minute).filteredOn(one -> one == RECHECK).hasSize(6);
    }

    @Test
    void putsOneInSoManyToTheTest() {
        gate.close();
        gate = gate(10, IgnoredArea.NONE);
        settle();

        List<Gate.Decision> decisions = decide(2_000);

        assertThat(decisions).filteredOn(one -> one == AUDIT).hasSizeBetween(150, 250);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void findsNothingInTheNoiseOfTheSensor(int levels) {
        settle();

        List<Gate.Decision> decisions = new ArrayList<>();
        byte[] still = scene.clone();
        for (int i = 0; i < 300; i++) {
            for (int pixel = 0; pixel < scene.length; pixel++) {
                double amount = noise.nextGaussian() * levels;
                scene[pixel] = (byte) Math.max(0, Math.min(255, (still[pixel] & 0xff) + amount));
            }
            decisions.add(next());
        }

        assertThat(decisions.subList(100, 300))
                .filteredOn(one -> one == CHANGED)
                .hasSizeLessThan(10);
    }

    @Test
    void sendsAPictureInFullWhenTheOneReferredToWasLost() {
        settle();
        learning.lost("s1", frames - 1);

        assertThat(next()).isEqualTo(FIRST);
        assertThat(next()).isEqualTo(UNCHANGED);
    }

    @Test
    void startsAfreshWithPicturesOfAnotherSize() {
        settle();

        try (Mat small = new Mat(45, 80, opencv_core.CV_8UC1)) {
            small.data().put(new byte[45 * 80]);
            assertThat(decide(small)).isEqualTo(FIRST);
        }
        assertThat(next()).isEqualTo(FIRST);
    }

    private Gate gate(int audit, IgnoredArea ignored) {
        return new Gate(new GateConfig(Duration.ofSeconds(10), audit, 0.01), learning, ignored, new StopSignal());
    }

    private void settle() {
        decide(15);
    }

    private List<Gate.Decision> decide(int pictures) {
        List<Gate.Decision> decisions = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            decisions.add(next());
        }
        return decisions;
    }

    private Gate.Decision next() {
        try (Mat luma = new Mat(HEIGHT, WIDTH, opencv_core.CV_8UC1)) {
            luma.data().put(scene);
            return decide(luma);
        }
    }

    private Gate.Decision decide(Mat luma) {
        Instant captured = Instant.ofEpochMilli(millis * frames);
        Gate.Decision decision = gate.decide(luma, captured, "s1", frames++, true);
        if (decision != UNCHANGED) {
            gate.sentInFull(captured);
        }
        return decision;
    }

    private void rectangle(int left, int top, int width, int height, int level) {
        for (int y = top; y < Math.min(HEIGHT, top + height); y++) {
            for (int x = left; x < Math.min(WIDTH, left + width); x++) {
                scene[y * WIDTH + x] = (byte) level;
            }
        }
    }

    /** Something narrow and a little brighter than what is behind it. */
    private void streak(int left, int top, int brighter) {
        for (int y = top; y < top + 4; y++) {
            int pixel = y * WIDTH + left;
            scene[pixel] = (byte) Math.min(255, (scene[pixel] & 0xff) + brighter);
        }
    }

    private void frame(int margin, int level) {
        rectangle(0, 0, WIDTH, margin, level);
        rectangle(0, HEIGHT - margin, WIDTH, margin, level);
        rectangle(0, 0, margin, HEIGHT, level);
        rectangle(WIDTH - margin, 0, margin, HEIGHT, level);
    }

    private void light(IntUnaryOperator change) {
        for (int i = 0; i < scene.length; i++) {
            scene[i] = (byte) change.applyAsInt(scene[i] & 0xff);
        }
    }

    private void shift(byte[] still, int right, int down) {
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int fromY = Math.max(0, Math.min(HEIGHT - 1, y - down));
                int fromX = Math.max(0, Math.min(WIDTH - 1, x - right));
                scene[y * WIDTH + x] = still[fromY * WIDTH + fromX];
            }
        }
    }
}
