package dev.hawkeye.bench.processor;

/**
 * A line of {@code /proc/PID/stat} or {@code /proc/PID/task/TID/stat}, see proc(5).
 *
 * @param id the id of the thread or process
 * @param name the name, at most 15 bytes
 * @param millis CPU time since its start, in user and system mode, in steps of 10 ms
 */
record ThreadTime(long id, String name, long millis) {
    /** USER_HZ is 100 on all platforms of Java. */
    private static final int TICK_MILLIS = 10;

    private static final int USER = 11; // field 14 of the line, counted from the state after the name
    private static final int SYSTEM = 12;

    /** A name may contain spaces and parentheses. */
    static ThreadTime parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        String[] fields = line.substring(close + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
        return new ThreadTime(
                Long.parseLong(line.substring(0, open - 1)), line.substring(open + 1, close), ticks * TICK_MILLIS);
    }
}
