package dev.hawkeye.ingest.ring;

/**
 * One packet of a camera, copied out of the ring.
 *
 * @param pts when it is shown, in the unit of its {@link VideoFormat}
 * @param dts when it is decoded, likewise
 * @param captured capture time of its picture, ms since 1970
 * @param isFrame whether its picture was sent as a frame
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Packet(byte[] data, long pts, long dts, boolean isKey, long captured, boolean isFrame) {}
