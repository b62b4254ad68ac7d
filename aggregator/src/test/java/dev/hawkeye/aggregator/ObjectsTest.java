package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.AggregatorDriver.seconds;
import static dev.hawkeye.aggregator.Shot.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.aggregator.config.EventChoice;
import dev.hawkeye.aggregator.config.EventsOf;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.StateSize;
import dev.hawkeye.aggregator.state.WindowState;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.LineCount;
import dev.hawkeye.schemas.LineCrossing;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.schemas.ZoneCount;
import dev.hawkeye.tracking.scene.Anchor;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Mask;
import dev.hawkeye.tracking.scene.OccupancyLimits;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polygon;
import dev.hawkeye.tracking.scene.Polyline;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What objects do, in windows, events and tracks: a car of 100 × 60 pixels drives from left to right. */
final class ObjectsTest {
    private static final double STEP = 0.2;

    private final ConfigBuilder settings = new ConfigBuilder();
    private AggregatorDriver aggregator;
    private long sequence;

    ObjectsTest() {
        settings.events = EventsOf.OBJECT;
    }

    @AfterEach
    void stop() {
        aggregator.close();
    }

    @Test
    void anObjectIsCountedOnceHoweverOftenItIsSeen() {
        start();

        drive(0, 8, 100, 10);
        aggregator.send(at(sequence++, 23));

        assertThat(finalCounts()).singleElement().satisfies(count -> {
            assertThat(count.getDetections()).isEqualTo(41);
            assertThat(count.getObjects()).isEqualTo(1);
        });
    }

    @Test
    void anObjectIsCountedInEachWindowThatShowsItAndIsNewInOne() {
        start();

        drive(0, 25, 100, 1);
        nothing(43, 43.2);

        assertThat(finalCounts())
                .extracting(WindowCount::getObjects, WindowCount::getNewObjects)
                .containsExactly(tuple(1L, 1L), tuple(1L, 0L), tuple(1L, 0L));
        assertThat(lastTracks()).singleElement().satisfies(track -> {
            assertThat(track.getSightings()).isEqualTo(126);
            assertThat(track.getPath()).hasSizeBetween(32, 64);
            assertThat(seconds(track.getFirstSeen().toEpochMilli())).isEqualTo("0");
            assertThat(seconds(track.getLastSeen().toEpochMilli())).isEqualTo("25");
        });
    }

    @Test
    void anObjectThatIsConfirmedAfterItsFirstWindowClosedIsNewInTheNextOne() {
        start();

        aggregator.send(at(sequence++, 9.9).box("car", .9, 100, 300, 200, 360), at(sequence++, 12.5));
        drive(13.3, 15.3, 150, 1);
        nothing(43, 43.2);

        assertThat(finalCounts())
                .extracting(WindowCount::getDetections, WindowCount::getObjects, WindowCount::getNewObjects)
                .containsExactly(tuple(1L, 0L, 0L), tuple(11L, 1L, 1L));
    }

    @Test
    void anObjectThatIsConfirmedInLateFramesIsNewInTheFirstWindowThatCountsOneOfItsFrames() {
        // given
        resumeInAClosedMinute();

        // when
        drive(35, 75, 100, 1);
        nothing(140, 140.2);

        // then
        assertThat(lastTracks()).hasSize(1);
        assertThat(finalCounts()).singleElement().satisfies(count -> {
            assertThat(seconds(count.getWindowStart().toEpochMilli())).isEqualTo("60");
            assertThat(count.getObjects()).isEqualTo(1);
            assertThat(count.getNewObjects()).isEqualTo(1);
        });
    }

    @Test
    void anObjectThatIsConfirmedInLateFramesIsNewOnceAfterARestart() {
        // given
        resumeInAClosedMinute();
        drive(35, 50, 100, 1);

        // when
        restart();
        drive(50.2, 130, 176, 1);
        nothing(200, 200.2);

        // then
        assertThat(finalCounts())
                .extracting(WindowCount::getObjects, WindowCount::getNewObjects)
                .containsExactly(tuple(1L, 1L), tuple(1L, 0L));
    }

