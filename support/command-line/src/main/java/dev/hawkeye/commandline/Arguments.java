package dev.hawkeye.commandline;

import dev.hawkeye.settings.Redaction;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The arguments in the form in which an error may repeat them: a camera URL in the wrong position is shown without its
 * credentials, even if it was parsed as a path.
 */
public final class Arguments {
    private final Map<String, String> shown = new TreeMap<>();

    public Arguments(List<String> typed) {
        for (String argument : typed) {
            learn(argument);
            if (argument.startsWith("--")) {
                learn(argument.substring(argument.indexOf('=') + 1));
            }
        }
    }

    private void learn(String word) {
        List<String> forms = new ArrayList<>(List.of(word));
        try {
            forms.add(Path.of(word).toString());
        } catch (InvalidPathException e) {
            // Otherwise an error could quote it as a path.
        }
        forms.stream()
                .filter(form -> !Redaction.redact(form).equals(form))
                .forEach(form -> shown.put(form, Redaction.redact(form)));
    }

    public boolean haveSecrets() {
        return !shown.isEmpty();
    }

    public String hidden(String message) {
        String safe = message;
        for (Map.Entry<String, String> secret : shown.entrySet()) {
            safe = safe.replace(secret.getKey(), secret.getValue());
        }
        return safe;
    }
}
