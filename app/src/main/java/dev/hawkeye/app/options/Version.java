package dev.hawkeye.app.options;

import picocli.CommandLine.IVersionProvider;

/** The version, as printed by {@code --version}. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {text(), "Java " + Runtime.version()};
    }

    /** @return a text such as {@code hawkeye 0.1.0} */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return "hawkeye " + (version == null ? "(not packaged)" : version);
    }
}
