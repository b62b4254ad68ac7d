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

    /** {@code ON} while something is before the camera, retained. */
    String motion(String camera) {
        return site + "/" + level(camera) + "/motion";
    }

    /** What is in view of a class, as JSON, retained. */
    String count(String camera, String className) {
        return site + "/" + level(camera) + "/count/" + level(className);
    }

    /** What of a class is in a zone, as JSON, retained. */
    String zone(String camera, String zone, String className) {
        return site + "/" + level(camera) + "/zone/" + level(zone) + "/" + level(className);
    }

    /** The picture of the last event, a JPEG, retained. */
    String keyframe(String camera) {
        return site + "/" + level(camera) + "/keyframe";
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

    /** Where it learns of the sensors of a camera. */
    String sensors(String camera) {
        return discovery + "/device/" + deviceId(camera) + "_sensors/config";
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
