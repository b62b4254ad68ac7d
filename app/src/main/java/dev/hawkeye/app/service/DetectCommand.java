package dev.hawkeye.app.service;

import dev.hawkeye.console.access.AccessControl;
import dev.hawkeye.detector.DetectorService;
import dev.hawkeye.site.Closing;
import dev.hawkeye.site.DataLayout;
import dev.hawkeye.site.Service;
import dev.hawkeye.site.ServiceContext;
import dev.hawkeye.site.change.SettingsChange;
import dev.hawkeye.site.check.ModelFile;
import dev.hawkeye.site.config.ConfigCheck;
import dev.hawkeye.site.topology.TopologyRoute;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

@Command(
        name = "detect",
        description =
                "Runs the detector: frames to detections. Needs an external Kafka and schema registry. Instances share the work.")
public final class DetectCommand extends ServiceCommand {
    private volatile DetectorService detector;
    private DriftRemedy remedy = DriftRemedy.NONE;

    @Override
    String name() {
        return "detect";
    }

    @Override
    List<ConfigCheck> checks() {
        return List.of(ModelFile::checkConfigured);
    }

    @Override
    List<Consumer<RoutesConfig>> routes(ServiceContext site, AccessControl access) {
        TopologyRoute.Part topology = new TopologyRoute.Part(
                "detector",
                site.config().detector().applicationId(),
                () -> Optional.ofNullable(detector).map(DetectorService::topology));
        return List.of(new TopologyRoute(access, List.of(topology))::addTo);
    }

    @Override
    Service service(ServiceContext site) {
        DetectorService made = new DetectorService(
                site.config().detector(), site.kafka(), site.topics(), site.registry(), site.metrics());
        made.followModels(new DataLayout(site.config().dataDirectory()).models());
        made.tracing(site.traces());
        detector = made;
        if (site.config().detector().drift().requantize()) {
            remedy = DriftRemedy.of(made::drifted, siteOptions());
        }
        AutoCloseable closing = () -> Closing.inOrder(remedy, made);
        return new Service(name(), made::start, made::ready, made::live, made::waitsFor, made::overloaded, closing);
    }

    @Override
    void look() {
        remedy.look();
    }

    @Override
    void change(SettingsChange change) {
        detector.change(change.after().detector());
    }
}
