package dev.hawkeye.ingest.ring;

/**
 * One packet of a camera, copied out of the ring.
 *
 * @param pts presentation time, in the unit of its {@link VideoFormat}
 * @param dts decoding time, in the same unit
 * @param captured capture time of its picture, ms since 1970
 * @param isFrame whether its picture was sent as a frame
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Packet(byte[] data, long pts, long dts, boolean isKey, long captured, boolean isFrame) {}
