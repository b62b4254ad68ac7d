package dev.hawkeye.console.api;

import java.util.List;

/** @param cameras the cameras by id */
public record CamerasView(List<CameraView> cameras) {}