    @Test
    void anObjectOfLateFramesOnlyIsNewInTheNextWindowWhichSilenceDoesNotClose() {
        // given a car in a zone, in the rest of a minute whose window was closed
        scene(List.of(new Zone("middle", middle())), List.of());
        resumeInAClosedMinute();
        drive(35, 50, 400, 0);
        aggregator.passTime(Duration.ofSeconds(30));
        assertThat(lastTracks()).hasSize(1);

        // when another one comes in the next minute
        drive(80, 110, 400, 0);
        nothing(110.2, 122);

        // then
        assertThat(finalCounts()).singleElement().satisfies(count -> {
            assertThat(seconds(count.getWindowStart().toEpochMilli())).isEqualTo("60");
            assertThat(count.getFramesAnalysed()).isEqualTo(200);
            assertThat(count.getObjects()).isEqualTo(2);
            assertThat(count.getNewObjects()).isEqualTo(2);
            assertThat(count.getZones()).singleElement().satisfies(zone -> {
                assertThat(zone.getEntered()).isEqualTo(2);
                assertThat(zone.getExited()).isEqualTo(2);
                assertThat(zone.getDwellMillis()).isEqualTo(15_000 + 30_000);
            });
        });
    }

    @Test
    void whatWasLearnedLateIsFinalWhenItsCameraIsForgotten() {
        // given
        resumeInAClosedMinute();
        drive(35, 50, 400, 0);
        aggregator.passTime(Duration.ofSeconds(30));
        assertThat(finalCounts()).isEmpty();
        assertThat(aggregator.openWindows()).isEqualTo(1);

        // when
        aggregator.passTime(Duration.ofDays(1));

        // then
        assertThat(finalCounts()).extracting(WindowCount::getNewObjects).containsExactly(1L);
        assertThat(aggregator.openWindows()).isZero();
        assertThat(aggregator.history("gate")).hasSize(2);
    }

    @Test
    void classesThatWereLearnedLateMakeAWindowNoLargerThanItsFramesMay() {
        // given late frames with more classes than a window has room for
        resumeInAClosedMinute();
        for (int i = 0; i < 10; i++) {
            Shot shot = at(sequence++, 35 + i * STEP + (i < 5 ? 0 : 10));
            for (int object = 0; object < 120; object++) {
                double x = object % 20 * 60;
                double y = object / 20 * 50 + (i < 5 ? 0 : 360);
                shot.box((i < 5 ? "a" : "b") + "x".repeat(496) + object, .9, x, y, x + 30, y + 30);
            }
            aggregator.send(shot);
        }

        // when all of them are lost
        aggregator.passTime(Duration.ofSeconds(30));

        // then
        assertThat(aggregator.letters()).isEmpty();
        assertThat(lastTracks()).hasSize(240);
        WindowState window = aggregator.cameras().get("gate").getWindows().get(0);
        assertThat(StateSize.of(window)).isBetween(99 << 10, 100 << 10);
        assertThat(aggregator.counter("tallies.refused"))
                .isEqualTo(240 - window.getClasses().size());
    }

    @Test
    void whatWasLearnedLateIsFinalWhenItsStreamEnds() {
        // given
        resumeInAClosedMinute();

        // when
        drive(35, 50, 400, 0);
        aggregator.send(at(sequence++, 50.2).last());

        // then
        assertThat(finalCounts()).extracting(WindowCount::getNewObjects).containsExactly(1L);
    }

    /** A window of a minute that was closed early, because the camera was silent. */
    private void resumeInAClosedMinute() {
        settings.window = Duration.ofMinutes(1);
        settings.advance = settings.window;
        start();
        nothing(0, 1);
        aggregator.passTime(Duration.ofSeconds(30));
    }

    @Test
    void aGlimpseIsNoObject() {
        start();

        aggregator.send(at(0, 0).box("car", .9, 100, 300, 200, 360), at(1, .2), at(2, .4), at(3, 20));

        assertThat(finalCounts()).extracting(WindowCount::getObjects).containsExactly(0L);
        assertThat(aggregator.tracks()).isEmpty();
        assertThat(aggregator.events()).isEmpty();
    }

    @Test
    void aSecondCarMakesAnEventWhileTheFirstIsParked() {
        start();

        for (int i = 0; i <= 50; i++) {
            Shot shot = at(sequence++, i * STEP).box("car", .9, 900, 500, 1000, 560);
            aggregator.send(i < 20 ? shot : shot.box("car", .9, 100 + 10 * i, 200, 200 + 10 * i, 260));
        }

        List<Event> events = aggregator.events();
        assertThat(brief(events)).containsExactly("APPEARED car 1 at 0", "APPEARED car 2 at 4");
        assertThat(events).extracting(Event::getObject).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(events)
                .extracting(Event::getId)
                .isEqualTo(events.stream().map(Event::getObject).toList());
    }

