package dev.hawkeye.bench.faults.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFate;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import dev.hawkeye.schemas.TrustedRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmedTest {
    /** Of the three letters abc, as FIPS 180-2 has it. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    static {
        TrustedRecords.trust(); // Builders need it for the defaults of lists.
    }

    @TempDir
    Path folder;

    private final Filmed filmed = new Filmed();

    @Test
    void allIsWellWhenEachEventIsStoredWholeOrAbsentWithAReason() throws IOException {
        happened("e1", "e2");

        filmed.told(stored("e1", "abc"));
        assertThat(filmed.untold()).isEqualTo(1);
        filmed.told(stored("e1", "abc"));
        filmed.told(absent("e2", "clips.budget of the camera was used up"));

        assertThat(filmed.complaints()).isEmpty();
        assertThat(filmed.untold()).isZero();
        assertThat(filmed.events()).isEqualTo(2);
        assertThat(filmed.stored()).isEqualTo(1);
    }

    @Test
    void filesThatAreOthersOrGoneAreNamed() throws IOException {
        happened("e1", "e2");

        filmed.told(stored("e1", "abd"));
        Clip gone = stored("e2", "abc");
        Files.delete(folder.resolve("e2.mp4"));
        filmed.told(gone);

        assertThat(filmed.complaints())
                .containsExactly(
                        "the clip of event e1 is not the file that was stored",
                        "the clip of event e2 is stored, but there is no " + folder.resolve("e2.mp4"));
    }

    @Test
    void noReasonAndOtherEventsAreNamedAndStoredWinsOverAbsent() throws IOException {
        happened("e1");

        filmed.told(absent("e1", "ingest began to read the camera after the event began"));
        filmed.told(stored("e1", "abc"));
        filmed.told(absent("e9", " "));

        assertThat(filmed.complaints())
                .containsExactly(
                        "there is a clip fate for e9, which should have none",
                        "the clip of event e9 is absent without a reason");
        assertThat(filmed.stored()).isEqualTo(1);
    }

    private void happened(String... ids) {
        for (String id : ids) {
            filmed.happened(TestEvents.event(id, EventType.CROSSED, EventKind.APPEARED));
        }
    }

    /** @param content three letters; those of the record are abc */
    private Clip stored(String event, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(event + ".mp4"), content, UTF_8);
        return clip(event, ClipFate.STORED)
                .setAddress(file.toUri().toString())
                .setSha256(ABC)
                .setBytes(3)
                .build();
    }

    private static Clip absent(String event, String reason) {
        return clip(event, ClipFate.ABSENT).setReason(reason).build();
    }

    private static Clip.Builder clip(String event, ClipFate fate) {
        return Clip.newBuilder()
                .setEvent(event)
                .setCamera(TestEvents.CAMERA)
                .setFate(fate)
                .setMade(Instant.EPOCH);
    }
}
