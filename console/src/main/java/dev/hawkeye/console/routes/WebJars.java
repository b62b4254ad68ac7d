package dev.hawkeye.console.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Third-party files of the page, in the jars that ship them. */
final class WebJars {
    private static final String PREFIX = "uplot/";
    private static final Set<String> FILES = Set.of("uPlot.iife.min.js", "uPlot.min.css", "uPlot.esm.js");

    private WebJars() {}

    /**
     * @param asset path below /assets/, such as uplot/uPlot.min.css
     * @return path on the class path; empty when it is not a third-party file
     */
    static Optional<String> find(String asset) {
        if (!asset.startsWith(PREFIX) || !FILES.contains(asset.substring(PREFIX.length()))) {
            return Optional.empty();
        }
        return Optional.of(
                "/META-INF/resources/webjars/uplot/" + Version.UPLOT + "/dist/" + asset.substring(PREFIX.length()));
    }

    /** The version is part of the path and comes from the pom. */
    private static final class Version {
        private static final String POM = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
        static final String UPLOT = read();

        private static String read() {
            try (InputStream stream = WebJars.class.getResourceAsStream(POM)) {
                Properties properties = new Properties();
                if (stream != null) {
                    properties.load(stream);
                }
                return properties.getProperty("version", "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