    @Test
    void anObjectThatLeavesSaysHowLongItWasThere() {
        start();

        drive(0, 4, 100, 10);
        nothing(4.2, 9);

        List<Event> events = aggregator.events();
        assertThat(brief(events)).containsExactly("APPEARED car 1 at 0", "LEFT car 1 at 4");
        assertThat(events.get(1).getKind()).isEqualTo(EventKind.LEFT);
        assertThat(events.get(1).getDwellMillis()).isEqualTo(4_000);
        assertThat(events.get(1).getId()).isEqualTo(events.get(0).getId());
        assertThat(lastTracks()).singleElement().extracting(Track::getClassName).isEqualTo("car");
    }

    @Test
    void onlyChosenClassesThatAreClearEnoughMakeEvents() {
        settings.cameras = ByCamera.all(new EventChoice(List.of("car"), .5f));
        start();

        for (int i = 0; i <= 20; i++) {
            aggregator.send(at(sequence++, i * STEP)
                    .box("car", .45, 900, 500, 1000, 560)
                    .box("dog", .9, 100, 200, 200, 260)
                    .box("car", .55, 500, 200, 600, 260));
        }

        assertThat(brief(aggregator.events())).hasSize(1).first().asString().startsWith("APPEARED car");
    }

    @Test
    void aLineIsCrossedOnceAndInTheDirectionOfTheObject() {
        scene(List.of(), List.of(new Line("gate", new Polyline(List.of(new Point(.5, 0), new Point(.5, 1))))));
        start();

        drive(0, 8, 300, 20);
        nothing(8.2, 23);

        // Walking down the picture, the right of it is on one's left.
        assertThat(finalCounts().get(0).getLines()).containsExactly(new LineCount("gate", "out", 1L));
        assertThat(brief(aggregator.events()))
                .containsExactly("APPEARED car 1 at 0", "CROSSED car 1 at 3.4 gate out", "LEFT car 1 at 8");
        assertThat(lastTracks().get(0).getCrossings())
                .extracting(
                        LineCrossing::getLine,
                        crossing -> seconds(crossing.getTime().toEpochMilli()))
                .containsExactly(tuple("gate", "3.4"));
        assertThat(aggregator.counter("crossings", "line", "gate", "direction", "out"))
                .isEqualTo(1);
    }

    @Test
    void aCameraWhosePictureGetsAnotherShapeShowsTheSameObjects() {
        // given a car that stands left of a line, by shares of the picture, and a camera that is switched to 4:3
        scene(List.of(), List.of(new Line("gate", new Polyline(List.of(new Point(.47, 0), new Point(.47, 1))))));
        start();

        for (int i = 0; i <= 40; i++) {
            int width = i < 20 ? 1280 : 640;
            int height = i < 20 ? 720 : 480;
            aggregator.send(at(sequence++, i * STEP)
                    .size(width, height)
                    .box("car", .9, .44 * width, .5 * height, .48 * width, .6 * height));
        }

        assertThat(brief(aggregator.events())).containsExactly("APPEARED car 1 at 0");
    }

    @Test
    void aZoneHasVisitsDwellAndOccupancy() {
        scene(List.of(new Zone("middle", middle())), List.of());
        start();

        drive(0, 8, 200, 20);
        nothing(8.2, 23);

        ZoneCount zone = finalCounts().get(0).getZones().get(0);
        assertThat(zone.getEntered()).isEqualTo(1);
        assertThat(zone.getExited()).isEqualTo(1);
        assertThat(zone.getPeak()).isEqualTo(1);
        // From x = 320 to x = 640 at 100 pixels a second.
        assertThat(zone.getDwellMillis()).isEqualTo(3_200);
        assertThat(brief(aggregator.events()))
                .containsExactly(
                        "APPEARED car 1 at 0",
                        "ENTERED car 1 at 1.2 middle",
                        "EXITED car 1 at 4.4 middle",
                        "LEFT car 1 at 8");
        assertThat(lastTracks().get(0).getZones()).singleElement().satisfies(visit -> {
            assertThat(visit.getDwellMillis()).isEqualTo(3_200);
            assertThat(seconds(visit.getExited().toEpochMilli())).isEqualTo("4.4");
        });
    }

