package dev.hawkeye.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.console.live.LiveMessage.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final AtomicLong now = new AtomicLong();
    private final Mailbox mailbox = new Mailbox(Subscription.ALL, now::get);

    @Test
    void ofDetectionsCamerasAndHealthOnlyTheNewestStay() {
        for (int i = 0; i < 100; i++) {
            mailbox.put(LiveMessage.of(Kind.DETECTION, "gate", "gate" + i));
            mailbox.put(LiveMessage.of(Kind.DETECTION, "yard", "yard" + i));
            mailbox.put(LiveMessage.of(Kind.CAMERA, "gate", "camera" + i));
            mailbox.put(LiveMessage.of(Kind.HEALTH, "", "health" + i));
        }

        assertThat(taken()).containsExactly("camera99", "gate99", "yard99", "health99");
        assertThat(taken()).isEmpty();
    }

    @Test
    void ofEachObjectOfACameraOnlyTheNewestStays() {
        for (int i = 0; i < 100; i++) {
            mailbox.put(LiveMessage.of(Kind.TRACK, "gate", "a", "a" + i));
            mailbox.put(LiveMessage.of(Kind.TRACK, "gate", "b", "b" + i));
            mailbox.put(LiveMessage.of(Kind.TRACK, "yard", "a", "yard" + i));
        }

        assertThat(taken()).containsExactly("a99", "b99", "yard99");
        assertThat(taken()).isEmpty();
    }

    @Test
    void ofAForgottenCameraOnlyWhatCameLaterIsSent() {
        mailbox.put(LiveMessage.of(Kind.CAMERA, "gate", "before"));
        mailbox.put(LiveMessage.of(Kind.DETECTION, "gate", "before"));
        mailbox.put(LiveMessage.of(Kind.FORGOTTEN, "gate", "forgotten"));
        mailbox.put(LiveMessage.of(Kind.CAMERA, "gate", "again"));

        assertThat(taken()).containsExactly("forgotten", "again");
    }

    @Test
    void whoeverWantsCamerasLearnsThatOneIsForgotten() {
        Subscription cameras = new Subscription(Set.of(), Set.of(Kind.CAMERA), Subscription.FASTEST);
        Subscription events = new Subscription(Set.of(), Set.of(Kind.EVENT), Subscription.FASTEST);

        assertThat(cameras.has(LiveMessage.of(Kind.FORGOTTEN, "gate", ""))).isTrue();
        assertThat(events.has(LiveMessage.of(Kind.FORGOTTEN, "gate", ""))).isFalse();
    }

    @Test
    void ofCountsAndEventsTheOldestGo() {
        for (int i = 0; i < Mailbox.MAX_QUEUED + 5; i++) {
            mailbox.put(LiveMessage.of(i % 2 == 0 ? Kind.COUNT : Kind.EVENT, "gate", "m" + i));
        }

        List<String> taken = taken();

        assertThat(taken).hasSize(Mailbox.MAX_QUEUED).startsWith("m5", "m6").endsWith("m1004");
    }

    @Test
    void detectionsOfACameraLeaveAtMostTenTimesASecondAndTheNewestIsNotLost() {
        int told = 0;
        for (int millis = 0; millis < 10_000; millis += 10) {
            now.set(Duration.ofMillis(millis).toNanos());
            mailbox.put(LiveMessage.of(Kind.DETECTION, "gate", "at" + millis));
            told += taken().size();
        }
        now.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(told).isBetween(99, 101);
        assertThat(taken()).containsExactly("at9990");
    }

    @Test
    void aCameraWithTenFramesASecondLosesNoneWhenSomeAreLate() {
        int told = 0;
        for (int frame = 0; frame < 100; frame++) {
            int late = frame % 3 == 0 ? 40 : 0;
            now.set(Duration.ofMillis(100L * frame + late).toNanos());
            mailbox.put(LiveMessage.of(Kind.DETECTION, "gate", frame));
            told += taken().size();
            now.set(Duration.ofMillis(100L * frame + 99).toNanos());
            told += taken().size();
        }

        assertThat(told).isEqualTo(100);
    }

    @Test
    void onlyTheDetectionsOfWantedCamerasAreKept() {
        Mailbox picky = new Mailbox(new Subscription(Set.of("gate"), Set.of(), Subscription.FASTEST), now::get);

        picky.put(LiveMessage.of(Kind.DETECTION, "yard", "d1"));
        picky.put(LiveMessage.of(Kind.DETECTION, "gate", "d2"));
        picky.put(LiveMessage.of(Kind.CAMERA, "yard", "c1"));

        assertThat(picky.takeDue()).extracting(MailboxTest::data).containsExactly("c1", "d2");
    }

    @Test
    void onlyWantedKindsOfMessagesAreKeptAndDetectionsComeAtTheWantedPace() {
        Mailbox slow = new Mailbox(
                new Subscription(Set.of(), Set.of(Kind.DETECTION, Kind.HEALTH), Duration.ofSeconds(1)), now::get);
        int told = 0;
        for (int millis = 0; millis < 10_000; millis += 100) {
            now.set(Duration.ofMillis(millis).toNanos());
            slow.put(LiveMessage.of(Kind.DETECTION, "gate", "at" + millis));
            slow.put(LiveMessage.of(Kind.COUNT, "gate", "count"));
            told += slow.takeDue().size();
        }

        assertThat(told).isEqualTo(10);
    }

    @Test
    void countsAreSentForWantedCamerasOnly() {
        Mailbox picky = new Mailbox(new Subscription(Set.of("gate"), Set.of(), Subscription.FASTEST), now::get);

        picky.put(LiveMessage.of(Kind.COUNT, "yard", "c1"));
        picky.put(LiveMessage.of(Kind.COUNT, "gate", "c2"));

        assertThat(picky.takeDue()).extracting(MailboxTest::data).containsExactly("c2");
    }

    private List<String> taken() {
        return mailbox.takeDue().stream().map(MailboxTest::data).toList();
    }

    private static String data(LiveMessage message) {
        String text = new String(message.bytes().array, StandardCharsets.UTF_8);
        return text.substring(text.indexOf("data: ") + 6).strip().replace("\"", "");
    }
}
