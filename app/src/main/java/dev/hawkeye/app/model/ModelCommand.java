package dev.hawkeye.app.model;

import picocli.CommandLine.Command;

/** {@code hawkeye model}: what needs a model only, no cameras and no Kafka. */
@Command(
        name = "model",
        description = "Inspects, measures and quantizes models.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {InspectCommand.class, EvaluateCommand.class, QuantizeCommand.class, ModelBenchCommand.class})
public final class ModelCommand {}
