package dev.hawkeye.commandline;

import dev.hawkeye.settings.Nearest;
import dev.hawkeye.settings.Redaction;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The error for an invalid command line: one line, with the nearest known word. */
public final class UsageFailure {
    private UsageFailure() {}

    public static int report(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        CommandSpec spec = command.getCommandSpec();
        command.getErr()
                .println("hawkeye: " + Redaction.redact(line(failure, spec)) + "; see " + spec.qualifiedName()
                        + " --help");
        return Failures.USER;
    }

    private static String line(ParameterException failure, CommandSpec spec) {
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().get(0), spec);
        }
        return String.valueOf(failure.getMessage())
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceAll("is not an? (int|long)$", "is not a whole number")
                .replaceAll("is not an? (float|double|floating point number)$", "is not a number");
    }

    private static String unknown(String word, CommandSpec spec) {
        String name = word.split("=", 2)[0];
        if (name.startsWith("-")) {
            List<String> options = new ArrayList<>();
            spec.options().forEach(option -> options.addAll(List.of(option.names())));
            return "unknown option " + name + near(name, options);
        }
        if (spec.subcommands().isEmpty()) {
            return "'" + word + "' is an unexpected argument";
        }
        return "unknown command " + word
                + near(word, List.copyOf(spec.subcommands().keySet()));
    }

    private static String near(String word, List<String> known) {
        return Nearest.to(word, known)
                .map(nearest -> ": did you mean " + nearest + "?")
                .orElse("");
    }
}
