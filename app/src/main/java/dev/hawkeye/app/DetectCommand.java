package dev.hawkeye.app;

import dev.hawkeye.app.config.HawkeyeConfig;
import dev.hawkeye.detector.DetectorService;
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
    void check(HawkeyeConfig config) {
        ModelFile.check(config);
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
