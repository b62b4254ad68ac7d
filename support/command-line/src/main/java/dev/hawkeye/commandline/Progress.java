package dev.hawkeye.commandline;

import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import picocli.CommandLine;

/**
 * The progress bar of a task, on stderr, see {@link ProgressLine}. On a terminal it redraws itself; in a file or a pipe
 * it writes a line every few seconds.
 */
public final class Progress implements AutoCloseable {
    private static final int TERMINAL_MILLIS = 200;
    private static final int PLAIN_MILLIS = 10_000;
    private static final int WIDTH = 100;

    private static volatile boolean hidden;

    private final ProgressBar bar;
    private final Pace pace = new Pace();
    private volatile long done;
    private volatile long expected;

    /**
     * @param task a word for the task, such as {@code analyze}
     * @param unit the unit of the count, such as {@code frames}
     * @param expected estimated total
     */
    public Progress(String task, String unit, long expected) {
        this(task, unit, expected, CommandLine.Help.Ansi.AUTO.enabled(), hidden ? line -> {} : System.err::println);
    }

    /** @param lines receives the lines when there is no terminal */
    public Progress(String task, String unit, long expected, boolean terminal, Consumer<String> lines) {
        this.expected = expected;
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(expected)
                .setRenderer((state, width) ->
                        ProgressLine.of(task, unit, done, this.expected, pace.perSecond(System.nanoTime()), width))
                .setUpdateIntervalMillis(terminal ? TERMINAL_MILLIS : PLAIN_MILLIS)
                .setConsumer(
                        terminal && !hidden ? new ConsoleProgressBarConsumer(System.err, WIDTH) : new PlainLines(lines))
                .build();
    }

    /** Shows no progress from now on. */
    static void hide() {
        hidden = true;
    }

    /** Updates the estimated total. */
    public void expect(long total) {
        expected = total;
        bar.maxHint(total);
    }

    /** Sets the number done; ignores a smaller number than before. Not thread-safe. */
    public void done(long now) {
        done = Math.max(done, now);
        pace.add(done, System.nanoTime());
        bar.stepTo(done);
    }

    /** Completes the bar even if the estimate was too high or too low. */
    public void end(long now) {
        done = now;
        expected = now;
        bar.stepTo(now);
    }

    @Override
    public void close() {
        bar.close();
    }

    /** Lines for a log file, without carriage returns. */
    private static final class PlainLines implements ProgressBarConsumer {
        private final Consumer<String> out;
        private String last = "";

        PlainLines(Consumer<String> out) {
            this.out = out;
        }

        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public void accept(String line) {
            String stripped = line.strip();
            if (!stripped.equals(last)) {
                out.accept(stripped);
            }
            last = stripped;
        }

        @Override
        public void close() {}
    }
}
