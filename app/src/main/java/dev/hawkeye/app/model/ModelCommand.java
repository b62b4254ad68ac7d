package dev.hawkeye.app.model;

import picocli.CommandLine.Command;

/** {@code hawkeye model}: models as files, and the models of a running site's detectors. */
@Command(
        name = "model",
        description = "Inspects, measures and quantizes models, and publishes them to running detectors.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            InspectCommand.class,
            EvaluateCommand.class,
            QuantizeCommand.class,
            ModelBenchCommand.class,
            PublishCommand.class,
            ActiveCommand.class,
            RollbackCommand.class,
            RequantizeCommand.class
        })
public final class ModelCommand {}