    @Test
    void whatStaysInAZoneLoitersOnce() {
        scene(List.of(zone("middle", Duration.ofSeconds(3), OccupancyLimits.NONE)), List.of());
        start();

        drive(0, 9, 400, 0);

        assertThat(brief(aggregator.events()))
                .containsExactly("APPEARED car 1 at 0", "ENTERED car 1 at 0 middle", "LOITERING car 1 at 3 middle");
    }

    @Test
    void anObjectThatIsInAZoneBeforeItIsClearHasEntered() {
        scene(List.of(new Zone("middle", middle())), List.of());
        start();

        for (int i = 0; i <= 20; i++) {
            Shot shot = at(sequence++, i * .5);
            aggregator.send(i < 8 ? shot.box("car", .9, 400, 300, 500, 360) : shot);
        }

        assertThat(brief(aggregator.events()))
                .containsExactly(
                        "APPEARED car 1 at 0",
                        "ENTERED car 1 at 0 middle",
                        "EXITED car 1 at 3.5 middle",
                        "LEFT car 1 at 3.5");
    }

    @Test
    void whatAnObjectDidBeforeItWasClearIsToldOnceItIs() {
        settings.cameras = ByCamera.all(new EventChoice(List.of("car"), .5f));
        scene(
                List.of(zone("middle", Duration.ofSeconds(3), OccupancyLimits.NONE)),
                List.of(new Line("gate", new Polyline(List.of(new Point(.25, 0), new Point(.25, 1))))));
        start();

        for (int i = 0; i <= 40; i++) {
            double middle = Math.min(200 + i * 20, 480);
            aggregator.send(at(sequence++, i * STEP).box("car", i < 30 ? .4 : .9, middle - 50, 300, middle + 50, 360));
        }

        assertThat(brief(aggregator.events()))
                .containsExactly(
                        "APPEARED car 1 at 0",
                        "CROSSED car 1 at 1.2 gate out",
                        "ENTERED car 1 at 1.2 middle",
                        "LOITERING car 1 at 4.2 middle");
    }

    @Test
    void aFullZoneIsReportedWithHysteresis() {
        scene(List.of(zone("middle", Duration.ZERO, new OccupancyLimits(2, 0))), List.of());
        start();

        drive(0, 2, 400, 0);
        for (int i = 1; i <= 10; i++) {
            aggregator.send(at(sequence++, 2 + i * STEP)
                    .box("car", .9, 400, 300, 500, 360)
                    .box("car", .9, 400, 500, 500, 560));
        }
        drive(4.2, 9, 400, 0);
        nothing(9.2, 14);

        assertThat(brief(aggregator.events()))
                .filteredOn(event -> event.startsWith("OCCUPANCY"))
                .containsExactly("OCCUPANCY car 2 inside at 2.8 middle", "OCCUPANCY car 0 inside at 12.6 middle");
    }

