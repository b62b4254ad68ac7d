package dev.hawkeye.app;

import dev.hawkeye.ingest.IngestService;
import dev.hawkeye.schemas.Topics;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(
        name = "ingest",
        description = "Cameras to frames, against an outside Kafka and schema registry. Instances share the cameras.")
final class IngestCommand extends ServiceCommand {
    @Override
    Set<String> topics(Topics all) {
        return Set.of(all.frames(), all.cameraStatus());
    }

    @Override
    Service service(Site site) {
        IngestService ingest = new IngestService(
                site.config().ingest(),
                site.config().cameras(),
                site.kafka(),
                site.topics(),
                site.registry(),
                site.metrics());
        return new Service("ingest", ingest::start, ingest::ready, ingest::live, ingest);
    }
}
