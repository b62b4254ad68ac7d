package dev.hawkeye.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** What one line of arguments printed and returned. */
public record CommandLineRun(int exitCode, List<String> out, List<String> err) {

    public static CommandLineRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Hawkeye.commandLine(List.of()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = commandLine.execute(arguments);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return new CommandLineRun(
                exitCode,
                out.toString().lines().toList(),
                err.toString().lines().toList());
    }
}
