package dev.hawkeye.app.service;

import dev.hawkeye.notify.NotifyService;
import dev.hawkeye.site.Service;
import dev.hawkeye.site.ServiceContext;
import dev.hawkeye.site.change.SettingsChange;
import dev.hawkeye.site.check.TargetFiles;
import dev.hawkeye.site.config.ConfigCheck;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.util.List;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;

@Command(
        name = "notify",
        description = "Runs notify: events to alarms, for webhooks and MQTT brokers."
                + " Needs an external Kafka and schema registry. Instances share the work.",
        subcommands = NotifyTestCommand.class)
public final class NotifyCommand extends ServiceCommand {
    private volatile NotifyService notify;

    @Override
    String name() {
        return "notify";
    }

    @Override
    List<ConfigCheck> checks() {
        return List.of(NotifyCommand::checkTargets, TargetFiles::check);
    }

    private static void checkTargets(HawkeyeConfig config, BiConsumer<String, String> problems) {
        if (!config.alarms().isUsed()) {
            problems.accept(
                    "notify.targets",
                    "must have at least one target, got: none; docs/alarms.md has examples of targets and rules");
        }
    }

    @Override
    Service service(ServiceContext site) {
        HawkeyeConfig config = site.config();
        NotifyService made = new NotifyService(
                config.alarms(),
                config.console().zone(),
                config.cameraIds(),
                site.kafka(),
                site.topics(),
                site.registry(),
                site.metrics());
        notify = made;
        return new Service(name(), made::start, made::ready, made::live, made::waitsFor, made);
    }

    @Override
    void change(SettingsChange change) {
        HawkeyeConfig now = change.after();
        notify.change(now.alarms(), now.cameraIds());
    }
}
