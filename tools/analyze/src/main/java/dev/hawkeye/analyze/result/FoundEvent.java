package dev.hawkeye.analyze.result;

import dev.hawkeye.schemas.Event;

/**
 * An event of an analysis, with its files and times.
 *
 * @param event last record of the event
 * @param file the video
 * @param seconds into the video
 * @param duration seconds from the first sighting to the last
 * @param picture path of the picture in the results folder; null if there is none
 * @param pictureSeconds position of the picture in the video, the best of the frames that confirmed the event; null if
 * there is none
 * @param crop path of the cropped picture of the object; null if there is none
 */
public record FoundEvent(
        Event event,
        String file,
        double seconds,
        Double duration,
        String picture,
        Double pictureSeconds,
        String crop) {}
