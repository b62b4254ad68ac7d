package dev.hawkeye.testing;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Input for fuzz tests: valid bytes, damaged in one to six places. Pure noise would fail at the first check; nearly
 * valid input gets further.
 */
public final class Damage {
    /** Counts and lengths that a reader may trust, as binary numbers and as Avro encodes them. */
    private static final List<byte[]> MEASURES = List.of(
            bytes("00"),
            bytes("ff"),
            bytes("7fff"),
            bytes("ffff"),
            bytes("00000000"),
            bytes("7fffffff"),
            bytes("ffffffff"),
            // 2^31-1, -2^31, 2^31-9, 2^63-1 and -2^63 as zigzag varints; an endless one
            bytes("feffffff0f"),
            bytes("ffffffff0f"),
            bytes("eeffffff0f"),
            bytes("feffffffffffffffff01"),
            bytes("ffffffffffffffffff01"),
            bytes("ffffffffffffffffffffff"));

    private Damage() {}

    /** @param valid inputs to start from */
    public static Arbitrary<byte[]> of(List<byte[]> valid) {
        return Combinators.combine(
                        Arbitraries.of(valid), changes().list().ofMinSize(1).ofMaxSize(6))
                .as((bytes, all) -> {
                    byte[] damaged = bytes.clone();
                    for (UnaryOperator<byte[]> change : all) {
                        damaged = change.apply(damaged);
                    }
                    return damaged;
                });
    }

    /** @param place position as a fraction of the length, so it applies to bytes of any length */
    private static byte[] change(byte[] bytes, Kind kind, double place, int length, byte[] content) {
        int at = (int) (place * bytes.length);
        int end = Math.min(bytes.length, at + length);
        return switch (kind) {
            case FLIP -> flip(bytes, at, length);
            case CUT -> Arrays.copyOf(bytes, at);
            case DELETE -> replace(bytes, at, end, new byte[0]);
            case REPEAT -> replace(bytes, end, end, Arrays.copyOfRange(bytes, at, end));
            case INSERT -> replace(bytes, at, at, content);
            case OVERWRITE -> replace(bytes, at, Math.min(bytes.length, at + content.length), content);
        };
    }

    private enum Kind {
        FLIP,
        CUT,
        DELETE,
        REPEAT,
        INSERT,
        OVERWRITE
    }

    private static Arbitrary<UnaryOperator<byte[]>> changes() {
        Arbitrary<byte[]> noise =
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(40);
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        // Headers, which hold the structure, are at the beginning.
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(0, 999).map(i -> i / 1000.0),
                                Arbitraries.integers().between(0, 999).map(i -> i / 20_000.0)),
                        Arbitraries.integers().between(1, 64),
                        Arbitraries.oneOf(noise, Arbitraries.of(MEASURES)))
                .as((kind, place, length, content) -> bytes -> change(bytes, kind, place, length, content));
    }

    private static byte[] flip(byte[] bytes, int at, int bit) {
        byte[] flipped = bytes.clone();
        if (at < flipped.length) {
            flipped[at] ^= (byte) (1 << (bit % 8));
        }
        return flipped;
    }

    private static byte[] replace(byte[] bytes, int from, int to, byte[] by) {
        byte[] replaced = Arrays.copyOf(bytes, bytes.length - (to - from) + by.length);
        System.arraycopy(by, 0, replaced, from, by.length);
        System.arraycopy(bytes, to, replaced, from + by.length, bytes.length - to);
        return replaced;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
