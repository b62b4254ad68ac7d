package dev.hawkeye.app.config;

import picocli.CommandLine.Command;

/** {@code hawkeye config}: the settings, without starting anything. */
@Command(
        name = "config",
        description = "Validates or prints the settings.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ConfigCheckCommand.class, ConfigShowCommand.class})
public final class ConfigCommand {}
