package dev.hawkeye.app.settings;

import picocli.CommandLine.Command;

/** {@code hawkeye settings}. */
@Command(
        name = "settings",
        description = "Shows and changes the settings of a running site's cameras.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ShowCommand.class,
            SetCommand.class,
            ApplyCommand.class,
            ProfileCommand.class,
            HistoryCommand.class,
            UndoCommand.class,
            StatusCommand.class
        })
public final class SettingsCommand {}
