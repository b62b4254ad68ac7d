package dev.hawkeye.app.reset;

import java.io.Console;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The word that the user types to confirm. Nothing else is accepted, not even {@code y}. */
final class TypedYes {
    private static final String WORD = "yes";

    private TypedYes() {}

    /**
     * Asks on the terminal.
     *
     * @return empty if there is no terminal
     */
    // Java 22 to 24 have a console without a terminal, too: its input ends at once, or another program supplies the
    // word.
    @SuppressWarnings("SystemConsoleNull")
    static Optional<Boolean> onTerminal(String question) {
        Console console = System.console();
        return console == null ? Optional.empty() : typed(question, prompt -> console.readLine("%s", prompt));
    }

    /** @param terminal maps a prompt to the typed line; null at the end of the input */
    static Optional<Boolean> typed(String question, UnaryOperator<String> terminal) {
        String line = terminal.apply(question + " Type " + WORD + ": ");
        return Optional.ofNullable(line).map(typed -> typed.strip().equals(WORD));
    }
}
