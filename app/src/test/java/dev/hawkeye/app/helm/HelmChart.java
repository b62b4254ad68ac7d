package dev.hawkeye.app.helm;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** The chart in {@code deploy/helm/hawkeye}, rendered by Helm's own engine: {@code helm template}, without a cluster. */
final class HelmChart {
    static final Path DIRECTORY = Path.of("..", "deploy", "helm", "hawkeye");

    private HelmChart() {}

    /**
     * Renders it as release {@code site} in namespace {@code cameras}.
     *
     * @param values YAML, over the chart's own
     * @throws Refusal when the chart refuses them
     */
    static Manifests render(String values) {
        return Manifests.parse(with(values, HelmChart::template));
    }

    /** What helm shows after it has installed the chart with these values. */
    static String notes(String values) {
        String shown = with(values, HelmChart::install);
        return shown.substring(shown.indexOf("\nNOTES:"));
    }

    private static String with(String values, Function<Path, String> call) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                return call.apply(Files.writeString(file, values));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String install(Path values) {
        return new Helm(DIRECTORY)
                .install()
                .clientOnly()
                .dryRun()
                .withName("site")
                .withNamespace("cameras")
                .withKubeVersion("1.34.0")
                .withValuesFile(values)
                .call()
                .getOutput();
    }

    private static String template(Path values) {
        try {
            return new Helm(DIRECTORY)
                    .template()
                    .withName("site")
                    .withNamespace("cameras")
                    .withKubeVersion("1.34.0")
                    .withValuesFile(values)
                    .call();
        } catch (IllegalStateException e) {
            throw new Refusal(e.getMessage());
        }
    }

    /** What helm says to the user. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }
}
