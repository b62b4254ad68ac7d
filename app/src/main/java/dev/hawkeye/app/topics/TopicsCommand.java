package dev.hawkeye.app.topics;

import picocli.CommandLine.Command;

/** {@code hawkeye topics}: the topics of a site, for the operator of its Kafka. */
@Command(
        name = "topics",
        description = "Creates or checks the topics of a site.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CreateCommand.class, CheckCommand.class})
public final class TopicsCommand {}
