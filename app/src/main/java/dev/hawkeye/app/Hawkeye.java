package dev.hawkeye.app;

import dev.hawkeye.app.analyze.AnalyzeCommand;
import dev.hawkeye.app.bench.BenchCommand;
import dev.hawkeye.app.demo.DemoCommand;
import dev.hawkeye.app.model.ModelCommand;
import dev.hawkeye.app.synthetic.SyntheticCommand;
import dev.hawkeye.app.topics.TopicsCommand;
import dev.hawkeye.ingest.Redaction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. Exit code 0 when all went well, 2 for what the user can mend, 1 otherwise. */
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
            TailCommand.class,
            TopicsCommand.class,
            AnalyzeCommand.class,
            ModelCommand.class,
            SyntheticCommand.class,
            BenchCommand.class
        })
public final class Hawkeye {
    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Show where in the program an error came from.")
    private boolean stacktrace;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Log more, with stack traces.")
    private boolean verbose;

    private Hawkeye() {}

    public static void main(String[] arguments) {
        TemporaryFiles.settle();
        System.exit(execute(arguments));
    }

    private static int execute(String... arguments) {
        CommandLine commandLine = commandLine();
        try {
            return commandLine.execute(arguments);
        } catch (LinkageError e) {
            commandLine.getErr().println("hawkeye: a library of this build cannot be loaded: " + e.getMessage());
            return Failures.OTHER;
        }
    }

    /** Ready to execute one line of arguments. */
    static CommandLine commandLine() {
        Hawkeye hawkeye = new Hawkeye();
        CommandLine commandLine = new CommandLine(hawkeye);
        return commandLine
                .setExecutionStrategy(parsed -> {
                    if (hawkeye.verbose) {
                        Logs.verbose();
                    }
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setExecutionExceptionHandler(hawkeye.executionFailure())
                .setParameterExceptionHandler(usageFailure());
    }

    private IExecutionExceptionHandler executionFailure() {
        return (failure, command, parsed) -> {
            if (failure instanceof CommandLine.ParameterException usage) {
                return command.getParameterExceptionHandler().handleParseException(usage, new String[0]);
            }
            command.getErr().println("hawkeye: " + Failures.line(failure));
            if (stacktrace && !Failures.quotesLogin(failure)) {
                failure.printStackTrace(command.getErr());
            }
            return Failures.exitCode(failure);
        };
    }

    private static IParameterExceptionHandler usageFailure() {
        return (failure, arguments) -> {
            CommandLine command = failure.getCommandLine();
            String line = Redaction.redact(String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " "));
            command.getErr()
                    .println("hawkeye: " + line + "; see "
                            + command.getCommandSpec().qualifiedName() + " --help");
            return Failures.USER;
        };
    }
}
