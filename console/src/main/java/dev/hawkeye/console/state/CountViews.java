package dev.hawkeye.console.state;

import dev.hawkeye.console.api.CountUpdate;
import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.LineCount;
import dev.hawkeye.counts.ZoneCount;
import dev.hawkeye.schemas.WindowCount;

/** Records of {@code counts} as the API shows them. */
public final class CountViews {
    private CountViews() {}

    static ClassCount of(WindowCount count) {
        return new ClassCount(
                count.getClassName(),
                count.getFramesWith(),
                count.getDetections(),
                count.getMean(),
                count.getPeak(),
                count.getObjects(),
                count.getNewObjects(),
                count.getZones().stream()
                        .map(zone -> new ZoneCount(
                                zone.getZone(),
                                zone.getEntered(),
                                zone.getExited(),
                                zone.getMean(),
                                zone.getPeak(),
                                zone.getDwellMillis()))
                        .toList(),
                count.getLines().stream()
                        .map(line -> new LineCount(line.getLine(), line.getDirection(), line.getCrossed()))
                        .toList());
    }

    /** The form in live updates. */
    public static CountUpdate update(WindowCount count) {
        ClassCount its = of(count);
        return new CountUpdate(
                count.getCamera(),
                count.getClassName(),
                count.getWindowStart().toEpochMilli(),
                count.getWindowEnd().toEpochMilli(),
                count.getIsFinal(),
                count.getFramesAnalysed(),
                its.framesWith(),
                its.detections(),
                its.mean(),
                its.peak(),
                its.objects(),
                its.newObjects(),
                its.zones(),
                its.lines());
    }
}
