package dev.hawkeye.app.track;

import picocli.CommandLine.Command;

/** {@code hawkeye track}: evaluation that needs only boxes, no pictures and no Kafka. */
@Command(
        name = "track",
        description = "Measures how well objects are tracked.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = EvaluateCommand.class)
public final class TrackCommand {}
