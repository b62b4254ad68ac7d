package dev.hawkeye.site.gate;

import dev.hawkeye.schemas.Topics;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Distinguishes a cluster to which a site's results are mirrored from the site's own: it has cloud topics without their
 * source topics. A service pointed at it by mistake would create all the others there.
 */
final class MirrorCheck {
    private static final Topics BARE = new Topics("");

    private MirrorCheck() {}

    /**
     * @param ours the topics of the service's site
     * @param names of all visible topics
     * @return one line, if this looks like the wrong cluster
     */
    static Optional<String> suspicion(String servers, Topics ours, Set<String> names) {
        if (names.contains(ours.frames()) || names.contains(ours.detections())) {
            return Optional.empty();
        }
        Set<String> orphans = new TreeSet<>();
        for (String name : names) {
            for (String end : Set.of(BARE.cloudCounts(), BARE.cloudKeyframes())) {
                if (name.endsWith(end) && !hasSource(name.substring(0, name.length() - end.length()), names)) {
                    orphans.add(name);
                }
            }
        }
        if (orphans.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("Kafka at " + servers + " has " + String.join(", ", orphans)
                + " but not their source topics, so it seems to be the cluster that a site is mirrored to:"
                + " correct kafka.bootstrap.servers, or create the site's topics there with `hawkeye topics create`");
    }

    private static boolean hasSource(String prefix, Set<String> names) {
        return names.contains(prefix + BARE.frames()) || names.contains(prefix + BARE.detections());
    }
}
