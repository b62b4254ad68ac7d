package dev.hawkeye.app;

import picocli.CommandLine.IVersionProvider;

/** --version. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"hawkeye " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()};
    }
}
