package dev.hawkeye.aggregator.config;

import dev.hawkeye.counts.CountHistory;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.DataSize;
import dev.hawkeye.tracking.scene.Scene;
import java.time.Duration;
import java.util.Map;

/**
 * The aggregator's settings; validates itself.
 *
 * @param applicationId Kafka Streams' application id: instances with the same id share the work
 * @param site name of the site, from the top level of hawkeye.yaml: letters, digits, '.', '_' and '-'
 * @param window length of a window of capture time, a multiple of {@code advance}, at most 1000 times
 * @param advance time from one window's start to the next; equal to {@code window} for tumbling windows
 * @param grace how far a camera's capture time must be past a window's end before the window closes
 * @param updateInterval minimum time between two early updates of one window, wall clock
 * @param silence after this period without a record, the wall clock ends the windows and events of a live camera
 * @param silenceLossless the same for a lossless camera
 * @param events what an event is about
 * @param confirm an event is confirmed when its class is seen in this many of the last {@code confirmOf} frames
 * @param confirmOf how many of the last analyzed frames {@code confirm} looks at, at most 100
 * @param leaveAfter an event ends when its class has not been seen for this period of capture time
 * @param keyframeInterval minimum capture time between two uploaded keyframes of one camera and class
 * @param keyframeBudget maximum JPEG bytes that one camera uploads in one period; zero uploads nothing
 * @param keyframeBudgetPeriod length of a period of capture time, aligned to the epoch
 * @param history how long final windows of a camera are kept for {@link CountHistory}, capture time; zero keeps none
 * @param kafka native Kafka properties for this service's clients only; they override those for all clients
 * @param cameras what becomes an event at each camera, from the camera's keys
 * @param scenes what is drawn over the picture of each camera, from the camera's keys
 */
public record AggregatorConfig(
        String applicationId,
        String site,
        Duration window,
        Duration advance,
        Duration grace,
        Duration updateInterval,
        Duration silence,
        Duration silenceLossless,
        EventsOf events,
        int confirm,
        int confirmOf,
        Duration leaveAfter,
        Duration keyframeInterval,
        DataSize keyframeBudget,
        Duration keyframeBudgetPeriod,
        Duration history,
        Map<String, String> kafka,
        ByCamera<EventChoice> cameras,
        ByCamera<Scene> scenes) {

    private static final int MAX_WINDOWS_OF_A_FRAME = 1000;
    private static final int MAX_CONFIRM_OF = 100;
    private static final int MAX_HISTORY_WINDOWS = 100_000;

    public AggregatorConfig {
        Check.that(
                applicationId.matches("[a-zA-Z0-9._-]{1,100}"),
                "application-id",
                "must be 1 to 100 letters, digits, '.', '_' or '-'",
                applicationId);
        Check.atLeastOneMilli("window", window);
        Check.atLeastOneMilli("advance", advance);
        Check.that(
                window.toMillis() % advance.toMillis() == 0
                        && window.toMillis() / advance.toMillis() <= MAX_WINDOWS_OF_A_FRAME,
                "window",
                "must be a multiple of advance (" + advance + "), at most " + MAX_WINDOWS_OF_A_FRAME + " times",
                window);
        Check.zeroOrMore("grace", grace);
        Check.atLeastOneMilli("update-interval", updateInterval);
        Check.atLeastOneMilli("silence", silence);
        Check.atLeastOneMilli("silence-lossless", silenceLossless);
        Check.range("confirm-of", confirmOf, 1, MAX_CONFIRM_OF);
        Check.that(
                confirm >= 1 && confirm <= confirmOf,
                "confirm",
                "must be 1 to confirm-of (" + confirmOf + ")",
                confirm);
        Check.atLeastOneMilli("leave-after", leaveAfter);
        Check.zeroOrMore("keyframe-interval", keyframeInterval);
        Check.atLeastOneMilli("keyframe-budget-period", keyframeBudgetPeriod);
        Check.zeroOrMore("history", history);
        Check.that(
                history.dividedBy(advance) <= MAX_HISTORY_WINDOWS,
                "history",
                "must be at most " + MAX_HISTORY_WINDOWS + " times advance (" + advance + ")",
                history,
                "shorten it, or lengthen advance");
        kafka = Map.copyOf(kafka);
    }

    /** A copy with everything from {@code other} that can change at run time: events, keyframes and cameras. */
    public AggregatorConfig changedTo(AggregatorConfig other) {
        return new AggregatorConfig(
                applicationId,
                site,
                window,
                advance,
                grace,
                updateInterval,
                silence,
                silenceLossless,
                other.events,
                other.confirm,
                other.confirmOf,
                other.leaveAfter,
                other.keyframeInterval,
                other.keyframeBudget,
                other.keyframeBudgetPeriod,
                history,
                kafka,
                other.cameras,
                other.scenes);
    }

    public boolean keepsHistory() {
        return !history.isZero();
    }

    /** The changelog topic of a store of this application. */
    public String changelog(String store) {
        return applicationId + "-" + store + "-changelog";
    }

    /** Omits the values of native properties, since they may be secrets. */
    @Override
    public String toString() {
        return "AggregatorConfig[applicationId=" + applicationId + ", site=" + site + ", window=" + window
                + ", advance=" + advance
                + ", grace=" + grace + ", confirm=" + confirm + ", confirmOf=" + confirmOf + ", history=" + history
                + ", kafka=" + kafka.keySet()
                + "]";
    }
}
