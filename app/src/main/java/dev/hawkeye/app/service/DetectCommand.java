package dev.hawkeye.app.service;

import dev.hawkeye.detector.DetectorService;
import dev.hawkeye.site.DataLayout;
import dev.hawkeye.site.Service;
import dev.hawkeye.site.ServiceContext;
import dev.hawkeye.site.check.ModelFile;
import dev.hawkeye.site.config.ConfigCheck;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "detect",
        description =
                "Runs the detector: frames to detections. Needs an external Kafka and schema registry. Instances share the work.")
public final class DetectCommand extends ServiceCommand {
    @Override
    String name() {
        return "detect";
    }

    @Override
    List<ConfigCheck> checks() {
        return List.of(ModelFile::checkConfigured);
    }

    @Override
    Service service(ServiceContext site) {
        DetectorService detector = new DetectorService(
                site.config().detector(), site.kafka(), site.topics(), site.registry(), site.metrics());
        detector.followModels(new DataLayout(site.config().dataDirectory()).models());
        return new Service(
                name(),
                detector::start,
                detector::ready,
                detector::live,
                detector::waitsFor,
                detector::overloaded,
                detector);
    }
}
