package dev.hawkeye.console.api;

/**
 * An object class appeared before a camera, and maybe left.
 *
 * @param state ACTIVE or ENDED
 * @param end null while it lasts
 * @param peak most objects in one frame so far
 * @param confidence highest so far, 0 to 1
 * @param keyframe path of its picture; null when none was uploaded, or it is gone
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
        String keyframe) {}
