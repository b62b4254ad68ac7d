package dev.hawkeye.bench;

import dev.hawkeye.app.Hawkeye;
import java.util.List;

/** What {@code ./hawkeye} starts in a source tree: the program, and {@code bench} besides, which the image does not have. */
public final class HawkeyeWithBench {
    public static final List<Class<?>> COMMANDS = List.of(BenchCommand.class);

    private HawkeyeWithBench() {}

    public static void main(String[] arguments) {
        Hawkeye.main(arguments, COMMANDS);
    }
}
