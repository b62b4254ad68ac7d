package dev.hawkeye.ingest.reading;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.IngestConfig;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.gate.Gate;
import dev.hawkeye.ingest.gate.Gates;
import dev.hawkeye.ingest.input.Sources;
import dev.hawkeye.ingest.picture.JpegEncoder;
import dev.hawkeye.ingest.ring.CameraPackets;
import dev.hawkeye.ingest.ring.VideoFormat;
import dev.hawkeye.ingest.sending.FrameOutlet;
import dev.hawkeye.ingest.sending.SentFrames;
import dev.hawkeye.ingest.sending.StreamPosition;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.ingest.status.CameraEnd;
import dev.hawkeye.ingest.status.CameraHealth;
import dev.hawkeye.ingest.status.CameraMeters;
import dev.hawkeye.ingest.timing.Sampler;
import dev.hawkeye.ingest.timing.Timeline;
import dev.hawkeye.kafka.Backoff;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.settings.Redaction;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one camera from its first opening until it ends or is stopped: opens it, reads it, and reopens it after a
 * backoff when anything fails. Runs on one thread, and shares only the producer with other cameras.
 *
 * <p>A network camera or device is retried forever. A file or folder that is missing or not a video becomes FAILED, and
 * the user must fix it. A truncated file is read as far as possible and becomes ENDED, with an error. After an error of
 * Java itself the camera is reopened, too: what one camera sends may need more stack or memory than there is. A process
 * that should end when the heap is full has {@code -XX:+ExitOnOutOfMemoryError}, which acts before anything is thrown.
 */
public final class CameraReader implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(CameraReader.class);
    private static final Duration ACKNOWLEDGE_TIMEOUT = Duration.ofSeconds(4);

    private final CameraConfig camera;
    private final Duration stall;
    private final Duration tolerance;
    private final Backoff backoff;
    private final FrameOutlet outlet;
    private final SentFrames sent;
    private final CameraHealth health;
    private final CameraMeters meters;
    private final Gates gates;
    private final CameraPackets packets;
    private final Consumer<CameraEnd> ends;
    private final StopSignal stop;

    /**
     * @param packets keeps the camera's packets; null to keep none
     * @param ends called on the camera's thread when the camera has ended or failed permanently
     */
    public CameraReader(
            CameraConfig camera,
            IngestConfig config,
            FrameOutlet outlet,
            SentFrames sent,
            CameraHealth health,
            CameraMeters meters,
            Gates gates,
            CameraPackets packets,
            Consumer<CameraEnd> ends,
            StopSignal stop) {
        this.camera = camera;
        this.stall = config.stallTimeout();
        this.tolerance = config.clockTolerance();
        this.backoff = Backoff.jittered(config.retryFirst(), config.retryLongest());
        this.outlet = outlet;
        this.sent = sent;
        this.health = health;
        this.meters = meters;
        this.gates = gates;
        this.packets = packets;
        this.ends = ends;
        this.stop = stop;
    }

    @Override
    public void run() {
        health.enter(CameraState.CONNECTING, null);
        while (!stop.isRaised()) {
            try {
                Optional<String> shortfall = readOnce();
                finish(CameraState.ENDED, CameraEnd.Outcome.ENDED, shortfall.orElse(null));
                return;
            } catch (CameraException e) {
                if (e.isPermanent() && !isNetwork() && !stop.isRaised()) {
                    finish(CameraState.FAILED, CameraEnd.Outcome.FAILED, e.getMessage());
                    return;
                }
                pause(e.getMessage());
            } catch (RuntimeException | Error e) { // else its thread would end, and its status stay as it was
                log.debug("Camera {}", camera.id(), e);
                pause("unexpected: " + Redaction.redact(e.toString())); // may quote an address
            }
        }
        outlet.awaitAcknowledged(ACKNOWLEDGE_TIMEOUT);
        health.enter(CameraState.STOPPED, null);
    }

    private boolean isNetwork() {
        SourceKind kind = SourceKind.of(camera.url());
        return kind == SourceKind.RTSP || kind == SourceKind.HTTP;
    }

    private void pause(String error) {
        if (!stop.isRaised()) {
            Duration pause = backoff.next();
            log.warn("Camera {}: {}; next try in {} ms", camera.id(), error, pause.toMillis());
            health.enter(CameraState.RECONNECTING, error);
            stop.awaitRaised(pause);
        }
    }

    private void finish(CameraState state, CameraEnd.Outcome outcome, String error) {
        if (error == null) {
            log.info("Camera {} has ended", camera.id());
        } else {
            log.warn("Camera {} has {}: {}", camera.id(), state.name().toLowerCase(Locale.ROOT), error);
        }
        health.enter(state, error);
        ends.accept(health.end(outcome, error));
    }

    /** @return what was missing at the end of the source */
    private Optional<String> readOnce() throws CameraException {
        SourceKind kind = SourceKind.of(camera.url());
        boolean lasting = StreamIdentity.isLasting(camera, kind);
        try (FrameSource source = Sources.of(camera, kind, stall, stop);
                JpegEncoder encoder = new JpegEncoder(camera.jpegQuality());
                Gate gate = gates.open(camera, stop)) {
            source.open();
            keep(source);
            StreamPosition position = position(kind, lasting);
            if (position.ended()) {
                health.complete(position.stream());
                log.info(
                        "All {} frames of camera {} have been sent before, so nothing is read; to have them analyzed"
                                + " again give the camera another id or another start",
                        position.sequence() + 1,
                        camera.id());
                return Optional.empty();
            }
            new Opening(camera, source, encoder, gate, packets, outlet, health, meters, backoff, stop)
                    .read(Sampler.of(camera, kind, source), Timeline.of(camera, source, tolerance), position, lasting);
            return Stream.of(source.shortfall(), outlet.shortfall())
                    .flatMap(Optional::stream)
                    .reduce((one, other) -> one + "; " + other);
        } finally {
            if (packets != null) {
                packets.end();
            }
        }
    }

    private void keep(FrameSource source) {
        if (packets != null) {
            source.tap(packets).filter(VideoFormat::isPlayable).ifPresentOrElse(packets::begin, packets::beginPictures);
        }
    }

    private StreamPosition position(SourceKind kind, boolean lasting) throws CameraException {
        String stream = StreamIdentity.of(camera, kind);
        if (!lasting) {
            return StreamPosition.beginning(stream);
        }
        outlet.awaitAcknowledged();
        return sent.positionOf(camera.id(), stream, stop);
    }
}
