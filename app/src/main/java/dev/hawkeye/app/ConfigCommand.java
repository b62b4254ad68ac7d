package dev.hawkeye.app;

import picocli.CommandLine.Command;

/** {@code hawkeye config}: settings, without anything that is started with them. */
@Command(
        name = "config",
        description = "Checks settings, or shows what they come to.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ConfigCheckCommand.class, ConfigShowCommand.class})
final class ConfigCommand {}
