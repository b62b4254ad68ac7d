package dev.hawkeye.app.synthetic;

import picocli.CommandLine.Command;

/** {@code hawkeye synthetic}: pictures that nobody took. */
@Command(
        name = "synthetic",
        description = "Writes pictures that nobody took, with what is truly to be seen in them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = StreetCommand.class)
public final class SyntheticCommand {}
