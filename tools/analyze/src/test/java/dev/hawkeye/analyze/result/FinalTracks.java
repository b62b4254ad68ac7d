package dev.hawkeye.analyze.result;

import dev.hawkeye.schemas.LineCrossing;
import dev.hawkeye.schemas.PathPoint;
import dev.hawkeye.schemas.RelativeBox;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.TrustedRecords;
import dev.hawkeye.schemas.ZoneVisit;
import java.time.Instant;
import java.util.List;

/** Final records of objects, as on the topic, of a video that starts at 08:00. */
final class FinalTracks {
    static {
        TrustedRecords.trust(); // Builders need it for the defaults of lists.
    }

    static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    private FinalTracks() {}

    static Track track(
            String camera,
            long number,
            String className,
            long first,
            List<ZoneVisit> visits,
            LineCrossing... crossings) {
        return Track.newBuilder()
                .setId("id-" + number)
                .setCamera(camera)
                .setStream("stream")
                .setNumber(number)
                .setClassName(className)
                .setIsFinal(true)
                .setFirstSeen(at(first))
                .setLastSeen(at(first + 9500))
                .setSightings(40)
                .setConfidence(0.87654f)
                .setBox(new RelativeBox(0f, 0f, 0.1f, 0.1f))
                .setPath(List.of(new PathPoint(at(first), 0.05f, 0.1f)))
                .setZones(visits)
                .setCrossings(List.of(crossings))
                .build();
    }

    static LineCrossing crossing(String line, String direction, long millis) {
        return new LineCrossing(line, direction, at(millis));
    }

    static ZoneVisit visit(String zone, long entered, long dwell) {
        return new ZoneVisit(zone, at(entered), at(entered + dwell), dwell);
    }

    private static Instant at(long millis) {
        return START.plusMillis(millis);
    }
}
