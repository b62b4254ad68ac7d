package dev.hawkeye.app.reset;

import java.io.Console;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The word that a person types to confirm. Nothing else will do, {@code y} neither. */
final class TypedYes {
    private static final String WORD = "yes";

    private TypedYes() {}

    /**
     * Asks on the terminal.
     *
     * @return empty if there is none
     */
    // Java 22 to 24 have a console without a terminal, too: it is at its end at once, or someone feeds it the word.
    @SuppressWarnings("SystemConsoleNull")
    static Optional<Boolean> onTerminal(String question) {
        Console console = System.console();
        return console == null ? Optional.empty() : typed(question, prompt -> console.readLine("%s", prompt));
    }

    /** @param terminal from a prompt to the line that was typed; null at the end of the input */
    static Optional<Boolean> typed(String question, UnaryOperator<String> terminal) {
        String line = terminal.apply(question + " Type " + WORD + ": ");
        return Optional.ofNullable(line).map(typed -> typed.strip().equals(WORD));
    }
}
