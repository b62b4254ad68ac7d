package dev.hawkeye.console;

import dev.hawkeye.console.api.HealthView;
import dev.hawkeye.console.api.HealthView.CameraFates;
import dev.hawkeye.schemas.Fate;
import java.util.List;

/** Puts together how the site fares. Safe for use by many threads. */
final class HealthReport {
    private final Knowledge known;
    private final Lag lag;

    HealthReport(Knowledge known, Lag lag) {
        this.known = known;
        this.lag = lag;
    }

    HealthView now() {
        List<CameraFates> fates = known.cameras.all().stream()
                .map(camera -> new CameraFates(
                        camera.id(), camera.count(Fate.DETECTED), camera.count(Fate.SHED), camera.count(Fate.FAILED)))
                .toList();
        double fps = known.cameras.all().stream().mapToDouble(CameraRecord::fps).sum();
        int streaming = (int)
                known.cameras.all().stream().filter(CameraRecord::isStreaming).count();
        return new HealthView(
                known.clock.millis(),
                known.started,
                known.model.view(),
                fates,
                lag.newest(),
                known.steps.steps(System.nanoTime()),
                known.bytes.view(),
                new HealthView.Rate(Rounded.tenths(fps), streaming));
    }
}
