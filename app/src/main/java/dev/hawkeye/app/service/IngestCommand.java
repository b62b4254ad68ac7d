package dev.hawkeye.app.service;

import dev.hawkeye.ingest.IngestService;
import dev.hawkeye.site.DataLayout;
import dev.hawkeye.site.GateAreas;
import dev.hawkeye.site.Service;
import dev.hawkeye.site.ServiceContext;
import dev.hawkeye.site.change.SettingsChange;
import dev.hawkeye.site.config.CameraSecrets;
import dev.hawkeye.site.config.ConfigCheck;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "ingest",
        description =
                "Runs ingest: cameras to frames. Needs an external Kafka and schema registry. Instances share the cameras.")
public final class IngestCommand extends ServiceCommand {
    private IngestService ingest;

    @Override
    String name() {
        return "ingest";
    }

    @Override
    List<ConfigCheck> checks() {
        return List.of(CameraSecrets::check);
    }

    @Override
    Service service(ServiceContext site) {
        ingest = new IngestService(
                site.config().ingest(),
                site.config().cameras(),
                site.kafka(),
                site.topics(),
                site.registry(),
                site.metrics());
        ingest.ignoring(GateAreas.of(site.config()));
        ingest.tracing(site.traces());
        ingest.recording(site.config().clips(), DataLayout.clips(site.config().dataDirectory()));
        return new Service(name(), ingest::start, ingest::ready, ingest::live, ingest);
    }

    @Override
    void change(SettingsChange change) {
        HawkeyeConfig now = change.after();
        ingest.change(now.cameras(), now.ingest().gate(), GateAreas.of(now), change.otherMasks());
    }
}
