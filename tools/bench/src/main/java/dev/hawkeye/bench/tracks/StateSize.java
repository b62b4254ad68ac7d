package dev.hawkeye.bench.tracks;

import dev.hawkeye.aggregator.state.BoxState;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.FramePlace;
import dev.hawkeye.aggregator.state.LineSideState;
import dev.hawkeye.aggregator.state.ObjectState;
import dev.hawkeye.aggregator.state.OpenEvent;
import dev.hawkeye.aggregator.state.PastCrossing;
import dev.hawkeye.aggregator.state.PastVisit;
import dev.hawkeye.aggregator.state.PathState;
import dev.hawkeye.aggregator.state.ZoneState;
import dev.hawkeye.schemas.TrustedRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * The size of the state of live tracks, each with the longest path, a lasting event, two classes, and its place in two
 * zones and at two lines, with one of each already behind it.
 */
final class StateSize {
    static {
        TrustedRecords.trust();
    }

    private static final int PATH = 63;
    private static final int MOTION = 22;
    private static final long TIME = 1_760_000_000_000L;

    private StateSize() {}

    /** @return bytes of the state of one camera with this many live tracks, minus those of a camera with none */
    static long bytes(int tracks) throws IOException {
        CameraState camera = CameraState.newBuilder()
                .setStream(UUID.randomUUID().toString())
                .setSequence(1_000_000)
                .setLive(true)
                .setEnded(false)
                .setStreamTime(TIME)
                .setClosedUpTo(TIME)
                .setWindows(List.of())
                .setRecent(List.of())
                .setClasses(Map.of())
                .build();
        long without = encoded(camera);
        List<ObjectState> objects = new ArrayList<>();
        for (int i = 0; i < tracks; i++) {
            objects.add(object(i));
        }
        camera.setObjects(objects);
        return encoded(camera) - without;
    }

    private static long encoded(CameraState camera) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<>(CameraState.class).write(camera, encoder);
        encoder.flush();
        return bytes.size();
    }

    private static ObjectState object(int number) {
        List<Double> motion = new ArrayList<>();
        List<PathState> path = new ArrayList<>();
        for (int i = 0; i < MOTION; i++) {
            motion.add((double) i);
        }
        for (int i = 0; i < PATH; i++) {
            path.add(new PathState(TIME + i, (float) i, (float) i));
        }
        FramePlace place = new FramePlace("frames", 11, 1_000_000_000L);
        return ObjectState.newBuilder()
                .setNumber(number)
                .setId(UUID.randomUUID().toString())
                .setStream(UUID.randomUUID().toString())
                .setFirstSeen(TIME)
                .setLastSeen(TIME)
                .setHits(1_000)
                .setConfirmed(true)
                .setVotes(new HashMap<>(Map.of("car", 1.0, "truck", 1.0)))
                .setMotion(motion)
                .setBox(new BoxState(1.0, 2.0, 3.0, 4.0))
                .setPath(path)
                .setZones(Map.of("entrance", zone(), "forecourt", zone()))
                .setLines(Map.of("gate", line(), "drive", line()))
                .setVisits(List.of(new PastVisit("entrance", TIME, TIME)))
                .setCrossings(List.of(new PastCrossing("gate", "in", TIME)))
                .setBest(place)
                .setSent(TIME)
                .setEvent(OpenEvent.newBuilder()
                        .setId(UUID.randomUUID().toString())
                        .setStart(TIME)
                        .setConfirmed(TIME)
                        .setLastSeen(TIME)
                        .setPeak(1)
                        .setConfidence(1)
                        .setKeyframe(place)
                        .build())
                .build();
    }

    private static ZoneState zone() {
        return new ZoneState("INSIDE", TIME, TIME, true, "car", false);
    }

    private static LineSideState line() {
        return new LineSideState(true, "FORWARD", TIME, TIME);
    }
}
