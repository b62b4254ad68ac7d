package dev.hawkeye.bench.faults.outcome;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import java.util.ArrayList;
import java.util.List;

/**
 * One final record of the aggregator, in a form that is comparable between runs.
 *
 * @param key camera and capture time, since offsets and stream ids differ between runs
 * @param value everything else that counts
 */
public record Result(Kind kind, String key, String value) {
    public enum Kind {
        WINDOW,
        TRACK,
        EVENT,
        KEYFRAME
    }

    public static Result of(WindowCount window) {
        return new Result(
                Kind.WINDOW,
                window.getCamera() + " " + window.getClassName() + " " + window.getWindowStart(),
                RunOutcome.window(
                        window.getFramesAnalysed(),
                        window.getFramesShed(),
                        window.getFramesFailed(),
                        window.getFramesWith(),
                        window.getDetections(),
                        window.getPeak(),
                        window.getObjects(),
                        window.getNewObjects(),
                        places(window)));
    }

    private static List<String> places(WindowCount window) {
        List<String> places = new ArrayList<>();
        window.getZones()
                .forEach(zone -> places.add(RunOutcome.zone(
                        zone.getZone(),
                        zone.getEntered(),
                        zone.getExited(),
                        zone.getMean(),
                        zone.getPeak(),
                        zone.getDwellMillis())));
        window.getLines()
                .forEach(line -> places.add(RunOutcome.line(line.getLine(), line.getDirection(), line.getCrossed())));
        return places;
    }

    /**
     * Uses numbers, because ids derive from the stream, which differs between runs.
     *
     * @param track last record of the track
     */
    public static Result of(Track track) {
        return new Result(
                Kind.TRACK,
                track.getCamera() + " " + track.getNumber() + " " + track.getFirstSeen(),
                track.getClassName() + ", last " + track.getLastSeen() + ", seen " + track.getSightings() + ", path "
                        + track.getPath() + ", zones " + track.getZones() + ", crossings " + track.getCrossings());
    }

    public static Result of(Event event) {
        return new Result(
                Kind.EVENT,
                event.getCamera() + " " + event.getClassName() + " " + event.getNumber() + " " + event.getStart() + " "
                        + event.getType() + " " + event.getKind() + " " + event.getZone() + event.getLine(),
                event.getDirection() + ", dwell " + event.getDwellMillis() + ", occupancy " + event.getOccupancy()
                        + ", confirmed " + event.getConfirmed() + ", end " + event.getEnd() + ", peak "
                        + event.getPeak()
                        + (event.getUploaded() ? ", uploaded" : ", not uploaded: " + event.getNotUploadedReason()));
    }

    /** @param uploaded whether it is from the cloud's topic */
    public static Result of(Keyframe keyframe, boolean uploaded) {
        return new Result(
                Kind.KEYFRAME,
                (uploaded ? "uploaded " : "kept ") + keyframe.getCamera() + " " + keyframe.getClassName() + " "
                        + keyframe.getCaptureTime(),
                keyframe.getObjects().size() + " objects");
    }
}
