package dev.hawkeye.notify.mqtt;

import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;

/** The topics of a site on a broker. Immutable. */
final class TopicNames {
    private final String site;
    private final String siteId;
    private final String discovery;

    TopicNames(TargetConfig target, NotifyConfig config) {
        site = target.prefix() + "/" + config.site();
        siteId = "hawkeye_" + id(config.site());
        discovery = target.discovery();
    }

    /** {@code online} or {@code offline}, retained. */
    String availability() {
        return site + "/availability";
    }

    String test() {
        return site + "/test";
    }

    /** Events that are sent alone, as JSON. */
    String event(String camera) {
        return site + "/" + level(camera) + "/event";
    }

    /** {@code ON} or {@code OFF}, retained. */
    String alarm(String camera, String rule) {
        return site + "/" + level(camera) + "/alarm/" + rule;
    }

    /** The last message of an alarm as JSON, retained. */
    String attributes(String camera, String rule) {
        return alarm(camera, rule) + "/attributes";
    }

    boolean discovers() {
        return !discovery.isEmpty();
    }

    /** Where Home Assistant says that it is there. */
    String birth() {
        return discovery + "/status";
    }

    /** Where it learns of a camera. */
    String device(String camera) {
        return discovery + "/device/" + deviceId(camera) + "/config";
    }

    String deviceId(String camera) {
        return siteId + "_" + id(camera);
    }

    /** Cameras of the settings have such names; others are made up. */
    private static String level(String camera) {
        return camera.replaceAll("[^a-zA-Z0-9._-]", "_");
    }

    static String id(String name) {
        return name.replaceAll("[^a-zA-Z0-9_-]", "_");
    }
}
