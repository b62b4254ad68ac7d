package dev.hawkeye.vision;

import java.util.List;
import java.util.stream.Stream;

/**
 * How to use the cores of a machine.
 *
 * @param parallel runs in parallel, at least 1
 * @param intraOpThreads threads per run, at least 1
 * @param batch pictures per run, at least 1
 */
public record LaneSetting(int parallel, int intraOpThreads, int batch) {
    public LaneSetting {
        if (parallel < 1 || intraOpThreads < 1 || batch < 1) {
            throw new IllegalArgumentException("parallel, intra-op threads and batch must be at least 1, got: "
                    + parallel + ", " + intraOpThreads + ", " + batch);
        }
    }

    /**
     * The settings worth comparing: one run across all cores, one run per core, and both with batches. A model with a
     * fixed batch uses that in all of them.
     *
     * @param cores of the machine
     * @param batch maximum pictures per run
     * @param fixedBatch number of pictures that each run must have, 0 for any
     * @return the settings, without duplicates
     */
    public static List<LaneSetting> candidates(int cores, int batch, int fixedBatch) {
        int least = fixedBatch > 0 ? fixedBatch : 1;
        int most = fixedBatch > 0 ? fixedBatch : batch;
        return Stream.of(
                        new LaneSetting(1, cores, least),
                        new LaneSetting(cores, 1, least),
                        new LaneSetting(cores, 1, most))
                .distinct()
                .toList();
    }

    @Override
    public String toString() {
        return parallel + " at a time × " + intraOpThreads + " thread" + (intraOpThreads == 1 ? "" : "s") + " × batch "
                + batch;
    }
}
