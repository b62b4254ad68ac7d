package dev.hawkeye.notify.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.hawkeye.notify.TargetsOfTests;
import dev.hawkeye.notify.alarm.Happenings;
import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.FrameRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages are as docs/alarm.schema.json says. */
class MessagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Messages messages = new Messages(TargetsOfTests.config(List.of(), List.of(), Map.of()));

    @ParameterizedTest
    @EnumSource(Notification.Kind.class)
    void fitTheirSchemaAndNameNothingThatItDoesNot(Notification.Kind kind) throws IOException {
        JsonNode description = JSON.readTree(Files.readString(Path.of("../docs/alarm.schema.json")));
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(description);
        Set<String> known = new TreeSet<>();
        description.get("properties").fieldNames().forEachRemaining(known::add);

        for (Event event : List.of(
                Happenings.entered("e1", "gate", 0),
                Happenings.exited("e1", "gate", 90, 90),
                Happenings.crossed("e2", "gate", 0))) {
            JsonNode message = JSON.readTree(json(kind, event));

            assertThat(schema.validate(message)).isEmpty();
            assertThat(message.fieldNames()).toIterable().isSubsetOf(known);
        }
    }

    @Test
    void sayWhatHappened() throws IOException {
        Event event = Happenings.exited("e1", "gate", 90, 90);
        event.setKeyframe(new FrameRef("frames", 0, 7L));

        assertThat(JSON.readTree(json(Notification.Kind.EVENT, event))).isEqualTo(JSON.readTree("""
                {"version": 1, "id": "5f1c8b5e-7d0f-3f5a-9f5e-0c6f2f3a8a11",
                 "key": "5f1c8b5e-7d0f-3f5a-9f5e-0c6f2f3a8a11/event", "type": "event",
                 "site": "north", "rule": "night", "camera": "gate", "class": "person", "event": "exited", "eventId": "e1",
                 "zone": "door", "start": "2026-06-01T12:00:00Z", "end": "2026-06-01T12:01:30Z", "dwellMillis": 90000,
                 "confidence": 0.9, "events": 1,
                 "keyframe": "https://hawkeye.example.org/api/events/e1/keyframe.jpg"}
                """));
    }

    private String json(Notification.Kind kind, Event event) {
        return new String(
                messages.json(new Notification(
                        kind,
                        "5f1c8b5e-7d0f-3f5a-9f5e-0c6f2f3a8a11",
                        "night",
                        event,
                        event.getStart(),
                        event.getEnd(),
                        1,
                        event.getStart(),
                        0)),
                UTF_8);
    }
}
