package dev.hawkeye.app.model;

import picocli.CommandLine.Command;

/** {@code hawkeye model}: what concerns a model alone, without cameras and Kafka. */
@Command(
        name = "model",
        description =
                "Looks at models: what they are, how fast, how well they find what is in pictures; makes INT8 of them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {InspectCommand.class, EvaluateCommand.class, QuantizeCommand.class, ModelBenchCommand.class})
public final class ModelCommand {}
