package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.aggregator.input.KnownStreams;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.WindowCount;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private final ConfigBuilder settings = new ConfigBuilder();
    private AggregatorDriver aggregator;

    @AfterEach
    void close() {
        aggregator.close();
    }

    @Test
    void countsEachClassOfATumblingWindow() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(
                at(0, 0).with("person", .9, .8).with("car", .7),
                at(1, 4).with("person", .9, .8, .7, .6),
                at(2, 9.999),
                at(3, 10).with("person", .5),
                at(4, 12));

        List<WindowCount> counts = aggregator.counts();
        assertThat(counts.stream().map(AggregatorDriver::brief))
                .containsExactly(
                        "gate car 0-10 final with 1/3 sum 1 peak 1 shed 0 failed 0",
                        "gate person 0-10 final with 2/3 sum 6 peak 4 shed 0 failed 0");
        assertThat(counts.get(1).getMean()).isEqualTo(2.0);
        assertThat(aggregator.shortCloudCounts())
                .containsExactlyElementsOf(
                        counts.stream().map(AggregatorDriver::brief).toList());
        assertThat(aggregator.counter("windows.closed", "camera", "gate")).isEqualTo(1);
        assertThat(aggregator.openWindows()).isEqualTo(1);
    }

    @Test
    void countsAFrameInEachOfItsHoppingWindows() {
        settings.advance = Duration.ofSeconds(5);
        aggregator = new AggregatorDriver(settings);

        aggregator.send(
                at(0, 3).with("dog", .9),
                at(1, 7).with("dog", .9, .8),
                at(2, 22).with("dog", .5));

        assertThat(aggregator.shortCounts())
                .containsExactly(
                        "gate dog -5-5 final with 1/1 sum 1 peak 1 shed 0 failed 0",
                        "gate dog 0-10 final with 2/2 sum 3 peak 2 shed 0 failed 0",
                        "gate dog 5-15 final with 1/1 sum 2 peak 2 shed 0 failed 0");
        assertThat(aggregator.openWindows()).isEqualTo(2);
    }

    @Test
    void closesAWindowWhenTheCamerasTimeReachesItsEndPlusGrace() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(at(0, 1).with("car", .9), at(1, 11.999));
        assertThat(aggregator.shortCounts()).isEmpty();

        aggregator.send(at(2, 12));
        assertThat(aggregator.shortCounts()).hasSize(1);
    }

    @Test
    void countsAFrameThatIsLateWithinGrace() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(at(0, 1).with("car", .9), at(1, 11.5), at(2, 9).with("car", .9), at(3, 12));

        assertThat(aggregator.shortCounts())
                .containsExactly("gate car 0-10 final with 2/2 sum 2 peak 1 shed 0 failed 0");
        assertThat(aggregator.counter("late")).isZero();
    }

    @Test
    void reportsAFrameThatIsLateBeyondGraceAndNeverReopensItsWindow() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(at(0, 1).with("car", .9), at(1, 12), at(2, 9).with("car", .9), at(3, 40));

        assertThat(aggregator.shortCounts())
                .containsExactly("gate car 0-10 final with 1/1 sum 1 peak 1 shed 0 failed 0");
        assertThat(aggregator.counter("late", "camera", "gate")).isEqualTo(1);
    }

    @Test
    void countsAFrameThatIsLateForOneHoppingWindowInTheOther() {
        settings.advance = Duration.ofSeconds(5);
        aggregator = new AggregatorDriver(settings);

        aggregator.send(at(0, 12), at(1, 8).with("car", .9), at(2, 30));

        assertThat(aggregator.shortCounts())
                .containsExactly("gate car 5-15 final with 1/2 sum 1 peak 1 shed 0 failed 0");
        assertThat(aggregator.counter("late")).isZero();
    }

    @Test
    void leavesTheWindowsOfACameraAloneWhenAnothersClockIsAhead() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(at(0, 1).with("car", .9), at(0, 3600).of("yard").with("car", .9));
        assertThat(aggregator.shortCounts()).isEmpty();

        aggregator.send(at(1, 2).with("car", .9), at(2, 12));
        assertThat(aggregator.shortCounts())
                .containsExactly("gate car 0-10 final with 2/2 sum 2 peak 1 shed 0 failed 0");
        assertThat(aggregator.counter("late")).isZero();
    }

    @Test
    void countsARepeatedFrameOnce() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(
                at(0, 1).with("car", .9),
                at(1, 2).with("car", .9),
                at(0, 1).with("car", .9),
                at(1, 2).with("car", .9),
                at(2, 12));

        assertThat(aggregator.shortCounts())
                .containsExactly("gate car 0-10 final with 2/2 sum 2 peak 1 shed 0 failed 0");
        assertThat(aggregator.counter("repeated", "camera", "gate")).isEqualTo(2);
        assertThat(aggregator.counter("detections", "fate", "DETECTED")).isEqualTo(3);
    }

    @Test
    void countsAStreamThatResumesAfterAnother() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(
                at(0, 1).with("car", .9),
                at(0, 2).in("s2").with("car", .9),
                at(1, 3).with("car", .9),
                at(1, 4).in("s2").with("car", .9),
                at(1, 3).with("car", .9),
                at(2, 12));

        assertThat(aggregator.shortCounts())
                .containsExactly("gate car 0-10 final with 4/4 sum 4 peak 1 shed 0 failed 0");
        assertThat(aggregator.counter("repeated")).isEqualTo(1);
    }

    @Test
    void knowsTheLastStreamsAndAsManyBeforeAsItMayRemember() {
        // given a camera that is reopened for each frame
        aggregator = new AggregatorDriver(settings);
        int streams = KnownStreams.MAX_FORMER + 2;
        for (int stream = 0; stream < streams; stream++) {
            aggregator.send(at(0, stream * .1).in("s" + stream).with("car", .9));
        }

        // when they come again, newest first
        for (int stream = streams - 1; stream >= 0; stream--) {
            aggregator.send(at(0, stream * .1).in("s" + stream).with("car", .9));
        }

        // then only the oldest one has been forgotten
        assertThat(aggregator.counter("repeated")).isEqualTo(streams - 1);
        assertThat(aggregator.cameras().get("gate").getFormer()).hasSize(KnownStreams.MAX_FORMER);
    }

    @Test
    void countsShedAndFailedFramesApart() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(
                at(0, 1).with("car", .9).bytes(0, 700),
                at(1, 2).fate(Fate.SHED),
                at(2, 3).fate(Fate.SHED),
                at(3, 4).fate(Fate.FAILED).bytes(0, 300),
                at(4, 12));

        assertThat(aggregator.shortCounts())
                .containsExactly("gate car 0-10 final with 1/1 sum 1 peak 1 shed 2 failed 1");
        assertThat(aggregator.counter("detections", "camera", "gate", "fate", "SHED"))
                .isEqualTo(2);
        assertThat(aggregator.counter("source.bytes", "camera", "gate")).isEqualTo(1000);
    }

    @Test
    void saysNothingOfAWindowInWhichNothingWasSeen() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(at(0, 1).fate(Fate.SHED), at(1, 2), at(2, 60));

        assertThat(aggregator.shortCounts()).isEmpty();
        assertThat(aggregator.counter("windows.closed")).isEqualTo(1);
    }

    @Test
    void continuesWithTheSameTimeAfterAReconnect() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(
                at(7, 1).with("car", .9),
                at(0, 2).in("s2").with("car", .9),
                at(1, 12).in("s2"),
                at(0, 3).in("s3").with("car", .9));

        assertThat(aggregator.shortCounts())
                .containsExactly("gate car 0-10 final with 2/2 sum 2 peak 1 shed 0 failed 0");
        assertThat(aggregator.counter("late")).isEqualTo(1);
    }

    @Test
    void closesEverythingWithTheLastFrameAfterCountingIt() {
        settings.advance = Duration.ofSeconds(5);
        aggregator = new AggregatorDriver(settings);

        aggregator.send(at(0, 6).with("car", .9), at(1, 7).with("car", .9).last());

        assertThat(aggregator.shortCounts())
                .containsExactly(
                        "gate car 0-10 final with 2/2 sum 2 peak 1 shed 0 failed 0",
                        "gate car 5-15 final with 2/2 sum 2 peak 1 shed 0 failed 0");
        assertThat(aggregator.openWindows()).isZero();
    }

    @Test
    void startsAfreshWithTheStreamAfterTheLastFrame() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(
                at(0, 1).with("car", .9),
                at(1, 95).with("car", .9).last(),
                at(0, 1).in("s2").with("car", .9, .8),
                at(1, 12).in("s2"));

        assertThat(aggregator.shortCounts())
                .containsExactly(
                        "gate car 0-10 final with 1/1 sum 1 peak 1 shed 0 failed 0",
                        "gate car 90-100 final with 1/1 sum 1 peak 1 shed 0 failed 0",
                        "gate car 0-10 final with 1/1 sum 2 peak 2 shed 0 failed 0");
        assertThat(aggregator.counter("late")).isZero();
    }

    @Test
    void startsAfreshWithARecordingThatIsOlderThanAnythingCounted() {
        aggregator = new AggregatorDriver(settings);

        // when a file is read again from its beginning, since its start was corrected
        aggregator.send(
                at(0, 3600).with("car", .9).lossless(),
                at(1, 3615).with("car", .9).lossless(),
                at(0, 1).in("s2").with("car", .9, .8).lossless(),
                at(1, 12).in("s2").lossless());

        assertThat(aggregator.shortCounts())
                .containsExactly(
                        "gate car 3600-3610 final with 1/1 sum 1 peak 1 shed 0 failed 0",
                        "gate car 3610-3620 final with 1/1 sum 1 peak 1 shed 0 failed 0",
                        "gate car 0-10 final with 1/1 sum 2 peak 2 shed 0 failed 0");
        assertThat(aggregator.counter("late")).isZero();
    }

    @Test
    void countsNothingAgainOfARecordingThatWasCounted() {
        aggregator = new AggregatorDriver(settings);

        // when a file is read again with other pictures, such as at another rate
        aggregator.send(
                at(0, 1).with("car", .9).lossless(),
                at(1, 15).with("car", .9).lossless(),
                at(0, 1).in("s2").with("car", .9).lossless(),
                at(1, 23).in("s2").lossless());

        assertThat(aggregator.shortCounts())
                .containsExactly(
                        "gate car 0-10 final with 1/1 sum 1 peak 1 shed 0 failed 0",
                        "gate car 10-20 final with 1/1 sum 1 peak 1 shed 0 failed 0");
        assertThat(aggregator.counter("late")).isEqualTo(1);
    }

    @Test
    void endsTheOpenWindowsAsTheyWereWhenWindowsAreShorterNow() {
        window(60);
        aggregator = new AggregatorDriver(settings);
        aggregator.send(at(0, 1).with("car", .9), at(1, 45).with("car", .9));

        window(10);
        restart();
        aggregator.send(at(2, 46).with("car", .9), at(3, 62));

        assertThat(aggregator.shortCounts())
                .containsExactly(
                        "gate car 0-60 final with 2/2 sum 2 peak 1 shed 0 failed 0",
                        "gate car 40-50 final with 1/1 sum 1 peak 1 shed 0 failed 0");
        assertThat(aggregator.history("gate")).containsExactly("40-50 1/0/0 car 1/1/1");
    }

    @Test
    void endsTheOpenWindowsAsTheyWereWhenWindowsAreLongerNow() {
        window(10);
        aggregator = new AggregatorDriver(settings);
        aggregator.send(at(0, 41).with("car", .9), at(1, 45).with("car", .9));

        window(60);
        restart();
        aggregator.send(at(2, 46).with("car", .9), at(3, 125));

        assertThat(aggregator.shortCounts())
                .containsExactly(
                        "gate car 40-50 final with 2/2 sum 2 peak 1 shed 0 failed 0",
                        "gate car 0-60 final with 1/1 sum 1 peak 1 shed 0 failed 0");
    }

    @Test
    void endsTheOpenWindowsWithAStartThatNoWindowHasNow() {
        settings.advance = Duration.ofSeconds(5);
        aggregator = new AggregatorDriver(settings);
        aggregator.send(at(0, 7).with("car", .9));

        window(10);
        restart();
        aggregator.send(at(1, 8).with("car", .9), at(2, 30));

        assertThat(aggregator.shortCounts())
                .containsExactly(
                        "gate car 5-15 final with 1/1 sum 1 peak 1 shed 0 failed 0",
                        "gate car 0-10 final with 2/2 sum 2 peak 1 shed 0 failed 0");
    }

    @Test
    void skipsWhatIsNotADetectionAndContinues() {
        aggregator = new AggregatorDriver(settings);
        Shot beforeTheEpoch = at(0, -1e10).with("car", .9);

        aggregator.sendBytes("gate", new byte[] {1, 2, 3}, 0);
        aggregator.sendBytes("gate", null, 0);
        aggregator.sendBytes(
                "gate",
                aggregator
                        .registry
                        .serde(Detection.class)
                        .serializer()
                        .serialize("detections", beforeTheEpoch.detection()),
                0);
        aggregator.send(at(0, 1).with("car", .9), at(1, 12));

        assertThat(aggregator.shortCounts())
                .containsExactly("gate car 0-10 final with 1/1 sum 1 peak 1 shed 0 failed 0");
        assertThat(aggregator.counter("undecodable")).isEqualTo(3);
    }

    private void window(int seconds) {
        settings.window = Duration.ofSeconds(seconds);
        settings.advance = settings.window;
    }

    /** With the settings of now, and the state of before. */
    private void restart() {
        CameraState state = aggregator.cameras().get("gate");
        aggregator.close();
        aggregator = new AggregatorDriver(settings);
        aggregator.cameras().put("gate", state);
    }
}
