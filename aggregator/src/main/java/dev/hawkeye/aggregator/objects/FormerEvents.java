package dev.hawkeye.aggregator.objects;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.keyframes.Keyframes;
import dev.hawkeye.aggregator.meters.AggregatorMeters;
import dev.hawkeye.aggregator.output.Outputs;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.ObjectState;
import dev.hawkeye.tracking.Track;
import java.util.List;
import java.util.Set;

/**
 * Ends object events that are left in a camera's state after {@code events} was changed from objects to classes, since
 * nothing else would. Not thread-safe; used by one stream thread.
 */
public final class FormerEvents {
    private final ObjectEvents events;

    public FormerEvents(AggregatorConfig config, Keyframes keyframes, Outputs outputs, AggregatorMeters meters) {
        this.events = new ObjectEvents(config, keyframes, outputs, meters);
    }

    /** Ends all open ones, if any, with the last sightings of their objects. */
    public void endAll(String camera, CameraState state) {
        if (state.getObjects().stream().anyMatch(object -> object.getEvent() != null)) {
            List<Track> live = TrackStates.read(state).live();
            for (int i = 0; i < live.size(); i++) {
                ObjectState object = state.getObjects().get(i);
                if (object.getEvent() != null) {
                    SceneWatch.endVisits(
                            object,
                            ObjectTracking.position(object, state),
                            visit -> events.exited(camera, object, visit));
                    events.left(camera, object, live.get(i).className());
                }
            }
        }
        if (!state.getFull().isEmpty()) {
            Occupancies.endOthers(Moment.unseen(camera, state), Set.of(), events);
        }
    }
}
