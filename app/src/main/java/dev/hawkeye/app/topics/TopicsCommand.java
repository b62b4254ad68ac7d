package dev.hawkeye.app.topics;

import picocli.CommandLine.Command;

/** {@code hawkeye topics}: the topics of a site, for whoever runs its Kafka. */
@Command(
        name = "topics",
        description = "Makes the topics of a site, or tells whether they fit.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CreateCommand.class, CheckCommand.class})
public final class TopicsCommand {}
