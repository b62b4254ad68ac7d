package dev.hawkeye.street.scene;

/** The lights of the crossing: green for the traffic until a pedestrian has waited for a while. */
public final class Signal {
    private static final double MIN_GREEN = 14;
    private static final double MAX_WAIT = 2.5;
    private static final double AMBER = 2.5;
    private static final double ALL_RED = 1;
    private static final double SET_OUT = 6;
    private static final double CLEARING = 9.5;

    /** The states of the lights. */
    public enum Phase {
        GO,
        AMBER,
        WALK,
        CLEARING
    }

    private Phase phase = Phase.GO;
    private double since;
    private double waited;

    public void step(double seconds, boolean someoneWaits) {
        since += seconds;
        waited = someoneWaits ? waited + seconds : 0;
        switch (phase) {
            case GO -> change(since > MIN_GREEN && waited > MAX_WAIT, Phase.AMBER);
            case AMBER -> change(since > AMBER, Phase.WALK);
            case WALK -> change(since > ALL_RED + SET_OUT, Phase.CLEARING);
            case CLEARING -> change(since > CLEARING, Phase.GO);
        }
    }

    private void change(boolean now, Phase to) {
        if (now) {
            phase = to;
            since = 0;
        }
    }

    public Phase phase() {
        return phase;
    }

    /** Whether people may start crossing. */
    public boolean maySetOut() {
        return phase == Phase.WALK && since > ALL_RED;
    }
}
