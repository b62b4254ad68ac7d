package dev.hawkeye.console.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.hawkeye.console.TestSite;
import dev.hawkeye.console.api.CameraView;
import dev.hawkeye.console.api.DetectionView;
import dev.hawkeye.console.http.Json;
import dev.hawkeye.console.live.LiveUpdates;
import dev.hawkeye.console.state.CameraRecord;
import dev.hawkeye.console.state.Cameras;
import dev.hawkeye.console.state.SiteState;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.LineCrossing;
import dev.hawkeye.schemas.PathPoint;
import dev.hawkeye.schemas.RelativeBox;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.TrustedRecords;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.schemas.ZoneVisit;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What anybody may write to the topics that the console reads. */
class IntakeTest {
    static {
        TrustedRecords.trust(); // Builders need it for the defaults of lists.
    }

    private static final String LONG = "x".repeat(500_000);
    private static final Instant EXTREME = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final SiteState known = new SiteState(Clock.systemUTC(), 10, "frames");
    private final Intake intake = new Intake(known, new LiveUpdates(known.clock), new Topics(""));

    @ParameterizedTest
    @MethodSource
    void keepsNothingOfADetectionThatCannotBeShown(Consumer<Detection> change) {
        Detection detection = detection("gate");
        change.accept(detection);

        assertThatIllegalArgumentException().isThrownBy(() -> intake.detection(now(), detection));

        assertThat(known.cameras.all()).isEmpty();
    }

    static Stream<Consumer<Detection>> keepsNothingOfADetectionThatCannotBeShown() {
        return Stream.of(
                d -> d.setCamera(LONG),
                d -> d.setStream(LONG),
                d -> d.setModel(LONG),
                d -> d.setModelSha256(LONG),
                d -> d.setObjects(List.of(object(LONG, .9f, 1))),
                d -> d.setObjects(List.of(object("car", Float.NaN, 1))),
                d -> d.setObjects(List.of(object("car", .9f, Float.POSITIVE_INFINITY))),
                d -> d.setObjects(Collections.nCopies(1_001, object("car", .9f, 1))));
    }

    @Test
    void showsWhatIsOddAndNoHarm() {
        Detection detection = detection("gate");
        detection.setCaptureTime(EXTREME);
        detection.setWidth(-1);
        detection.setSequence(Long.MIN_VALUE);
        detection.setReason(LONG);
        detection.setFrame(new FrameRef(LONG, Integer.MIN_VALUE, Long.MAX_VALUE));
        detection.setTimes(new StepTimes(
                Long.MIN_VALUE, Long.MAX_VALUE, -1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE));
        detection.setSourceBytes(Long.MIN_VALUE);

        intake.detection(now(), detection);

        CameraRecord camera = known.cameras.find("gate").orElseThrow();
        assertThat(camera.last().reason()).hasSizeLessThan(1_010);
        assertThat(Json.bytes(camera.view())).hasSizeLessThan(5_000);
    }

    @Test
    void keepsOfAStatusAsMuchAsCanBeShown() {
        CameraStatus status = status("gate", LONG);

        intake.status(now(), status);

        assertThat(Json.bytes(known.cameras.find("gate").orElseThrow().view())).hasSizeLessThan(5_000);
        assertThatIllegalArgumentException().isThrownBy(() -> intake.status(now(), status(LONG, "rtsp://x")));
    }

