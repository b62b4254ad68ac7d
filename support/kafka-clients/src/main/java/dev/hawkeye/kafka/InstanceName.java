package dev.hawkeye.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of a process on topics. */
public final class InstanceName {
    private InstanceName() {}

    /** Returns HOST/PROCESS of this process. */
    public static String own() {
        return host() + "/" + ProcessHandle.current().pid();
    }

    /** The name of this machine, or of the container. */
    public static String host() {
        String name = System.getenv("HOSTNAME");
        try {
            return name == null || name.isBlank() ? InetAddress.getLocalHost().getHostName() : name;
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
