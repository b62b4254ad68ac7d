package dev.hawkeye.notify.mqtt;

import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;

/** The MQTT topics of a site. Immutable. */
final class TopicNames {
    private static final int MAX_ASCII = 127;

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

    /** Single events, as JSON. */
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

    /** {@code ON} while the camera sees something, retained. */
    String motion(String camera) {
        return site + "/" + level(camera) + "/motion";
    }

    /** The count of a class in view, as JSON, retained. */
    String count(String camera, String className) {
        return site + "/" + level(camera) + "/count/" + level(className);
    }

    /** The count of a class in a zone, as JSON, retained. */
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

    /** Where Home Assistant announces its start. */
    String birth() {
        return discovery + "/status";
    }

    /** Where Home Assistant discovers a camera. */
    String device(String camera) {
        return discovery + "/device/" + deviceId(camera) + "/config";
    }

    /** Where Home Assistant discovers the sensors of a camera. */
    String sensors(String camera) {
        return discovery + "/device/" + deviceId(camera) + "_sensors/config";
    }

    String deviceId(String camera) {
        return siteId + "_" + id(camera);
    }

    /**
     * No-op for configured cameras; replaces invalid characters in other names. Letters of other scripts stay, or two
     * classes of a model whose classes have Cyrillic or Chinese names would have the same topic.
     */
    private static String level(String name) {
        return name.replaceAll("[\\x00-\\x7F&&[^a-zA-Z0-9._-]]|[\\p{C}\\p{Z}]", "_");
    }

    /** Of ASCII letters, digits, '_' and '-', as Home Assistant requires; other letters become their numbers. */
    static String id(String name) {
        StringBuilder id = new StringBuilder();
        name.codePoints().forEach(each -> {
            if (each > MAX_ASCII) {
                id.append('u').append(Integer.toHexString(each));
            } else {
                boolean valid = Character.isLetterOrDigit(each) || each == '_' || each == '-';
                id.append(valid ? (char) each : '_');
            }
        });
        return id.toString();
    }
}
