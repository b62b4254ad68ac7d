package dev.hawkeye.schemas;

import dev.hawkeye.settings.Check;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Names of Hawkeye's topics under a common prefix. Immutable.
 *
 * @param prefix put before each name unchanged; may be empty. Letters, digits, '.', '_' and '-'.
 */
public record Topics(String prefix) {

    public Topics {
        Check.that(
                prefix.matches("[a-zA-Z0-9._-]{0,100}"),
                "prefix",
                "must be up to 100 letters, digits, '.', '_' and '-'",
                "'" + prefix + "'");
    }

    /** {@link Frame} by camera id. */
    public String frames() {
        return prefix + "frames";
    }

    /** {@link Detection} by camera id. */
    public String detections() {
        return prefix + "detections";
    }

    /** {@link WindowCount} by camera id and class, early and final. */
    public String counts() {
        return prefix + "counts";
    }

    /** {@link Event} by camera id. */
    public String events() {
        return prefix + "events";
    }

    /** {@link Track} by camera id and id of the object: updates and one final record. */
    public String tracks() {
        return prefix + "tracks";
    }

    /** {@link Keyframe} by camera id: the picture of every event. */
    public String keyframes() {
        return prefix + "keyframes";
    }

    /** {@link Clip} by camera id: where the clip of an event is, or why there is none. */
    public String clips() {
        return prefix + "clips";
    }

    /** Final {@link WindowCount} by site, camera id and class, mirrored to the cloud. */
    public String cloudCounts() {
        return prefix + "cloud.counts";
    }

    /** {@link Keyframe} by site and camera id, only those that may leave the site, mirrored to the cloud. */
    public String cloudKeyframes() {
        return prefix + "cloud.keyframes";
    }

    /** {@link CameraStatus} by camera id, compacted. */
    public String cameraStatus() {
        return prefix + "camera-status";
    }

    /** {@link ModelRecord}: which model is in use, and the parts of models, compacted. */
    public String models() {
        return prefix + "models";
    }

    /** {@link ModelStatus} by detector instance, and refusals of models, compacted. */
    public String modelStatus() {
        return prefix + "model-status";
    }

    /** {@link SettingRecord}: camera settings that change at run time, and their history, compacted. */
    public String siteSettings() {
        return prefix + "site-settings";
    }

    /** {@link SiteStatus} by service and instance. */
    public String siteStatus() {
        return prefix + "site-status";
    }

    /** Records of {@link #frames()} that could not be decoded, unchanged, with the error in headers. */
    public String framesDlq() {
        return prefix + "frames.dlq";
    }

    /** Records of {@link #detections()} that cannot be counted, unchanged, with the error in headers. */
    public String detectionsDlq() {
        return prefix + "detections.dlq";
    }

    /** {@link Command} by actuator. */
    public String commands() {
        return prefix + "commands";
    }

    /** {@link CommandResult} by actuator. */
    public String commandResults() {
        return prefix + "command-results";
    }

    /**
     * Messages about {@link #events()} that were given up, as they would have been sent, with the reason in headers.
     */
    public String notifyDlq() {
        return prefix + "notify.dlq";
    }

    /** Whether a topic is one of those that leave the site. */
    public boolean isOfCloud(String topic) {
        return topic.equals(cloudCounts()) || topic.equals(cloudKeyframes());
    }

    /** Every topic whose values are Avro, with its schema, in the order in which a frame passes them. */
    public Map<String, Schema> schemas() {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        schemas.put(frames(), Frame.getClassSchema());
        schemas.put(detections(), Detection.getClassSchema());
        schemas.put(counts(), WindowCount.getClassSchema());
        schemas.put(events(), Event.getClassSchema());
        schemas.put(tracks(), Track.getClassSchema());
        schemas.put(keyframes(), Keyframe.getClassSchema());
        schemas.put(clips(), Clip.getClassSchema());
        schemas.put(cloudCounts(), WindowCount.getClassSchema());
        schemas.put(cloudKeyframes(), Keyframe.getClassSchema());
        schemas.put(cameraStatus(), CameraStatus.getClassSchema());
        schemas.put(models(), ModelRecord.getClassSchema());
        schemas.put(modelStatus(), ModelStatus.getClassSchema());
        schemas.put(siteSettings(), SettingRecord.getClassSchema());
        schemas.put(siteStatus(), SiteStatus.getClassSchema());
        schemas.put(commands(), Command.getClassSchema());
        schemas.put(commandResults(), CommandResult.getClassSchema());
        return schemas;
    }
}
