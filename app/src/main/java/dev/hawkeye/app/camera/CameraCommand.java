package dev.hawkeye.app.camera;

import picocli.CommandLine.Command;

/** {@code hawkeye camera}: the cameras of a running site. */
@Command(
        name = "camera",
        description = "Lists the cameras of a running site, and forgets those that were removed.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListCommand.class, ForgetCommand.class})
public final class CameraCommand {}
