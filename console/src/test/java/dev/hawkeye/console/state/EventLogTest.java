package dev.hawkeye.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.console.api.EventView;
import dev.hawkeye.console.api.EventsView;
import dev.hawkeye.console.pictures.PictureKey.Kind;
import dev.hawkeye.console.state.EventLog.Place;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.TrustedRecords;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventLogTest {
    static {
        TrustedRecords.trust(); // Builders need it for the default of an enumeration.
    }

    private final EventLog events = new EventLog(10, "frames");

    @Test
    void anEventAppearsAndEnds() {
        assertThat(events.add(event("a", 5, EventKind.APPEARED)).orElseThrow().state())
                .isEqualTo("ACTIVE");
        assertThat(events.add(event("a", 5, EventKind.LEFT)).orElseThrow().state())
                .isEqualTo("ENDED");

        assertThat(events.add(event("a", 5, EventKind.APPEARED))).isEmpty();
        assertThat(all()).containsExactly("a");
    }

    @Test
    void aKeyframeMayComeBeforeItsEvent() {
        assertThat(events.addKeyframe("a", new Place(Kind.KEYFRAME, 1, 7))).isEmpty();

        assertThat(events.add(event("a", 5, EventKind.APPEARED)).orElseThrow().keyframe())
                .isEqualTo("/api/events/a/keyframe.jpg");
        assertThat(events.shot("a"))
                .contains(new EventLog.Shot(Kind.KEYFRAME, 1, 7, "gate", "gate-car-1970-01-01T000000"));
    }

    @Test
    void aKeyframeMayComeAfterItsEvent() {
        events.add(event("a", 5, EventKind.APPEARED));

        assertThat(events.addKeyframe("a", new Place(Kind.KEYFRAME, 0, 3))
                        .orElseThrow()
                        .keyframe())
                .isNotNull();
    }

    @Test
    void aClipOrWhyThereIsNoneMayComeBeforeItsEventOrAfterIt() {
        assertThat(events.addClip("a", new EventLog.Clip(0, 1, "file:///clips/a.mp4", null)))
                .isEmpty();
        events.add(event("b", 5, EventKind.APPEARED));

        assertThat(events.add(event("a", 5, EventKind.APPEARED)).orElseThrow().clip())
                .isEqualTo("/api/events/a/clip.mp4");
        assertThat(events.addClip("b", new EventLog.Clip(0, 2, null, "the ring was too small"))
                        .orElseThrow())
                .extracting(EventView::clip, EventView::noClipReason)
                .containsExactly(null, "the ring was too small");
        assertThat(events.film("a"))
                .contains(new EventLog.Film(0, 1, "file:///clips/a.mp4", "gate-car-1970-01-01T000000"));
        assertThat(events.film("b")).isEmpty();
    }

    @Test
    void aClipThatIsStoredCountsMoreThanOneThatIsNot() {
        events.add(event("a", 5, EventKind.APPEARED));
        events.addClip("a", new EventLog.Clip(0, 1, null, "restarted"));
        events.addClip("a", new EventLog.Clip(0, 2, "file:///clips/a.mp4", null));

        assertThat(events.addClip("a", new EventLog.Clip(0, 3, null, "restarted"))
                        .orElseThrow())
                .extracting(EventView::clip, EventView::noClipReason)
                .containsExactly("/api/events/a/clip.mp4", null);
    }

    @Test
    void thePictureThatWasKeptIsPreferredToTheUploadedOneAndThatToTheFrame() {
        Event event = event("a", 5, EventKind.APPEARED);
        event.setKeyframe(new FrameRef("frames", 2, 9L));

        assertThat(events.add(event).orElseThrow())
                .extracting(EventView::picture, EventView::keyframe, EventView::crop)
                .containsExactly("FRAME", "/api/events/a/keyframe.jpg", null);
        assertThat(events.shot("a")).map(EventLog.Shot::offset).contains(9L);
        assertThat(events.addKeyframe("a", new Place(Kind.UPLOADED, 0, 3)).orElseThrow())
                .extracting(EventView::picture, EventView::crop)
                .containsExactly("UPLOADED", "/api/events/a/crop.jpg");
        assertThat(events.addKeyframe("a", new Place(Kind.KEYFRAME, 0, 4))
                        .orElseThrow()
                        .picture())
                .isEqualTo("KEYFRAME");
        assertThat(events.addKeyframe("a", new Place(Kind.UPLOADED, 0, 3))
                        .orElseThrow()
                        .picture())
                .isEqualTo("KEYFRAME");
    }

    @Test
    void aFrameOfAnotherTopicIsNoPicture() {
        Event event = event("a", 5, EventKind.APPEARED);
        event.setKeyframe(new FrameRef("camera-status", 0, 1L));

        assertThat(events.add(event).orElseThrow().keyframe()).isNull();
        assertThat(events.shot("a")).isEmpty();
    }

    @Test
    void theOldestGoWhenThereAreTooMany() {
        for (int i = 0; i < 30; i++) {
            events.add(event("e" + i, i, EventKind.APPEARED));
        }

        assertThat(all()).hasSize(10).startsWith("e29").endsWith("e20");
        assertThat(events.find("e19")).isEmpty();
    }

    @Test
    void pagesLeaveNoneOutWhenSeveralBeganTogether() {
        for (String id : List.of("a", "b", "c")) {
            events.add(event(id, 7, EventKind.APPEARED));
        }
        events.add(event("d", 6, EventKind.APPEARED));
        events.add(event("e", 8, EventKind.APPEARED));

        EventsView first = events.page(EventQuery.all(2));
        EventsView second = events.page(
                new EventQuery(null, null, null, null, 0, first.events().get(3).start(), 2));

        assertThat(first.events()).extracting(EventView::id).containsExactly("e", "a", "b", "c");
        assertThat(first.more()).isTrue();
        assertThat(second.events()).extracting(EventView::id).containsExactly("d");
        assertThat(second.more()).isFalse();
    }

    @Test
    void aPageCanBeginAtATimeAndItsFiltersAreThoseOfAllEvents() {
        events.add(event("a", 5, EventKind.APPEARED));
        events.add(event("b", 6, EventKind.LEFT));
        events.add(event("c", 7, EventKind.APPEARED));

        EventsView page = events.page(new EventQuery(null, null, null, null, 6, 7, 10));

        assertThat(page.events()).extracting(EventView::id).containsExactly("b");
        assertThat(page.more()).isFalse();
        assertThat(events.cameras()).containsExactly("gate");
        assertThat(events.classes()).containsExactly("car");
    }

    @Test
    void idsThatAreNoneOfOursAreLeftOut() {
        assertThat(events.add(event("../x", 5, EventKind.APPEARED))).isEmpty();
        assertThat(events.add(event("x".repeat(101), 5, EventKind.APPEARED))).isEmpty();

        assertThat(all()).isEmpty();
    }

    private List<String> all() {
        return events.page(EventQuery.all(200)).events().stream()
                .map(EventView::id)
                .toList();
    }

    private static Event event(String id, long start, EventKind kind) {
        return Event.newBuilder()
                .setId(id)
                .setCamera("gate")
                .setClassName("car")
                .setKind(kind)
                .setStart(Instant.ofEpochMilli(start))
                .setConfirmed(Instant.ofEpochMilli(start))
                .setPeak(1)
                .setConfidence(.5f)
                .setUploaded(true)
                .build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        APPEARED  | went, seen
        LEFT      | went
        ENTERED   | in, out
        EXITED    | out
        CROSSED   | over
        """)
    void whatIsOverIsFoundByWhatItBeganAsToo(EventType type, String ids) {
        // given events of objects, and the end of one of a class
        add("in", EventType.ENTERED, "door", null);
        add("out", EventType.EXITED, "door", null);
        add("over", EventType.CROSSED, null, "gate");
        add("seen", EventType.APPEARED, null, null);
        add("went", EventType.UNSPECIFIED, null, null);

        assertThat(events.page(new EventQuery(null, null, type, null, 0, Long.MAX_VALUE, 9))
                        .events())
                .extracting(EventView::id)
                .containsExactlyInAnyOrder(ids.split(", ", -1));
        assertThat(events.page(new EventQuery(null, null, null, "door", 0, Long.MAX_VALUE, 9))
                        .events())
                .extracting(EventView::id)
                .containsExactlyInAnyOrder("in", "out");
        assertThat(events.places()).containsExactlyInAnyOrder("door", "gate");
    }

    private void add(String id, EventType type, String zone, String line) {
        events.add(Event.newBuilder()
                .setId(id)
                .setCamera("gate")
                .setClassName("car")
                .setKind(type == EventType.UNSPECIFIED ? EventKind.LEFT : EventKind.APPEARED)
                .setStart(Instant.ofEpochMilli(1))
                .setConfirmed(Instant.ofEpochMilli(1))
                .setPeak(1)
                .setConfidence(.9f)
                .setUploaded(false)
                .setType(type)
                .setZone(zone)
                .setLine(line)
                .build());
    }
}
