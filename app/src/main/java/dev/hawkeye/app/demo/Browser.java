package dev.hawkeye.app.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Opens a page in the user's browser, if there is a display. Otherwise does nothing, because the address is also
 * printed.
 */
final class Browser {
    private Browser() {}

    static void open(String address) {
        command(System.getProperty("os.name"), System.getenv()).ifPresent(opener -> {
            try {
                List<String> command = new ArrayList<>(opener);
                command.add(address);
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException notInstalled) {
                return; // The address is also printed.
            }
        });
    }

    /** The command that opens a page on a system; empty if it has no display. */
    static Optional<List<String>> command(String system, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return Optional.of(List.of("open"));
        }
        if (name.startsWith("windows")) {
            return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")
                ? Optional.of(List.of("xdg-open"))
                : Optional.empty();
    }
}
