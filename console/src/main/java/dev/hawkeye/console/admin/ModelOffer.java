package dev.hawkeye.console.admin;

import java.time.Duration;
import java.util.List;

/**
 * A model for the detectors, and the trial before all of them use it.
 *
 * @param name the name in detections
 * @param shadow how long it is only compared with the current model
 * @param canary how long it then analyzes some cameras
 * @param cameras the cameras of the canary
 * @param otherClasses whether its classes may differ from those of the current model
 * @param untried whether it is used at once, without any comparison
 * @param by author, NAME@ADDRESS
 */
public record ModelOffer(
        String name,
        Duration shadow,
        Duration canary,
        List<String> cameras,
        boolean otherClasses,
        boolean untried,
        String by) {
    public ModelOffer {
        cameras = List.copyOf(cameras);
    }
}
