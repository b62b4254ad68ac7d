package dev.hawkeye.console.api;

/**
 * An object class appeared in front of a camera, and may have left.
 *
 * @param state ACTIVE or ENDED
 * @param end null while it lasts
 * @param peak maximum number of objects in one frame so far
 * @param confidence highest so far, 0 to 1
 * @param keyframe path of its picture; null when there is none
 * @param crop path of the object cut out of it; null when there is none
 * @param picture where the picture is: KEYFRAME, UPLOADED, or FRAME, which topics.frames-retention deletes soon; null when
 *     there is none
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
        String picture) {}
