package dev.hawkeye.bench;

import dev.hawkeye.app.Hawkeye;
import java.util.List;

/**
 * The main class of {@code ./hawkeye} in a source tree: the program plus {@code bench}, which the image does not
 * contain.
 */
public final class HawkeyeWithBench {
    public static final List<Class<?>> COMMANDS = List.of(BenchCommand.class);

    private HawkeyeWithBench() {}

    public static void main(String[] arguments) {
        Hawkeye.main(arguments, COMMANDS);
    }
}
