package dev.hawkeye.app.docs;

import dev.hawkeye.app.Hawkeye;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** docs/commands.md, from the command line: the help of every command, at one width. */
final class CommandsDocument {
    private static final int WIDTH = 110;
    private static final String BEGINNING = """
            # Commands

            %s

            The help of every command, as `./hawkeye COMMAND --help` prints it. You can also set every configuration key in the
            environment ([settings.md](settings.md)). The benchmarks (`./hawkeye bench …`) exist in a source tree only:
            [CONTRIBUTING.md](../CONTRIBUTING.md) lists them.
            """.formatted(GeneratedDocument.NOTE);

    private CommandsDocument() {}

    static String text() {
        StringBuilder document = new StringBuilder(BEGINNING);
        append(Hawkeye.commandLine(List.of()), document);
        return document.toString();
    }

    private static void append(CommandLine command, StringBuilder document) {
        command.setUsageHelpAutoWidth(false);
        command.setUsageHelpWidth(WIDTH);
        document.append("\n## ")
                .append(command.getCommandSpec().qualifiedName())
                .append("\n\n");
        document.append("```text\n")
                .append(command.getUsageMessage(Ansi.OFF).strip())
                .append("\n```\n");
        Set<CommandLine> below = new LinkedHashSet<>(command.getSubcommands().values());
        below.forEach(subcommand -> append(subcommand, document));
    }
}
