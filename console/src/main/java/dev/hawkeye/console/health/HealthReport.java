package dev.hawkeye.console.health;

import dev.hawkeye.console.api.HealthView;
import dev.hawkeye.console.api.HealthView.CameraFates;
import dev.hawkeye.console.api.HealthView.ModelView;
import dev.hawkeye.console.api.OverloadView;
import dev.hawkeye.console.api.OverloadView.CameraLoad;
import dev.hawkeye.console.figures.Rounded;
import dev.hawkeye.console.state.CameraRecord;
import dev.hawkeye.console.state.SiteState;
import dev.hawkeye.metrics.load.Overloaded;
import dev.hawkeye.metrics.load.Relief;
import dev.hawkeye.metrics.load.Relief.Shortage;
import dev.hawkeye.metrics.load.Relief.UsedModel;
import dev.hawkeye.schemas.Fate;
import java.util.List;

/** Assembles the health report of the site. Thread-safe. */
public final class HealthReport {
    private final SiteState known;
    private final Lag lag;

    public HealthReport(SiteState known, Lag lag) {
        this.known = known;
        this.lag = lag;
    }

    public HealthView now() {
        List<CameraFates> fates = known.cameras.all().stream()
                .map(camera -> new CameraFates(
                        camera.id(),
                        camera.count(Fate.DETECTED),
                        camera.count(Fate.UNCHANGED),
                        camera.count(Fate.SHED),
                        camera.count(Fate.FAILED)))
                .toList();
        double fps = known.cameras.all().stream().mapToDouble(CameraRecord::fps).sum();
        double unchanged = known.cameras.all().stream()
                .mapToDouble(CameraRecord::unchangedFps)
                .sum();
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
                new HealthView.Rate(Rounded.tenths(fps), Rounded.tenths(unchanged), streaming),
                known.overload
                        .state()
                        .map(overload -> view(overload, known.model.view()))
                        .orElse(null));
    }

    /** @param model null when unknown */
    static OverloadView view(Overloaded now, ModelView model) {
        UsedModel used =
                model == null ? new UsedModel("the model", null) : new UsedModel(model.name(), model.precision());
        return new OverloadView(
                Rounded.rate(now.wanted()),
                Rounded.rate(now.analysed()),
                now.cameras().stream()
                        .map(camera -> new CameraLoad(
                                camera.name(), Rounded.rate(camera.wanted()), Rounded.rate(camera.analysed())))
                        .toList(),
                Relief.of(Shortage.of(now), used));
    }
}
