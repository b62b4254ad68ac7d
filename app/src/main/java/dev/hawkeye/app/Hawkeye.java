package dev.hawkeye.app;

import dev.hawkeye.app.camera.CameraCommand;
import dev.hawkeye.app.config.ConfigCommand;
import dev.hawkeye.app.demo.DemoCommand;
import dev.hawkeye.app.frames.FramesCommand;
import dev.hawkeye.app.model.ModelCommand;
import dev.hawkeye.app.options.Version;
import dev.hawkeye.app.reset.ResetCommand;
import dev.hawkeye.app.service.AggregateCommand;
import dev.hawkeye.app.service.ConsoleCommand;
import dev.hawkeye.app.service.DetectCommand;
import dev.hawkeye.app.service.IngestCommand;
import dev.hawkeye.app.service.NotifyCommand;
import dev.hawkeye.app.service.RunCommand;
import dev.hawkeye.app.settings.SettingsCommand;
import dev.hawkeye.app.size.SizeCommand;
import dev.hawkeye.app.synthetic.SyntheticCommand;
import dev.hawkeye.app.tail.TailCommand;
import dev.hawkeye.app.topics.TopicsCommand;
import dev.hawkeye.app.track.TrackCommand;
import dev.hawkeye.commandline.Arguments;
import dev.hawkeye.commandline.Failures;
import dev.hawkeye.commandline.LogFormat;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.NativeMemory;
import dev.hawkeye.commandline.PathArgument;
import dev.hawkeye.commandline.TemporaryFiles;
import dev.hawkeye.commandline.UsageFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. Exit code 0 on success, 2 for errors that the user can fix, 1 otherwise. */
@Command(
        name = "hawkeye",
        description = "Video analytics on Kafka Streams: cameras in, per-class counts and keyframes out.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            IngestCommand.class,
            DetectCommand.class,
            AggregateCommand.class,
            ConsoleCommand.class,
            NotifyCommand.class,
            TailCommand.class,
            CameraCommand.class,
            SettingsCommand.class,
            TopicsCommand.class,
            ResetCommand.class,
            ConfigCommand.class,
            AnalyzeCommand.class,
            ReplayCommand.class,
            FramesCommand.class,
            ModelCommand.class,
            TrackCommand.class,
            SizeCommand.class,
            SyntheticCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Success.",
            "1:A failure at run time, or a check that failed.",
            "2:Something to fix: command line, settings, a file, an address that does not answer.",
            "130:Interrupted with Ctrl-C."
        })
public final class Hawkeye {
    private static final Logger log = LoggerFactory.getLogger(Hawkeye.class);

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean stacktrace;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Log debug messages, with stack traces.")
    private boolean verbose;

    @Option(names = "--quiet", scope = ScopeType.INHERIT, description = "Log only warnings and errors; hide progress.")
    private boolean quiet;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:HAWKEYE_LOG_FORMAT:-text}",
            description = "Log format: text, or json for one object per line. Default: HAWKEYE_LOG_FORMAT, or text.")
    private LogFormat logFormat;

    private Hawkeye() {}

    public static void main(String[] arguments) {
        main(arguments, List.of());
    }

    /**
     * Executes one command line and exits the process.
     *
     * @param more commands besides those of this class
     */
    public static void main(String[] arguments, List<Class<?>> more) {
        TemporaryFiles.settle();
        NativeMemory.settle();
        System.exit(execute(commandLine(more), arguments));
    }

    private static int execute(CommandLine commandLine, String... arguments) {
        try {
            return commandLine.execute(arguments);
        } catch (LinkageError e) {
            commandLine.getErr().println("hawkeye: a library of this build cannot be loaded: " + e.getMessage());
            return Failures.OTHER;
        }
    }

    /** Returns the command line, ready to execute. */
    public static CommandLine commandLine(List<Class<?>> more) {
        Hawkeye hawkeye = new Hawkeye();
        CommandLine commandLine = new CommandLine(hawkeye);
        more.forEach(commandLine::addSubcommand);
        commandLine.addSubcommand(CompletionCommand.class);
        return commandLine
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, new PathArgument())
                .setExecutionStrategy(hawkeye::run)
                .setExecutionExceptionHandler(hawkeye.executionFailure())
                .setParameterExceptionHandler(UsageFailure::report);
    }

    /** Runs the parsed command; one that only has subcommands prints its usage. */
    private int run(CommandLine.ParseResult parsed) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        CommandLine.ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine command = last.commandSpec().commandLine();
        if (!(last.commandSpec().userObject() instanceof Callable<?>)) {
            command.usage(command.getOut());
            return 0;
        }
        Logs.configure(logFormat, verbose, quiet);
        return new CommandLine.RunLast().execute(parsed);
    }

    private IExecutionExceptionHandler executionFailure() {
        return (failure, command, parsed) -> {
            if (failure instanceof CommandLine.ParameterException usage) {
                return command.getParameterExceptionHandler().handleParseException(usage, new String[0]);
            }
            Arguments arguments = new Arguments(parsed.originalArgs());
            for (String line : Failures.lines(failure)) {
                if (logFormat == LogFormat.JSON) {
                    log.error(arguments.hidden(line));
                } else {
                    command.getErr().println("hawkeye: " + arguments.hidden(line));
                }
            }
            if (stacktrace && !Failures.quotesLogin(failure) && !arguments.haveSecrets()) {
                failure.printStackTrace(command.getErr());
            }
            return Failures.exitCode(failure);
        };
    }
}
