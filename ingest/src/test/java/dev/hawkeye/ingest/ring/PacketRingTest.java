package dev.hawkeye.ingest.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.hawkeye.ingest.ring.PacketRing.WholeGroup;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packets whose presentation times are ms; most were captured at just these times. */
class PacketRingTest {
    private static final int RING = 1 << 20;

    private final AVFormatContext format = avformat.avformat_alloc_context();
    private final PacketRing ring = new PacketRing(RING, 10_000);

    @BeforeEach
    void describe() {
        AVCodecParameters parameters = stream().codecpar();
        parameters.codec_id(avcodec.AV_CODEC_ID_H264);
    }

    @AfterEach
    void close() {
        ring.close();
        avformat.avformat_free_context(format);
    }

    private AVStream stream() {
        AVStream stream = format.nb_streams() == 0 ? avformat.avformat_new_stream(format, null) : format.streams(0);
        stream.time_base().num(1).den(1000);
        return stream;
    }

    @Test
    void givesBackWhatWasPutIn() {
        CameraPackets gate = open("gate");
        send(gate, 0, true, 40_000);
        send(gate, 40, false, 100);
        send(gate, 1_000, true, 10);

        WholeGroup group = ring.groupAt("gate", 500, 500).orElseThrow();

        assertThat(group.packets()).extracting(Packet::pts).containsExactly(0L, 40L);
        assertThat(group.packets()).extracting(Packet::isKey).containsExactly(true, false);
        assertThat(group.packets()).extracting(Packet::captured).containsExactly(0L, 40L);
        assertThat(group.packets().get(0).data()).isEqualTo(data(0, 40_000));
        assertThat(group.packets().get(1).data()).isEqualTo(data(40, 100));
    }

    @Test
    void keepsWholeGroupsOfAllCamerasWithinItsBytes() {
        // given: two cameras, one of which sends ten times as much
        CameraPackets large = open("large");
        CameraPackets small = open("small");
        for (int second = 0; second < 9; second++) {
            for (int i = 0; i < 10; i++) {
                send(large, 1_000 * second + 100 * i, i == 0, 20_000);
                send(small, 1_000 * second + 100 * i, i == 0, 2_000);
            }
        }
        // then
        assertThat(ring.bytes()).isLessThanOrEqualTo(RING);
        long first = ring.extent("large").orElseThrow().first();
        assertThat(first).isBetween(3_000L, 7_000L).matches(time -> time % 1_000 == 0);
        assertThat(ring.extent("small").orElseThrow().first()).isBetween(first - 1_000, first);
        assertThat(ring.extent("large").orElseThrow().lostUntil()).isEqualTo(first - 100);
        assertThat(ring.groupAt("large", first, first).orElseThrow().packets()).hasSize(10);
    }

    @Test
    void keepsNoMoreOfACameraThanItsTime() {
        CameraPackets gate = open("gate");
        for (int second = 0; second < 60; second++) {
            send(gate, 1_000 * second, true, 10);
        }

        assertThat(ring.extent("gate").orElseThrow().first()).isBetween(47_000L, 49_000L);
    }

    @Test
    void keepsLittleOfACameraWhosePicturesHaveNoTimes() {
        // given
        CameraPackets gate = open("gate");
        for (int second = 0; second < 8; second++) {
            send(gate, 1_000 * second, true, 10_000);
        }
        // when a file is read again, up to where it resumes
        CameraPackets file = open("file");
        for (int i = 0; i < 10_000; i++) {
            packet(file, 40 * i, i % 100 == 0, 1_000, 40 * i);
        }
        // then
        assertThat(ring.extent("gate").orElseThrow().first()).isZero();
        assertThat(ring.extent("gate").orElseThrow().lostUntil()).isEqualTo(Long.MIN_VALUE);
        assertThat(ring.bytes()).isLessThan(600_000);
    }

    @Test
    void keepsLittleOfACameraWhosePicturesHaveNoTimesAnyMore() {
        CameraPackets file = open("file");
        send(file, 0, true, 100);
        for (int i = 1; i < 10_000; i++) {
            packet(file, 40 * i, i % 100 == 0, 1_000, 40 * i);
        }

        assertThat(ring.extent("file").orElseThrow().first()).isZero();
        assertThat(ring.bytes()).isLessThan(600_000);
    }

    @Test
    void keepsWhatADecoderHoldsBack() {
        CameraPackets gate = open("gate");
        for (int i = 0; i < 50; i++) {
            packet(gate, 40 * i, true, 10, 40 * i);
        }

        gate.picture(0, Instant.ofEpochMilli(0), false);

        assertThat(ring.extent("gate").orElseThrow().first()).isZero();
    }

