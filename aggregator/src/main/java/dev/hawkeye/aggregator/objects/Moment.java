package dev.hawkeye.aggregator.objects;

import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.RecentFrame;

/**
 * When and where something is observed.
 *
 * @param camera its id
 * @param state of the camera
 * @param time capture time of the frame, ms, or of the last one
 * @param frame that shows it; null if there is none, such as when a track has ended
 * @param index of the object among those of the frame; -1 for none in particular
 */
record Moment(String camera, CameraState state, long time, RecentFrame frame, int index) {
    /** Without a picture. */
    static Moment unseen(String camera, CameraState state) {
        return new Moment(camera, state, state.getTrackTime(), null, -1);
    }
}
