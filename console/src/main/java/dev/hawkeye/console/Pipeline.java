package dev.hawkeye.console;

import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.vision.detection.DetectionLimits;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The pipeline that the console shows. Immutable.
 *
 * @param detectorGroup the detector's application id, for its lag
 * @param aggregatorGroup the aggregator's application id, for its lag
 * @param model the detector's ONNX file; empty when this process does not have it
 * @param limits the detector's limits, for pictures that visitors drop on the page
 * @param settings the settings of the counts
 * @param scenes zones, lines and masks
 * @param clips storage of the clips of events
 * @param readsCloud whether {@code cloud.keyframes} can be read with the site's registry
 */
public record Pipeline(
        Topics topics,
        String detectorGroup,
        String aggregatorGroup,
        Optional<Path> model,
        DetectionLimits limits,
        SiteSettings settings,
        ByCamera<Scene> scenes,
        ClipsConfig clips,
        boolean readsCloud) {}
