package dev.hawkeye.commandline;

/** Told how far the work is, for a display; called by several threads. */
@FunctionalInterface
public interface StepProgress {
    /**
     * @param what is being done, a few words
     * @param done so far, at least 1
     * @param all that is to be done in this step
     */
    void done(String what, int done, int all);
}
