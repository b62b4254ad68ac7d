package dev.hawkeye.commandline;

/** Receives the progress of some work, for display; called by several threads. */
@FunctionalInterface
public interface StepProgress {
    /**
     * @param what is being done, a few words
     * @param done so far, at least 1
     * @param total of this step
     */
    void done(String what, int done, int total);
}
