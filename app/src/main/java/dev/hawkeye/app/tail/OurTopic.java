package dev.hawkeye.app.tail;

import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.Command;
import dev.hawkeye.schemas.CommandResult;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.ModelRecord;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.SettingRecord;
import dev.hawkeye.schemas.SiteStatus;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.settings.UserException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * One of Hawkeye's topics, as named by a user.
 *
 * @param name the name in Kafka, including the prefix
 * @param type the type of its values; empty for dead letters, which can be anything
 * @param ofCloud whether its keys begin with the name of a site
 */
record OurTopic(String name, Optional<Class<? extends SpecificRecord>> type, boolean ofCloud) {

    /** @throws UserException when there is no such topic; the message lists the topics */
    static OurTopic named(String typed, Topics topics) {
        Map<String, Optional<Class<? extends SpecificRecord>>> types = types(topics);
        for (String name : List.of(typed, topics.prefix() + typed)) {
            if (types.containsKey(name)) {
                return new OurTopic(name, types.get(name), topics.isOfCloud(name));
            }
        }
        throw new UserException("TOPIC must be one of " + String.join(", ", types.keySet()) + ", got: " + typed);
    }

    private static Map<String, Optional<Class<? extends SpecificRecord>>> types(Topics topics) {
        Map<String, Optional<Class<? extends SpecificRecord>>> types = new LinkedHashMap<>();
        types.put(topics.frames(), Optional.of(Frame.class));
        types.put(topics.detections(), Optional.of(Detection.class));
        types.put(topics.counts(), Optional.of(WindowCount.class));
        types.put(topics.events(), Optional.of(Event.class));
        types.put(topics.tracks(), Optional.of(Track.class));
        types.put(topics.keyframes(), Optional.of(Keyframe.class));
        types.put(topics.clips(), Optional.of(Clip.class));
        types.put(topics.cloudCounts(), Optional.of(WindowCount.class));
        types.put(topics.cloudKeyframes(), Optional.of(Keyframe.class));
        types.put(topics.cameraStatus(), Optional.of(CameraStatus.class));
        types.put(topics.models(), Optional.of(ModelRecord.class));
        types.put(topics.modelStatus(), Optional.of(ModelStatus.class));
        types.put(topics.siteSettings(), Optional.of(SettingRecord.class));
        types.put(topics.siteStatus(), Optional.of(SiteStatus.class));
        types.put(topics.commands(), Optional.of(Command.class));
        types.put(topics.commandResults(), Optional.of(CommandResult.class));
        types.put(topics.framesDlq(), Optional.empty());
        types.put(topics.detectionsDlq(), Optional.empty());
        types.put(topics.notifyDlq(), Optional.empty());
        return types;
    }

    /** Whether a key belongs to a camera: its id, or its id and a class. */
    boolean isOf(String camera, String key) {
        if (key == null) {
            return false;
        }
        String onSite = ofCloud ? key.substring(key.indexOf('/') + 1) : key;
        return onSite.equals(camera) || onSite.startsWith(camera + "/");
    }
}
