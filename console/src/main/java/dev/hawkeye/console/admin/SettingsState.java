package dev.hawkeye.console.admin;

import java.util.List;

/**
 * @param revision newest revision; 0 while hawkeye.yaml applies
 * @param by author of the last change; null without one
 * @param at time of the last change, epoch milliseconds; null without one
 */
public record SettingsState(long revision, String by, Long at, List<Instance> instances) {
    /**
     * A running process.
     *
     * @param service the service such as detect
     * @param state APPLIED or REFUSED
     * @param revision the revision that it has applied or refused
     * @param profile the profile in use there; null for none
     * @param reason why it refused the revision; null otherwise
     */
    public record Instance(
            String instance, String service, String state, long revision, String profile, String reason) {}
}
