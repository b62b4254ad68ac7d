package dev.hawkeye.app.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must hold between us and Confluent's serializers, whichever broker and registry are between.
 *
 * @param confluent asks the site's registry
 * @param atTheCloud asks the cloud's
 */
record Interoperation(FilmedSite site, ConfluentProcess confluent, ConfluentProcess atTheCloud) {

    void confluentReadsEveryTopicAsWeDo() throws IOException, InterruptedException {
        // given
        Set<String> topics = site.topics().schemas().keySet();
        List<String> command = new ArrayList<>(List.of("read"));
        List<String> cloudCommand = new ArrayList<>(List.of("read"));
        topics.forEach(topic -> (site.topics().isOfCloud(topic) ? cloudCommand : command).add(topic));

        // when: records may come meanwhile, such as a camera's status
        Map<String, String> before = byPlace(site.bytes().lines());
        Map<String, String> theirs = new HashMap<>(byPlace(confluent.run(command)));
        theirs.putAll(byPlace(atTheCloud.run(cloudCommand)));
        Map<String, String> after = byPlace(site.bytes().lines());

        // then
        assertThat(theirs.keySet()).containsAll(before.keySet());
        assertThat(theirs.keySet().stream().filter(place -> !theirs.get(place).equals(after.get(place))))
                .as("records that they read otherwise")
                .isEmpty();
        for (String topic : topics) {
            assertThat(theirs.keySet()).as("records of " + topic).anyMatch(place -> place.startsWith(topic + "\t"));
        }
    }

    /** @return topic, partition and offset, to the schema's name and the fields */
    private static Map<String, String> byPlace(List<String> lines) {
        Map<String, String> records = new HashMap<>();
        for (String line : lines) {
            String[] parts = line.split("\t", 4);
            records.put(String.join("\t", parts[0], parts[1], parts[2]), parts[3]);
        }
        return records;
    }

    /** @param properties of Confluent's serializer */
    void framesOfConfluentAreDetectedLikeOurs(String camera, String... properties)
            throws IOException, InterruptedException {
        // given
        List<String> command = new ArrayList<>(List.of("copy", site.topics().frames(), FilmedSite.CAMERA, camera));
        command.addAll(List.of(properties));

        // when
        assertThat(confluent.run(command)).isEmpty();

        // then
        List<Detection> ours = site.detections(FilmedSite.CAMERA, FilmedSite.FRAMES - 1);
        List<Detection> theirs = site.detections(camera, FilmedSite.FRAMES - 1);
        assertThat(theirs).hasSize(FilmedSite.FRAMES).allMatch(detection -> detection.getFate() == Fate.DETECTED);
        assertThat(theirs.stream().map(Interoperation::seen))
                .isEqualTo(ours.stream().map(Interoperation::seen).toList());
    }

    /** Scores may differ in the last digits with the size of a batch. */
    private static String seen(Detection detection) {
        return detection.getSequence() + " at " + detection.getCaptureTime() + ": "
                + detection.getObjects().stream()
                        .map(DetectedObject::getClassName)
                        .sorted()
                        .toList();
    }
}
