package dev.hawkeye.console.state;

import dev.hawkeye.console.api.TrackView;
import dev.hawkeye.schemas.Track;

/** Records of {@code tracks} as the API shows them. */
public final class TrackViews {
    /** A tenth of a pixel in a picture of a thousand pixels. */
    private static final double PLACES = 10_000;

    private TrackViews() {}

    public static TrackView of(Track track) {
        return new TrackView(
                track.getId(),
                track.getCamera(),
                track.getNumber(),
                track.getClassName(),
                track.getIsFinal(),
                track.getFirstSeen().toEpochMilli(),
                track.getLastSeen().toEpochMilli(),
                track.getConfidence(),
                new TrackView.Box(
                        rounded(track.getBox().getX1()),
                        rounded(track.getBox().getY1()),
                        rounded(track.getBox().getX2()),
                        rounded(track.getBox().getY2())),
                track.getPath().stream()
                        .map(point -> new TrackView.Stand(
                                point.getTime().toEpochMilli(), rounded(point.getX()), rounded(point.getY())))
                        .toList(),
                track.getZones().stream()
                        .map(visit -> new TrackView.Visit(
                                visit.getZone(),
                                visit.getEntered().toEpochMilli(),
                                visit.getExited() == null
                                        ? null
                                        : visit.getExited().toEpochMilli(),
                                visit.getDwellMillis()))
                        .toList(),
                track.getCrossings().stream()
                        .map(crossing -> new TrackView.Crossing(
                                crossing.getLine(),
                                crossing.getDirection(),
                                crossing.getTime().toEpochMilli()))
                        .toList());
    }

    private static double rounded(float share) {
        return Math.round(share * PLACES) / PLACES;
    }
}
