package dev.hawkeye.app.reset;

import dev.hawkeye.app.options.ConfigOptions;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.StoppedRun;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.KafkaTrouble;
import dev.hawkeye.site.reset.ApplicationReset;
import dev.hawkeye.site.reset.ResetPlan;
import dev.hawkeye.site.reset.StreamsApplication;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye reset}. */
@Command(
        name = "reset",
        description = {
            "Makes the detector or the aggregator start over: moves its offsets, and deletes its changelogs and its folder on"
                    + " this machine.",
            "Prints what it will do and the consequences, and does it once you confirm. Refuses while an instance is running."
        })
public final class ResetCommand implements Callable<Integer> {
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    /** An embedded Kafka has no live members, but a killed one is remembered until its session times out. */
    private static final Duration SESSIONS_END = Duration.ofMinutes(1);

    @Parameters(paramLabel = "APPLICATION", description = "One of: ${COMPLETION-CANDIDATES}.")
    private StreamsApplication application;

    @ArgGroup
    private Start start = new Start();

    /** Where the application reads from afterwards. */
    static final class Start {
        @Option(names = "--to-earliest", description = "Read all that is still on its topic. The default.")
        @SuppressWarnings("unused") // only makes the default explicit
        private boolean earliest;

        @Option(names = "--to-latest", description = "Read only what comes from now on.")
        private boolean latest;

        OffsetSpec offsets() {
            return latest ? OffsetSpec.latest() : OffsetSpec.earliest();
        }
    }

    @Option(names = "--yes", description = "Do it without asking.")
    private boolean yes;

    @Option(
            names = "--embedded",
            description = "The site is a stopped `run`: start its embedded Kafka while this command runs.")
    private boolean embedded;

    @Mixin
    private ConfigOptions settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Logs.warningsOnly();
        HawkeyeConfig config = settings.reader().read();
        if (!embedded) {
            return reset(config, Map.of(), Duration.ZERO);
        }
        try (StoppedRun run = StoppedRun.open(config)) {
            return reset(config, run.kafka(), SESSIONS_END);
        }
    }

    private int reset(HawkeyeConfig config, Map<String, Object> place, Duration patience) throws InterruptedException {
        Map<String, Object> kafka = new HashMap<>(application.kafka(config));
        kafka.putAll(place);
        try (ApplicationReset reset = ApplicationReset.connect(application, config, kafka)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("Kafka at " + kafka.get(BOOTSTRAP_SERVERS) + ", cluster " + reset.clusterId());
            ResetPlan plan = reset.plan(start.offsets(), patience);
            if (plan.isEmpty()) {
                out.println("Nothing to do: the " + application + " with application id " + plan.group()
                        + " has no offsets and no topics here, and its topic " + application.source(config)
                        + " does not exist.");
                return 0;
            }
            new PlanText(application, config, plan).print(out);
            out.flush();
            confirm();
            reset.apply(plan);
            out.println("The " + application + " starts over at its next start.");
            return 0;
        } catch (KafkaException e) {
            throw KafkaTrouble.of(e, kafka)
                    .map(trouble -> (RuntimeException) new UserException(trouble.line() + hint(config), e))
                    .orElse(e);
        }
    }

    private void confirm() {
        if (yes) {
            return;
        }
        boolean typed = TypedYes.onTerminal("Do this?")
                .orElseThrow(() ->
                        new UserException("nothing was changed: add --yes, or run this in a terminal, where it asks"));
        if (!typed) {
            throw new UserException("nothing was changed: it was not confirmed with yes");
        }
    }

    private String hint(HawkeyeConfig config) {
        return !embedded && StoppedRun.isKeptIn(config) ? "; if the site is a stopped `run`, add --embedded" : "";
    }
}
