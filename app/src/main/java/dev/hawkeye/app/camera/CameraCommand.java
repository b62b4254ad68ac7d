package dev.hawkeye.app.camera;

import picocli.CommandLine.Command;

/** {@code hawkeye camera}: the cameras of a running site. */
@Command(
        name = "camera",
        description = "Lists, adds, changes and removes the cameras of a running site.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListCommand.class, AddCommand.class, SetCommand.class, RemoveCommand.class, ForgetCommand.class})
public final class CameraCommand {}
