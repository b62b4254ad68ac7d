package dev.hawkeye.console.api;

/**
 * An event at a camera: of an object, a zone, a line, or a whole class.
 *
 * @param state ACTIVE or ENDED
 * @param end the end; null while it lasts
 * @param peak maximum number of objects in one frame so far
 * @param confidence highest confidence so far, 0 to 1
 * @param keyframe path of its picture; null when there is none
 * @param crop path of the cropped object; null when there is none
 * @param picture where the picture is: KEYFRAME, UPLOADED, or FRAME, which topics.frames-retention deletes soon; null
 * when there is none
 * @param type APPEARED, LEFT, ENTERED, EXITED, CROSSED, LOITERING or OCCUPANCY; a lasting event becomes LEFT or EXITED
 * at its end
 * @param object id of the object; null for an event of a class or of a zone
 * @param number the number of the object; 0 without one
 * @param zone name of the zone; null if there is none, likewise for the others
 * @param dwellMillis how long the object was there, ms
 * @param occupancy objects in the zone when it filled up or had room again
 * @param clip path of its clip; null when there is none, or none yet
 * @param noClipReason why there is no clip; null when there is one, or none was wanted
 */
public record EventView(
        String id,
        String camera,
        String className,
        String state,
        long start,
        long confirmed,
        Long end,
        int peak,
        float confidence,
        boolean uploaded,
        String notUploadedReason,
        String keyframe,
        String crop,
        String picture,
        String type,
        String object,
        long number,
        String zone,
        String line,
        String direction,
        Long dwellMillis,
        Integer occupancy,
        String clip,
        String noClipReason) {}