    @Test
    void aPictureThatWasNotDecodedHasTheTimeOfItsNearestNeighbor() {
        // given pictures that are presented 40 ms apart, two of which were decoded
        CameraPackets gate = open("gate");
        for (int i = 0; i < 8; i++) {
            packet(gate, 40 * i, i == 0, 10, 40 * i);
        }
        gate.picture(40, Instant.ofEpochMilli(1_000), false);
        gate.picture(200, Instant.ofEpochMilli(1_500), false);
        gate.end();
        // when
        WholeGroup group = ring.groupAt("gate", 2_000, 2_000).orElseThrow();
        // then
        assertThat(group.packets())
                .extracting(Packet::captured)
                .containsExactly(960L, 1_000L, 1_040L, 1_080L, 1_460L, 1_500L, 1_540L, 1_580L);
        assertThat(ring.extent("gate").orElseThrow().first()).isEqualTo(960);
        assertThat(ring.extent("gate").orElseThrow().last()).isEqualTo(1_580);
    }

    @Test
    void keepsMoreOfACameraWhoseEventsAreKnownLater() {
        CameraPackets ahead = ring.open("ahead", 32_000);
        ahead.begin(stream());
        for (int second = 0; second < 90; second++) {
            send(ahead, 1_000 * second, true, 10);
        }

        assertThat(ring.extent("ahead").orElseThrow().first()).isBetween(45_000L, 47_000L);
    }

    @Test
    void givesUpAGroupThatWouldTakeMostOfIt() {
        CameraPackets gate = open("gate");
        send(gate, 0, true, 100_000);
        send(gate, 100, false, 100_000);
        send(gate, 200, false, 100_000);
        assertThat(ring.bytes()).isZero();

        send(gate, 1_000, true, 10);

        assertThat(ring.extent("gate").orElseThrow().first()).isEqualTo(1_000);
    }

    @Test
    void aPacketWithoutItsKeyFrameIsOfNoUse() {
        CameraPackets gate = open("gate");
        send(gate, 100, false, 10);

        assertThat(ring.bytes()).isZero();
    }

    @Test
    void timesOfDecodingFollowFromThoseOfShowing() {
        CameraPackets gate = open("gate");
        for (long pts : new long[] {0, 120, 40, 80}) {
            send(gate, pts, pts == 0, 10, AV_NOPTS_VALUE);
        }
        send(gate, 1_000, true, 10);

        List<Packet> packets = ring.groupAt("gate", 0, 0).orElseThrow().packets();

        assertThat(packets).extracting(Packet::dts).isSorted();
        assertThat(packets).allMatch(packet -> packet.dts() <= packet.pts());
    }

    @Test
    void aCameraWhoseTimesJumpBeginsAnew() {
        CameraPackets gate = open("gate");
        send(gate, 0, true, 10);
        send(gate, 1_000_000, false, 10);
        send(gate, 1_001_000, true, 10);
        gate.end();

        WholeGroup first = ring.groupAt("gate", 0, 0).orElseThrow();

        assertThat(first.packets()).hasSize(1);
        assertThat(ring.groupAfter("gate", first.number()).orElseThrow().format())
                .isNotSameAs(first.format());
    }

    @Test
    void aClipGoesBackAsFarAsItShould() {
        CameraPackets gate = open("gate");
        for (int second = 0; second < 5; second++) {
            send(gate, 1_000 * second, true, 10);
        }

        assertThat(start("gate", 3_500, 1_500)).isEqualTo(1_000);
        assertThat(start("gate", 3_500, -1_000)).isEqualTo(0);
    }

    @Test
    void aClipGoesBackToTheLastJumpOfTimesAtMost() {
        CameraPackets gate = open("gate");
        key(gate, 0, 0);
        key(gate, 1_000, 1_000);
        key(gate, 900_000, 2_000);
        key(gate, 901_000, 3_000);

        assertThat(start("gate", 2_100, 100)).isEqualTo(2_000);
    }

    @Test
    void aClipGoesBackToTheLastOpeningOfItsCameraAtMost() {
        CameraPackets gate = open("gate");
        send(gate, 0, true, 10);
        gate.end();
        gate.begin(stream());
        send(gate, 5_000, true, 10);
        send(gate, 6_000, true, 10);

        assertThat(start("gate", 5_100, 4_100)).isEqualTo(5_000);
    }

    @Test
    void aClipGoesBackToTheLastGroupThatWasTooLargeAtMost() {
        CameraPackets gate = open("gate");
        send(gate, 0, true, 10);
        send(gate, 1_000, true, RING);
        send(gate, 2_000, true, 10);
        send(gate, 3_000, true, 10);

        assertThat(start("gate", 2_100, 100)).isEqualTo(2_000);
    }

    @Test
    void whatWasCapturedLaterByAClockThatIsSetBackIsDropped() {
        // given
        CameraPackets gate = open("gate");
        for (int second = 0; second < 5; second++) {
            key(gate, 1_000 * second, 500_000 + 1_000 * second);
        }
        // when
        key(gate, 5_000, 502_500);
        key(gate, 6_000, 503_500);
        key(gate, 7_000, 504_500);
        // then the groups are those of 500 to 502, and 502.5 to 504.5 s
        PacketRing.Extent extent = ring.extent("gate").orElseThrow();
        assertThat(extent.first()).isEqualTo(500_000);
        assertThat(extent.last()).isEqualTo(504_500);
        assertThat(extent.setBackFrom()).isEqualTo(504_000);
        assertThat(start("gate", 502_100, 501_100)).isEqualTo(501_000);
        assertThat(start("gate", 503_600, 501_600)).isEqualTo(502_500);
    }

