package dev.hawkeye.console.admin;

import java.time.Duration;
import java.util.List;

/**
 * A model for the detectors, and how it is tried before all of them use it.
 *
 * @param name what detections call it
 * @param shadow how long it is only compared with the one in use
 * @param canary how long it then analyzes some cameras
 * @param cameras those
 * @param otherClasses whether its classes may be others than those of the one in use
 * @param untried whether it is used at once, without any comparison
 * @param by who does it, NAME@ADDRESS
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
