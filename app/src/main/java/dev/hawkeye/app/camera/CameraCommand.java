package dev.hawkeye.app.camera;

import picocli.CommandLine.Command;

/** {@code hawkeye camera}: the cameras of a site that runs. */
@Command(
        name = "camera",
        description = "Lists the cameras of a running site, and forgets those that are gone.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListCommand.class, ForgetCommand.class})
public final class CameraCommand {}
