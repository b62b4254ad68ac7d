package dev.hawkeye.detector.lanes;

import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.detection.ClassScores;

/**
 * A model for the lanes, and what it is to detect.
 *
 * @param model owned by the lanes as soon as they have taken it
 * @param wanted for each camera, by this model's classes
 */
public record LaneModel(Model model, ByCamera<ClassScores> wanted) {}
