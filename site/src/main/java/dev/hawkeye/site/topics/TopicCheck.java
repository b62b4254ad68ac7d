package dev.hawkeye.site.topics;

import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;

import dev.hawkeye.site.config.HawkeyeConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Checks the topics of a site against their requirements.
 *
 * @param verdicts one per requirement, in pipeline order
 */
public record TopicCheck(List<TopicVerdict> verdicts) {

    public TopicCheck {
        verdicts = List.copyOf(verdicts);
    }

    /** Checks all topics of the site. */
    public static TopicCheck ofAll(TopicAdmin admin, HawkeyeConfig config) throws InterruptedException {
        return of(admin, config, TopicTable.of(config.topics()), true);
    }

    /**
     * Checks the topics of some services.
     *
     * @param services command names of the services
     */
    public static TopicCheck ofServices(TopicAdmin admin, HawkeyeConfig config, Collection<String> services)
            throws InterruptedException {
        return of(admin, config, TopicTable.ofServices(config.topics(), services), TopicTable.useState(services));
    }

    private static TopicCheck of(TopicAdmin admin, HawkeyeConfig config, List<TopicSpec> specs, boolean withState)
            throws InterruptedException {
        List<TopicVerdict> verdicts = new ArrayList<>();
        Map<String, TopicState> states =
                admin.states(specs.stream().map(TopicSpec::name).toList());
        specs.forEach(spec -> judge(spec, states.get(spec.name()), verdicts));
        TopicState detections = states.get(config.topics().topics().detections());
        if (withState && detections.isThere()) {
            int partitions = Integer.parseInt(detections.values().get(Requirement.PARTITIONS));
            List<TopicSpec> ofStreams = TopicTable.ofStreams(config, partitions);
            Map<String, TopicState> theirs =
                    admin.states(ofStreams.stream().map(TopicSpec::name).toList());
            ofStreams.forEach(spec -> judge(spec, theirs.get(spec.name()), verdicts));
        }
        return new TopicCheck(verdicts);
    }

    private static void judge(TopicSpec spec, TopicState state, List<TopicVerdict> verdicts) {
        switch (state.presence()) {
            case MISSING -> verdicts.add(missing(spec));
            case HIDDEN -> verdicts.add(hidden(spec));
            case THERE -> {
                spec.requirements().forEach(requirement -> verdicts.add(verdict(spec, requirement, state)));
                addUnwritable(spec, state, verdicts);
            }
        }
    }

    private static TopicVerdict missing(TopicSpec spec) {
        if (spec.madeByStreams()) {
            return whole(spec, Level.TO_COME, "created by aggregate at its first start");
        }
        return whole(
                spec, Level.UNUSABLE, "topic " + spec.name() + " is missing: create it with `hawkeye topics create`");
    }

    private static TopicVerdict hidden(TopicSpec spec) {
        return whole(
                spec,
                Level.HIDDEN,
                "Kafka does not let this user DESCRIBE topic " + spec.name() + ": grant it to this user");
    }

    private static TopicVerdict whole(TopicSpec spec, Level level, String remark) {
        return new TopicVerdict(spec.name(), "", "", "", level, remark);
    }

    private static TopicVerdict verdict(TopicSpec spec, Requirement requirement, TopicState state) {
        String actual = state.values().get(requirement.setting());
        if (actual == null) {
            return new TopicVerdict(
                    spec.name(),
                    requirement.setting(),
                    requirement.configured(),
                    "",
                    Level.HIDDEN,
                    "grant this user DESCRIBE_CONFIGS on topic " + spec.name());
        }
        if (spec.madeByStreams() && requirement.setting().equals(Requirement.PARTITIONS)) {
            return ofState(requirement.check(spec.name(), actual));
        }
        return requirement.check(spec.name(), actual);
    }

    /** Changes the remedy for a changelog: partitions cannot be removed, and added ones have no state. */
    private static TopicVerdict ofState(TopicVerdict verdict) {
        if (verdict.level() == Level.FITS) {
            return verdict;
        }
        return new TopicVerdict(
                verdict.topic(),
                verdict.setting(),
                verdict.configured(),
                verdict.actual(),
                verdict.level(),
                verdict.remark().replaceFirst(";.*", "")
                        + "; stop all aggregators and delete the topic, after which open windows and history begin"
                        + " anew");
    }

    /** Adds a verdict if the topic requires more in-sync replicas than it has, and so accepts no records. */
    private static void addUnwritable(TopicSpec spec, TopicState state, List<TopicVerdict> verdicts) {
        String wanted = state.values().get(MIN_IN_SYNC_REPLICAS_CONFIG);
        String copies = state.values().get(Requirement.REPLICATION);
        if (wanted != null && Integer.parseInt(wanted) > Integer.parseInt(copies)) {
            verdicts.add(new TopicVerdict(
                    spec.name(),
                    MIN_IN_SYNC_REPLICAS_CONFIG,
                    "at most " + copies,
                    wanted,
                    Level.UNUSABLE,
                    "the topic has " + copies + " replicas, so it accepts no records; set "
                            + MIN_IN_SYNC_REPLICAS_CONFIG + "=" + copies + " on it, or add replicas"));
        }
    }

    /** Whether all requirements are met. */
    public boolean fits() {
        return verdicts.stream().allMatch(verdict -> verdict.level().isGood());
    }

    /** Mismatches that prevent Hawkeye from working, one line each. */
    public List<String> hindrances() {
        return lines(Level.UNUSABLE);
    }

    /** Mismatches with which Hawkeye can work, one line each. */
    public List<String> differences() {
        return lines(Level.DIFFERS);
    }

    private List<String> lines(Level level) {
        return verdicts.stream()
                .filter(verdict -> verdict.level() == level)
                .map(TopicVerdict::line)
                .toList();
    }
}
