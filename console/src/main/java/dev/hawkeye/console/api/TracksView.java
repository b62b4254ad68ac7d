package dev.hawkeye.console.api;

import java.util.List;

/**
 * The objects of a camera over the last minutes.
 *
 * @param tracks present and past objects, by the time of their newest record
 */
public record TracksView(String camera, List<TrackView> tracks) {}
