package dev.hawkeye.app.model;

import dev.hawkeye.commandline.Progress;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.commandline.StepProgress;

/** A progress bar for each step of the work, in turn; aborts the work when the user interrupts it. */
final class StepBars implements StepProgress, AutoCloseable {
    private final Shutdown shutdown;
    private String current = "";
    private Progress bar;

    StepBars(Shutdown shutdown) {
        this.shutdown = shutdown;
    }

    @Override
    public synchronized void done(String what, int done, int all) {
        shutdown.check();
        if (!what.equals(current)) {
            end();
            current = what;
            bar = new Progress(what, "", all);
        }
        bar.done(done);
    }

    /** Ends the last step. */
    synchronized void end() {
        if (bar != null) {
            bar.close();
            bar = null;
            current = "";
        }
    }

    @Override
    public void close() {
        end();
    }
}
