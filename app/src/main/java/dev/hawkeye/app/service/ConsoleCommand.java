package dev.hawkeye.app.service;

import dev.hawkeye.console.ConsoleService;
import dev.hawkeye.console.access.AccessControl;
import dev.hawkeye.console.access.Sessions;
import dev.hawkeye.console.admin.Administration;
import dev.hawkeye.console.counts.HttpCountHistory;
import dev.hawkeye.site.Service;
import dev.hawkeye.site.ServiceContext;
import dev.hawkeye.site.ShownPipeline;
import dev.hawkeye.site.admin.SiteAdministration;
import dev.hawkeye.site.change.SettingsChange;
import dev.hawkeye.site.config.ConfigCheck;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.config.HttpConfig;
import dev.hawkeye.site.http.Access;
import dev.hawkeye.site.http.AdminAccess;
import dev.hawkeye.site.kafka.ServiceKafka;
import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import picocli.CommandLine.Command;

@Command(name = "console", description = "Runs the web console. Needs an external Kafka and schema registry.")
public final class ConsoleCommand extends ServiceCommand {
    private ConsoleService console;
    private Sessions sessions;

    @Override
    String name() {
        return "console";
    }

    @Override
    List<ConfigCheck> checks() {
        return List.of(ConsoleCommand::checkToken);
    }

    private static void checkToken(HawkeyeConfig config, BiConsumer<String, String> problems) {
        if (Access.letsNobodyIn(config.http())) {
            problems.accept(
                    "http.token",
                    "must be set when http.host is " + config.http().host()
                            + ", got: none; make one with `openssl rand -hex 24` and put it in HAWKEYE_HTTP_TOKEN,"
                            + " or set http.host to 127.0.0.1");
        }
    }

    @Override
    AccessControl access(HttpConfig http) {
        sessions = new Sessions(super.access(http), Clock.systemUTC());
        return sessions;
    }

    @Override
    List<Consumer<RoutesConfig>> routes(ServiceContext site, AccessControl access) {
        HawkeyeConfig config = site.config();
        console = new ConsoleService(
                config.console(),
                ShownPipeline.of(config),
                site::kafka,
                site.registry(),
                new HttpCountHistory(
                        config.console().aggregators(), config.http().token()),
                site.metrics());
        Administration administration = SiteAdministration.of(
                () -> ServiceKafka.of(config, name()), site.topics(), site.registry(), this::reader);
        AdminAccess admin = new AdminAccess(config.http());
        return List.of(routes -> console.addTo(routes, sessions, admin, administration));
    }

    @Override
    Service service(ServiceContext site) {
        change(site.config());
        return new Service(name(), console::start, console::ready, console::live, console);
    }

    @Override
    void change(SettingsChange change) {
        change(change.after());
    }

    private void change(HawkeyeConfig now) {
        console.change(now.aggregator().scenes(), now.detector().limits());
    }
}
