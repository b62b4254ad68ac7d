package dev.hawkeye.clips;

import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.DataSize;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Settings of clips; keys as in hawkeye.yaml under {@code clips}. Immutable, validated on construction.
 *
 * @param storage path of a folder, or {@code s3://BUCKET/PREFIX}; empty for no clips
 * @param endpoint the endpoint of an S3-compatible store; empty for Amazon S3
 * @param region the region of the bucket
 * @param credentials {@code ACCESS-KEY:SECRET-KEY}; empty for those of the environment
 * @param before lead-in of a clip before its event begins
 * @param after length of a clip after its event ends
 * @param longest maximum length of a clip, without {@code before}
 * @param events kinds of events that have clips; empty for all
 * @param classes the classes that have clips; empty for all
 * @param ring bytes of buffered packets, all cameras together
 * @param spool folder of clips waiting to be stored; empty for one in the data directory
 * @param spoolSize maximum size of the spool
 * @param giveUpAfter time after which a clip that cannot be stored is dropped
 * @param retention how long a folder keeps a clip; zero for forever
 * @param budget maximum bytes of clips per camera and period
 * @param budgetPeriod length of that period
 */
public record ClipsConfig(
        String storage,
        String endpoint,
        String region,
        String credentials,
        Duration before,
        Duration after,
        Duration longest,
        List<Kind> events,
        List<String> classes,
        DataSize ring,
        Path spool,
        DataSize spoolSize,
        Duration giveUpAfter,
        Duration retention,
        DataSize budget,
        Duration budgetPeriod) {
    private static final String S3 = "s3://";
    private static final DataSize LEAST_RING = DataSize.parse("16 MiB");
    private static final DataSize LEAST_SPOOL = DataSize.parse("64 MiB");
    private static final Duration MOST_AROUND = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** No clips. */
    public static final ClipsConfig NONE = new ClipsConfig(
            "",
            "",
            "us-east-1",
            "",
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            List.of(),
            List.of(),
            DataSize.parse("16 MiB"),
            Path.of(""),
            DataSize.parse("64 MiB"),
            Duration.ofDays(1),
            Duration.ZERO,
            DataSize.parse("0 B"),
            Duration.ofHours(1));

    /** The kinds of events that can have a clip. */
    public enum Kind {
        APPEARED,
        ENTERED,
        CROSSED,
        LOITERING,
        OCCUPANCY;

        /** The name in hawkeye.yaml. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws dev.hawkeye.settings.SettingException when a value is out of its range */
    public ClipsConfig {
        Check.that(
                !storage.startsWith(S3) || S3Address.parse(storage).isPresent(),
                "storage",
                "must be a folder or s3://BUCKET/PREFIX",
                "'" + storage + "'");
        Check.that(
                storage.startsWith(S3) || !storage.contains("://"),
                "storage",
                "must be a folder or s3://BUCKET/PREFIX",
                "another kind of address");
        Check.that(
                endpoint.isEmpty() || isEndpoint(endpoint),
                "endpoint",
                "must be like https://s3.example.org:9000, without a user and a path, or empty",
                "another address");
        Check.that(!region.isBlank(), "region", "must be the name of a region, such as us-east-1", "'" + region + "'");
        Check.that(
                credentials.isEmpty() || credentials.indexOf(':') > 0,
                "credentials",
                "must be ACCESS-KEY:SECRET-KEY, or empty for those of the environment",
                "no colon");
        around("before", before);
        around("after", after);
        Check.positive("longest", longest);
        Check.that(longest.compareTo(LONGEST) <= 0, "longest", "must be up to 30 m", longest);
        Check.that(ring.bytes() >= LEAST_RING.bytes(), "ring", "must be at least " + LEAST_RING, ring);
        Check.that(
                spoolSize.bytes() >= LEAST_SPOOL.bytes(), "spool-size", "must be at least " + LEAST_SPOOL, spoolSize);
        Check.positive("give-up-after", giveUpAfter);
        Check.zeroOrMore("retention", retention);
        Check.positive("budget-period", budgetPeriod);
        events = List.copyOf(events);
        classes = List.copyOf(classes);
    }

    private static void around(String key, Duration value) {
        Check.zeroOrMore(key, value);
        Check.that(value.compareTo(MOST_AROUND) <= 0, key, "must be up to 1 m", value);
    }

    private static boolean isEndpoint(String text) {
        try {
            URI address = URI.create(text);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getPath().length() <= 1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether clips are enabled. */
    public boolean isUsed() {
        return !storage.isEmpty();
    }

    /** Whether an event of this kind and class gets a clip, if its camera has clips. */
    public boolean wants(Kind kind, String className) {
        return (events.isEmpty() || events.contains(kind)) && (classes.isEmpty() || classes.contains(className));
    }

    /** Omits the credentials. */
    @Override
    public String toString() {
        return "ClipsConfig[storage=" + storage + ", endpoint=" + endpoint + ", region=" + region + ", before=" + before
                + ", after=" + after + ", longest=" + longest + ", events=" + events + ", classes=" + classes
                + ", ring=" + ring + ", spool=" + spool + ", spoolSize=" + spoolSize + ", giveUpAfter=" + giveUpAfter
                + ", retention=" + retention + ", budget=" + budget + ", budgetPeriod=" + budgetPeriod + "]";
    }
}