    @Test
    void keepsNoCountAndNoEventThatCannotBeShown() {
        assertThatIllegalArgumentException().isThrownBy(() -> intake.count(now(), count("gate", LONG, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> intake.count(now(), count(LONG, "car", 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> intake.count(now(), count("gate", "car", Double.NaN)));
        assertThatIllegalArgumentException().isThrownBy(() -> intake.event(now(), event(LONG, .9f, "frames")));
        assertThatIllegalArgumentException().isThrownBy(() -> intake.event(now(), event("car", Float.NaN, "frames")));
        assertThatIllegalArgumentException().isThrownBy(() -> intake.event(now(), event("car", .9f, LONG)));

        assertThat(known.counts.windows("gate", Long.MIN_VALUE, Long.MAX_VALUE)).isEmpty();
        assertThat(known.events.find("e-1")).isEmpty();

        intake.event(now(), event("a name of 300 letters " + "x".repeat(278), .9f, "frames"));
        assertThat(known.events.find("e-1")).isPresent();
    }

    @ParameterizedTest
    @MethodSource
    void keepsNothingOfATrackThatCannotBeShown(Consumer<Track> change) {
        Track track = track();
        change.accept(track);

        assertThatIllegalArgumentException().isThrownBy(() -> intake.track(now(), track));

        assertThat(known.tracks.live()).isEmpty();
        intake.track(now(), track());
        assertThat(known.tracks.live()).hasSize(1);
    }

    static Stream<Consumer<Track>> keepsNothingOfATrackThatCannotBeShown() {
        return Stream.of(
                t -> t.setCamera(LONG),
                t -> t.setClassName(LONG),
                t -> t.setId(LONG),
                t -> t.setBox(new RelativeBox(0f, 0f, Float.NaN, 1f)),
                t -> t.setPath(List.of(new PathPoint(Instant.now(), Float.NaN, 0f))),
                t -> t.setPath(Collections.nCopies(65, new PathPoint(Instant.now(), 0f, 0f))),
                t -> t.setZones(List.of(new ZoneVisit(LONG, Instant.now(), null, 0L))),
                t -> t.setCrossings(List.of(new LineCrossing("gate", LONG, Instant.now()))));
    }

    private static Track track() {
        return Track.newBuilder()
                .setId("a")
                .setCamera("gate")
                .setStream("stream")
                .setNumber(1)
                .setClassName("car")
                .setIsFinal(false)
                .setFirstSeen(Instant.now())
                .setLastSeen(Instant.now())
                .setSightings(1)
                .setConfidence(.9f)
                .setBox(new RelativeBox(0f, 0f, 1f, 1f))
                .build();
    }

    @Test
    void camerasThatAreInventedReplaceEachOtherAndRealOnesStay() {
        intake.detection(at(known.clock.millis()), detection("real"));
        for (int i = 0; i < 100_000; i++) {
            known.cameras
                    .heardOf("invented-" + i, known.started)
                    .ifPresent(camera -> camera.status(null, known.started - 1));
            if (i % 1_000 == 0) {
                intake.detection(at(known.clock.millis()), detection("real"));
            }
        }

        assertThat(known.cameras.all()).hasSizeLessThanOrEqualTo(Cameras.MAX_CAMERAS);
        assertThat(known.cameras.find("real").orElseThrow().count(Fate.DETECTED))
                .isEqualTo(101);
        assertThat(known.cameras.find("invented-99999")).isPresent();
    }

    @Test
    void aTombstoneForgetsACameraUntilItReportsAgain() {
        // given
        long time = known.clock.millis();
        intake.status(at(time), reported("gate"));
        intake.detection(at(time), detection("gate"));
        // when
        intake.status(tombstone("gate"), null);
        // then
        assertThat(known.cameras.views()).isEmpty();
        // when a detection of it is late
        intake.detection(at(time), detection("gate"));
        // then
        assertThat(known.cameras.views()).isEmpty();
        // when
        intake.status(at(time), reported("gate"));
        intake.detection(at(time), detection("gate"));
        // then
        assertThat(known.cameras.views()).extracting(CameraView::id).containsExactly("gate");
    }

    @Test
    void tombstonesOfInventedCamerasTakeNoRoom() {
        for (int i = 0; i < 3 * Cameras.MAX_CAMERAS; i++) {
            intake.status(tombstone("invented-" + i), null);
        }

        intake.detection(at(known.clock.millis()), detection("invented-0"));

        assertThat(known.cameras.find("invented-0")).isPresent();
    }

    @Test
    void aCameraThatMissesItsReportsIsSilentAndOneThatIsOverIsNot() {
        long longAgo = known.clock.millis() - 31_000;
        intake.status(at(longAgo), reported("killed"));
        CameraStatus over = reported("over");
        over.setState(CameraState.STOPPED);
        intake.status(at(longAgo), over);
        intake.status(at(known.clock.millis()), reported("gate"));

        assertThat(known.cameras.views())
                .extracting(CameraView::id, CameraView::silent)
                .containsExactly(tuple("gate", false), tuple("killed", true), tuple("over", false));
        assertThat(known.cameras.find("killed").orElseThrow().isStreaming()).isFalse();
        assertThat(known.cameras.find("gate").orElseThrow().isStreaming()).isTrue();
    }

    @Test
    void aDisplayNameIsShownAsItIsUnlessItIsTooLong() {
        Map<String, String> names = Map.of("a", "Südtor", "b", "正门", "c", "الباب", "d", "x".repeat(201), "e", " ");
        names.forEach((id, name) -> {
            CameraStatus status = reported(id);
            status.setName(name);
            intake.status(at(known.clock.millis()), status);
        });

        assertThat(known.cameras.views())
                .extracting(CameraView::name)
                .containsExactly("Südtor", "正门", "الباب", null, null);
    }

    @Test
    void aCameraWantsWhatItsStatusSaysWhileItStreams() {
        CameraStatus status = reported("gate");
        status.setWantedFps(5);
        intake.status(now(), status);
        CameraRecord camera = known.cameras.find("gate").orElseThrow();
        assertThat(camera.wantedFps()).isEqualTo(5);

        status.setState(CameraState.RECONNECTING);
        intake.status(now(), status);
        assertThat(camera.wantedFps()).isZero();
    }

    @Test
    void anUnchangedFrameShowsThePictureAndTheObjectsOfTheOneItRefersTo() {
        // given
        Detection full = detection("gate");
        full.setSequence(7);
        full.setFrame(new FrameRef("frames", 2, 70L));
        intake.detection(now(), full);
        // when
        intake.detection(now(), unchanged(9, 7));
        // then
        CameraRecord camera = known.cameras.find("gate").orElseThrow();
        DetectionView last = camera.last();
        assertThat(last.fate()).isEqualTo("UNCHANGED");
        assertThat(last.sequence()).isEqualTo(9);
        assertThat(last.captureTime()).isEqualTo(TestSite.NOON.plusSeconds(9).toEpochMilli());
        assertThat(last.unchangedSince()).isEqualTo(7);
        assertThat(last.objects()).hasSize(1);
        assertThat(last.report()).isEqualTo("1 car");
        assertThat(last.picture()).isEqualTo("/api/frames/2/70.jpg");
        assertThat(camera.lastShot().frame().getOffset()).isEqualTo(70);
        assertThat(camera.lastShot().objects()).isEqualTo(full.getObjects());
        assertThat(camera.view().detected()).isOne();
        assertThat(camera.view().unchanged()).isOne();
    }

    @Test
    void anUnchangedFrameShowsNothingOfAFrameItDoesNotReferToOrThatWasNotAnalyzed() {
        // when nothing was seen before
        intake.detection(now(), unchanged(8, 7));
        CameraRecord camera = known.cameras.find("gate").orElseThrow();
        // then
        assertThat(camera.last().picture()).isNull();
        assertThat(camera.lastShot()).isNull();
        // when it refers to another
        intake.detection(now(), detection("gate"));
        intake.detection(now(), unchanged(9, 7));
        // then
        assertThat(camera.last().picture()).isNull();
        assertThat(camera.last().objects()).isEmpty();
        // when that one was shed
        Detection shed = detection("gate");
        shed.setSequence(10);
        shed.setFate(Fate.SHED);
        shed.setObjects(List.of());
        intake.detection(now(), shed);
        intake.detection(now(), unchanged(11, 10));
        // then
        assertThat(camera.last().picture()).isNull();
    }

    @Test
    void aCameraTellsWhatItsGateSavesAndMisses() {
        CameraStatus status = reported("gate");
        status.setObjectsAudited(120);
        status.setObjectsMissed(1);
        intake.status(now(), status);

        CameraView view = known.cameras.find("gate").orElseThrow().view();

        assertThat(view.objectsAudited()).isEqualTo(120);
        assertThat(view.objectsMissed()).isOne();
    }

    private static Detection unchanged(long sequence, long since) {
        Detection detection = detection("gate");
        detection.setSequence(sequence);
        detection.setCaptureTime(TestSite.NOON.plusSeconds(sequence));
        detection.setFate(Fate.UNCHANGED);
        detection.setUnchangedSince(since);
        detection.setObjects(List.of());
        detection.setFrame(new FrameRef("frames", 2, 100 + sequence));
        return detection;
    }

    private static CameraStatus reported(String camera) {
        CameraStatus status = status(camera, "rtsp://192.0.2.1/");
        status.setState(CameraState.STREAMING);
        status.setIntervalMillis(10_000);
        return status;
    }

    private static ConsumerRecord<byte[], byte[]> tombstone(String camera) {
        return new ConsumerRecord<>("any", 0, 0, camera.getBytes(StandardCharsets.UTF_8), null);
    }

    private static ConsumerRecord<byte[], byte[]> now() {
        return at(Long.MAX_VALUE); // As a topic that keeps its producers' times may have it.
    }

    private static ConsumerRecord<byte[], byte[]> at(long time) {
        return new ConsumerRecord<>(
                "any", 0, 0, time, TimestampType.CREATE_TIME, 0, 0, null, null, new RecordHeaders(), Optional.empty());
    }

    private static Detection detection(String camera) {
        return Detection.newBuilder()
                .setCamera(camera)
                .setStream("s1")
                .setSequence(0)
                .setCaptureTime(TestSite.NOON)
                .setWidth(640)
                .setHeight(384)
                .setLive(true)
                .setFate(Fate.DETECTED)
                .setObjects(List.of(object("car", .9f, 1)))
                .setFrame(new FrameRef("frames", 0, 0L))
                .setModel("m.onnx")
                .setModelSha256("00")
                .setTimes(new StepTimes(1L, 1L, 1L, 1L, 1L, 1L, 1L))
                .build();
    }

    private static DetectedObject object(String className, float confidence, float edge) {
        return new DetectedObject(0, className, confidence, 0f, 0f, edge, 1f);
    }

    private static CameraStatus status(String camera, String source) {
        return CameraStatus.newBuilder()
                .setCamera(camera)
                .setSource(source)
                .setState(CameraState.RECONNECTING)
                .setSince(EXTREME)
                .setReported(EXTREME)
                .setStream(source)
                .setWidth(-1)
                .setHeight(Integer.MIN_VALUE)
                .setFramesRead(-1)
                .setFramesSent(Long.MIN_VALUE)
                .setFramesDropped(Long.MAX_VALUE)
                .setBytesRead(-1)
                .setReconnects(-1)
                .setLastError(source)
                .build();
    }

    private static WindowCount count(String camera, String className, double mean) {
        return WindowCount.newBuilder()
                .setCamera(camera)
                .setClassName(className)
                .setWindowStart(TestSite.NOON)
                .setWindowEnd(EXTREME)
                .setIsFinal(true)
                .setFramesAnalysed(1)
                .setFramesShed(0)
                .setFramesFailed(0)
                .setFramesWith(1)
                .setDetections(1)
                .setMean(mean)
                .setPeak(1)
                .build();
    }

    private static Event event(String className, float confidence, String topic) {
        return Event.newBuilder()
                .setId("e-1")
                .setCamera("gate")
                .setClassName(className)
                .setKind(EventKind.APPEARED)
                .setStart(TestSite.NOON)
                .setConfirmed(EXTREME)
                .setPeak(1)
                .setConfidence(confidence)
                .setKeyframe(new FrameRef(topic, 0, 0L))
                .setUploaded(false)
                .setNotUploadedReason("r")
                .build();
    }
}