    @Test
    void objectsEndOnceNoFrameHasBeenAnalyzedForHalfAMinute() {
        // given
        scene(List.of(zone("middle", Duration.ZERO, new OccupancyLimits(1, 0))), List.of());
        start();
        drive(0, 4, 400, 0);
        aggregator.events();

        // when the camera sends torn pictures from now on
        for (int second = 5; second < 60; second++) {
            aggregator.send(at(sequence++, second).fate(Fate.FAILED));
        }

        // then
        assertThat(brief(aggregator.events()))
                .containsExactly("EXITED car 1 at 4 middle", "LEFT car 1 at 4", "OCCUPANCY car 0 inside at 4 middle");
        assertThat(lastTracks()).hasSize(1);
        assertThat(finalCounts().stream()
                        .flatMap(count -> count.getZones().stream())
                        .mapToLong(ZoneCount::getExited)
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void objectsContinueAfterFramesThatWereNotAnalyzed() {
        start();
        drive(0, 2, 400, 0);

        for (int second = 3; second <= 31; second++) {
            aggregator.send(at(sequence++, second).fate(Fate.SHED));
        }
        drive(32, 33, 400, 0);

        assertThat(brief(aggregator.events())).containsExactly("APPEARED car 1 at 0");
    }

    @Test
    void eventsOfObjectsEndInARunOfFailedFramesAlsoWhenEventsAreOfClassesNow() {
        // given
        start();
        drive(0, 4, 400, 0);
        aggregator.events();

        // when
        settings.events = EventsOf.CLASS;
        restart();
        aggregator.send(at(sequence++, 20).fate(Fate.FAILED), at(sequence++, 40).fate(Fate.FAILED));

        // then
        assertThat(brief(aggregator.events())).containsExactly("LEFT car 1 at 4");
    }

    @Test
    void aZoneThatIsRemovedHasNoVisitorsAndIsNotFull() {
        scene(List.of(zone("middle", Duration.ZERO, new OccupancyLimits(1, 0))), List.of());
        start();
        drive(0, 4, 400, 0);
        assertThat(brief(aggregator.events())).contains("OCCUPANCY car 1 inside at 0.6 middle");

        scene(List.of(zone("renamed", Duration.ZERO, OccupancyLimits.NONE)), List.of());
        restart();
        drive(4.2, 6, 400, 0);
        nothing(6.2, 11);

        assertThat(brief(aggregator.events()))
                .containsExactly(
                        "OCCUPANCY car 0 inside at 4.2 middle",
                        "ENTERED car 1 at 4 renamed",
                        "EXITED car 1 at 6 middle",
                        "EXITED car 1 at 6 renamed",
                        "LEFT car 1 at 6");
        assertThat(aggregator.cameras().get("gate").getFull()).isEmpty();
    }

    @Test
    void whatIsMaskedIsOfNoAccount() {
        settings.scenes = ByCamera.all(
                new Scene(List.of(), List.of(), List.of(new Mask(middle(), Anchor.BOTTOM_CENTER)), Map.of(), Map.of()));
        start();

        drive(0, 4, 400, 0);
        nothing(4.2, 23);

        assertThat(finalCounts()).isEmpty();
        assertThat(aggregator.tracks()).isEmpty();
    }

    @Test
    void aLivingTrackIsSentAtMostOnceASecond() {
        start();

        drive(0, 4, 100, 10);

        assertThat(aggregator.tracks())
                .extracting(track -> seconds(track.getLastSeen().toEpochMilli()))
                .containsExactly("0.2", "1.2", "2.2", "3.2");
    }

    @Test
    void theEndOfAStreamEndsItsObjectsBeforeItsWindows() {
        scene(List.of(new Zone("middle", middle())), List.of());
        start();

        drive(0, 2, 400, 0);
        aggregator.send(at(sequence++, 2.2).box("car", .9, 400, 300, 500, 360).last());

        assertThat(finalCounts().get(0).getZones().get(0).getExited()).isEqualTo(1);
        assertThat(lastTracks()).hasSize(1);
        assertThat(brief(aggregator.events())).endsWith("EXITED car 1 at 2.2 middle", "LEFT car 1 at 2.2");
    }

    @Test
    void aZoneThatIsDrawnWhileItRunsIsEnteredByACarThatStaysTheSame() {
        start();
        drive(0, 4, 400, 0);

        scene(List.of(zone("middle", Duration.ZERO, OccupancyLimits.NONE)), List.of());
        aggregator.change(settings);
        drive(4.2, 8, 400, 0);

        assertThat(brief(aggregator.events())).containsExactly("APPEARED car 1 at 0", "ENTERED car 1 at 4 middle");
    }

    @Test
    void aChangeIsTheSameAsARestartWithOtherSettings() {
        scene(List.of(zone("middle", Duration.ZERO, new OccupancyLimits(1, 0))), List.of());
        start();
        drive(0, 4, 400, 0);
        CameraState before = aggregator.cameras().get("gate");
        aggregator.events();
        long next = sequence;

        scene(List.of(zone("renamed", Duration.ZERO, OccupancyLimits.NONE)), List.of());
        aggregator.change(settings);
        drive(4.2, 6, 400, 0);
        List<Event> changed = aggregator.events();

        aggregator.close();
        start();
        aggregator.cameras().put("gate", before);
        sequence = next;
        drive(4.2, 6, 400, 0);
        assertThat(aggregator.events()).isNotEmpty().isEqualTo(changed);
    }

    @Test
    void eventsOfClassesStayAsTheyWere() {
        settings.events = EventsOf.CLASS;
        start();

        drive(0, 4, 100, 10);

        assertThat(aggregator.events()).singleElement().satisfies(event -> {
            assertThat(event.getObject()).isNull();
            assertThat(event.getClassName()).isEqualTo("car");
        });
        assertThat(aggregator.tracks()).isNotEmpty();
    }

    @Test
    void anEventOfAClassEndsOnceWhenEventsAreOfObjects() {
        settings.events = EventsOf.CLASS;
        start();
        drive(0, 4, 400, 0);
        String id = aggregator.events().get(0).getId();

        settings.events = EventsOf.OBJECT;
        restart();
        drive(4.2, 6, 400, 0);

        List<Event> events = aggregator.events();
        assertThat(brief(events)).containsExactly("UNSPECIFIED car 0 at 4", "APPEARED car 1 at 0");
        assertThat(events.get(0).getKind()).isEqualTo(EventKind.LEFT);
        assertThat(events.get(0).getId()).isEqualTo(id);
    }

    @Test
    void eventsOfObjectsAndZonesEndOnceWhenEventsAreOfClasses() {
        scene(List.of(zone("middle", Duration.ZERO, new OccupancyLimits(1, 0))), List.of());
        start();
        drive(0, 4, 400, 0);
        List<String> begun = aggregator.events().stream().map(Event::getId).toList();

        settings.events = EventsOf.CLASS;
        restart();
        drive(4.2, 6, 400, 0);

        List<Event> events = aggregator.events();
        assertThat(brief(events))
                .containsExactly(
                        "EXITED car 1 at 4 middle",
                        "LEFT car 1 at 4",
                        "OCCUPANCY car 0 inside at 4 middle",
                        "UNSPECIFIED car 0 at 3.4");
        assertThat(events.subList(0, 3)).extracting(Event::getId).containsExactlyInAnyOrderElementsOf(begun);
    }

    private static Polygon middle() {
        return new Polygon(List.of(new Point(.25, 0), new Point(.5, 0), new Point(.5, 1), new Point(.25, 1)));
    }

    private static Zone zone(String name, Duration loiter, OccupancyLimits occupancy) {
        return new Zone(
                name,
                middle(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Zone.USUAL_INERTIA,
                loiter,
                occupancy,
                Anchor.BOTTOM_CENTER);
    }

    private void scene(List<Zone> zones, List<Line> lines) {
        settings.scenes = ByCamera.all(new Scene(zones, lines, List.of(), Map.of(), Map.of()));
    }

    private void start() {
        aggregator = new AggregatorDriver(settings);
    }

    /** With the settings of now, and the state of before. */
    private void restart() {
        CameraState state = aggregator.cameras().get("gate");
        aggregator.close();
        start();
        aggregator.cameras().put("gate", state);
    }

    /** Frames at 5 per second, with a car whose middle is at {@code x} first and moves by {@code step} pixels a frame. */
    private void drive(double from, double to, double x, double step) {
        long frames = Math.round((to - from) / STEP);
        for (int i = 0; i <= frames; i++) {
            double middle = x + i * step;
            aggregator.send(at(sequence++, from + i * STEP).box("car", .9, middle - 50, 300, middle + 50, 360));
        }
    }

    private void nothing(double from, double to) {
        long frames = Math.round((to - from) / STEP);
        for (int i = 0; i <= frames; i++) {
            aggregator.send(at(sequence++, from + i * STEP));
        }
    }

    private List<WindowCount> finalCounts() {
        return aggregator.counts().stream().filter(WindowCount::getIsFinal).toList();
    }

    private List<Track> lastTracks() {
        return aggregator.tracks().stream().filter(Track::getIsFinal).toList();
    }

    /** As "CROSSED car 1 at 3.4 gate out": type, class, number, time of begin or end, zone or line, direction. */
    private static List<String> brief(List<Event> events) {
        return events.stream()
                .map(event -> event.getType() + " " + event.getClassName() + " "
                        + (event.getOccupancy() == null ? event.getNumber() : event.getOccupancy() + " inside") + " at "
                        + seconds((event.getEnd() == null ? event.getStart() : event.getEnd()).toEpochMilli())
                        + text(event.getZone()) + text(event.getLine()) + text(event.getDirection()))
                .toList();
    }

    private static String text(String value) {
        return value == null ? "" : " " + value;
    }
}
