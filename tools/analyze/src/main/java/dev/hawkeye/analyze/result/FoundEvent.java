package dev.hawkeye.analyze.result;

import dev.hawkeye.schemas.Event;

/**
 * An event of an analysis, with its files and times.
 *
 * @param event its last record
 * @param file the video that it is in
 * @param seconds into the video
 * @param duration seconds from the first sighting to the last
 * @param picture path of the picture in the folder of results; null when it has none
 * @param pictureSeconds where in the video the picture is: in the best of the frames that confirmed the event; null if
 *     it has none
 * @param crop path of the picture of the object alone; null if it has none
 */
public record FoundEvent(
        Event event,
        String file,
        double seconds,
        Double duration,
        String picture,
        Double pictureSeconds,
        String crop) {}
