package dev.hawkeye.commandline;

/** Receives the progress of some work, for display. Called by several threads. */
@FunctionalInterface
public interface StepProgress {
    /**
     * @param what the current step, in a few words
     * @param done number done so far, at least 1
     * @param total total number of this step
     */
    void done(String what, int done, int total);
}
