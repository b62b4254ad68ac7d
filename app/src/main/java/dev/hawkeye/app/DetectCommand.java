package dev.hawkeye.app;

import dev.hawkeye.detector.DetectorService;
import dev.hawkeye.schemas.Topics;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(
        name = "detect",
        description = "Frames to detections, against an outside Kafka and schema registry. Instances share the work.")
final class DetectCommand extends ServiceCommand {
    @Override
    Set<String> topics(Topics all) {
        return Set.of(all.frames(), all.detections(), all.framesDlq());
    }

    @Override
    Service service(Site site) {
        ModelFile.check(site.config().detector().model());
        DetectorService detector = new DetectorService(
                site.config().detector(), site.kafka(), site.topics(), site.registry(), site.metrics());
        return new Service("detect", detector::start, detector::ready, detector::live, detector);
    }
}
