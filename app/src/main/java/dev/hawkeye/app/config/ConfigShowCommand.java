package dev.hawkeye.app.config;

import dev.hawkeye.app.options.ConfigOptions;
import dev.hawkeye.commandline.Table;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hawkeye config show}. */
@Command(name = "show", description = "Prints every setting and its origin, with secrets masked.")
final class ConfigShowCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ConfigReader reader = settings.reader();
        HawkeyeConfig unused = reader.read();
        Table table = Table.of("key", "value", "set by");
        reader.settings().forEach(setting -> table.row(setting.path(), setting.shown(), setting.origin()));
        table.print(spec.commandLine().getOut());
        return 0;
    }
}
