package dev.hawkeye.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of events and of all records that leave the site: attributes of CloudEvents 1.0 in the binary mode of its
 * Kafka binding. They depend only on the record, so a record that is produced again, after a crash or in a replay, has
 * the same headers, including the id. Immutable; thread-safe.
 */
public final class CloudEvents {
    public static final String SPEC_VERSION = "ce_specversion";
    /** Unique within {@link #SOURCE}, and the same whenever the same thing is reported again. */
    public static final String ID = "ce_id";
    /** {@code /sites/} and the name of the site. */
    public static final String SOURCE = "ce_source";
    /**
     * {@code dev.hawkeye.count}, {@code dev.hawkeye.keyframe} or {@code dev.hawkeye.event.} and the kind of the event.
     */
    public static final String TYPE = "ce_type";
    /** Capture time, RFC 3339. */
    public static final String TIME = "ce_time";
    /** The key that the record has on the site. */
    public static final String SUBJECT = "ce_subject";
    /** Name of the site; an extension attribute. */
    public static final String SITE = "ce_site";

    public static final String CONTENT_TYPE = "content-type";

    private static final String AVRO = "application/vnd.apache.avro";
    private static final String TYPES = "dev.hawkeye.";

    private final String site;

    /** @param site its name: letters, digits, '.', '_' and '-' */
    public CloudEvents(String site) {
        this.site = site;
    }

    /** The key of a record where records of other sites are present, too. */
    public String key(String keyOnSite) {
        return site + '/' + keyOnSite;
    }

    /**
     * The headers of an event; its begin and its end have separate ids.
     *
     * @param time capture time of what happened, ms since 1970
     */
    public Headers of(Event event, long time) {
        String kind = lower(event.getKind());
        String type = event.getType() == EventType.UNSPECIFIED ? kind : lower(event.getType());
        return headers(event.getId() + '-' + kind, "event." + type, time, event.getCamera());
    }

    /** The headers of a final count; its time is the end of the window. */
    public Headers of(WindowCount count) {
        String subject = count.getCamera() + '/' + count.getClassName();
        long end = count.getWindowEnd().toEpochMilli();
        String window = count.getWindowStart().toEpochMilli() + "-" + end;
        return headers(subject + '/' + window, "count", end, subject);
    }

    /** The headers of an event's picture. */
    public Headers of(Keyframe keyframe) {
        long time = keyframe.getCaptureTime().toEpochMilli();
        return headers(keyframe.getEvent() + "-keyframe", "keyframe", time, keyframe.getCamera());
    }

    private Headers headers(String id, String type, long time, String subject) {
        return new RecordHeaders()
                .add(SPEC_VERSION, bytes("1.0"))
                .add(ID, bytes(id))
                .add(SOURCE, bytes("/sites/" + site))
                .add(TYPE, bytes(TYPES + type))
                .add(TIME, bytes(Instant.ofEpochMilli(time).toString()))
                .add(SUBJECT, bytes(subject))
                .add(SITE, bytes(site))
                .add(CONTENT_TYPE, bytes(AVRO));
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
