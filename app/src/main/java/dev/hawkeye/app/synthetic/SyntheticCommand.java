package dev.hawkeye.app.synthetic;

import picocli.CommandLine.Command;

/** {@code hawkeye synthetic}: synthetic data sets. */
@Command(
        name = "synthetic",
        description = "Generates synthetic data sets with ground truth.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = StreetCommand.class)
public final class SyntheticCommand {}
