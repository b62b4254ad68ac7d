package dev.hawkeye.app;

import dev.hawkeye.detector.DetectorService;
import dev.hawkeye.site.ModelFile;
import dev.hawkeye.site.Service;
import dev.hawkeye.site.Site;
import dev.hawkeye.site.config.Look;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "detect",
        description =
                "Runs the detector: frames to detections. Needs an external Kafka and schema registry. Instances share the work.")
final class DetectCommand extends ServiceCommand {
    @Override
    String name() {
        return "detect";
    }

    @Override
    List<Look> looks() {
        return List.of(ModelFile::look);
    }

    @Override
    Service service(Site site) {
        DetectorService detector = new DetectorService(
                site.config().detector(), site.kafka(), site.topics(), site.registry(), site.metrics());
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
