package dev.hawkeye.console.api;

import java.util.List;

/** @param cameras by id */
public record CamerasView(List<CameraView> cameras) {}