    @Test
    void aGroupInWhichTheClockIsSetBackHasTheTimesOfTheNewClock() {
        // given a decoder that is two pictures behind
        CameraPackets gate = open("gate");
        for (int i = 0; i < 6; i++) {
            packet(gate, 40 * i, i % 3 == 0, 10, 40 * i);
        }
        gate.picture(0, Instant.ofEpochMilli(500_000), true);
        gate.picture(40, Instant.ofEpochMilli(500_040), true);
        // when
        for (int i = 2; i < 6; i++) {
            gate.picture(40 * i, Instant.ofEpochMilli(100_000 + 40 * i), true);
        }
        gate.end();
        // then
        WholeGroup first = ring.groupAt("gate", 100_100, 100_000).orElseThrow();
        assertThat(first.packets()).extracting(Packet::captured).containsExactly(100_000L, 100_040L, 100_080L);
        assertThat(first.packets())
                .as("no frame has a time that was derived")
                .extracting(Packet::isFrame)
                .containsExactly(false, false, true);
        WholeGroup second = ring.groupAfter("gate", first.number()).orElseThrow();
        assertThat(second.packets()).extracting(Packet::captured).containsExactly(100_120L, 100_160L, 100_200L);
        assertThat(second.format()).isSameAs(first.format());
    }

    @Test
    void picturesOfAClockThatIsSetBackBeginWithTheNextWholeOne() {
        // given
        CameraPackets gate = ring.open("gate", 0);
        gate.beginPictures();
        gate.jpeg(data(0, 100), Instant.ofEpochMilli(500_000));
        gate.unchanged(Instant.ofEpochMilli(500_200));
        // when
        gate.unchanged(Instant.ofEpochMilli(100_000));
        gate.jpeg(data(1, 100), Instant.ofEpochMilli(100_200));
        gate.unchanged(Instant.ofEpochMilli(100_400));
        gate.end();
        // then
        WholeGroup group = ring.groupAt("gate", 100_300, 99_300).orElseThrow();
        assertThat(group.packets()).extracting(Packet::captured).containsExactly(100_200L, 100_400L);
        assertThat(ring.extent("gate").orElseThrow().first()).isEqualTo(100_200);
    }

    @Test
    void jitterIsNoClockThatIsSetBack() {
        CameraPackets gate = open("gate");
        key(gate, 0, 500_000);
        key(gate, 1_000, 501_900);
        key(gate, 2_000, 501_000);
        key(gate, 3_000, 502_000);

        assertThat(start("gate", 502_000, 500_000)).isEqualTo(500_000);
        assertThat(ring.extent("gate").orElseThrow().lostUntil()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void aCameraThatIsRemovedLeavesNothing() {
        CameraPackets gate = open("gate");
        send(gate, 0, true, 10);

        ring.remove("gate");
        send(gate, 1_000, true, 10);

        assertThat(ring.extent("gate")).isEmpty();
        assertThat(ring.bytes()).isZero();
    }

    /** Capture time of the first picture of a clip. */
    private long start(String camera, long event, long from) {
        return ring.groupAt(camera, event, from).orElseThrow().packets().get(0).captured();
    }

    private CameraPackets open(String camera) {
        CameraPackets packets = ring.open(camera, 0);
        packets.begin(stream());
        return packets;
    }

    private static void send(CameraPackets camera, long pts, boolean key, int bytes) {
        send(camera, pts, key, bytes, pts);
    }

    private static void send(CameraPackets camera, long pts, boolean key, int bytes, long dts) {
        packet(camera, pts, key, bytes, dts);
        camera.picture(pts, Instant.ofEpochMilli(pts), false);
    }

    /** A keyframe that was captured at another time than it is presented. */
    private static void key(CameraPackets camera, long pts, long captured) {
        packet(camera, pts, true, 10, pts);
        camera.picture(pts, Instant.ofEpochMilli(captured), false);
    }

    /** A packet whose picture is not decoded. */
    private static void packet(CameraPackets camera, long pts, boolean key, int bytes, long dts) {
        AVPacket packet = av_packet_alloc();
        av_new_packet(packet, bytes);
        packet.data().put(data(pts, bytes), 0, bytes);
        packet.pts(pts);
        packet.dts(dts);
        packet.flags(key ? AV_PKT_FLAG_KEY : 0);
        camera.packet(packet);
        av_packet_free(packet);
    }

    private static byte[] data(long pts, int bytes) {
        byte[] data = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            data[i] = (byte) (pts + i * 31L);
        }
        return Arrays.copyOf(data, bytes);
    }
}
