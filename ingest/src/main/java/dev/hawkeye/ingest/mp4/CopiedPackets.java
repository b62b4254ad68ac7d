package dev.hawkeye.ingest.mp4;

import dev.hawkeye.ingest.ring.Packet;
import dev.hawkeye.ingest.ring.VideoFormat;
import java.io.IOException;
import java.nio.file.Path;

/** A clip of packets copied as they are. */
final class CopiedPackets implements ClipFile {
    private final VideoFormat format;
    private final Mp4Writer writer;

    CopiedPackets(Path file, VideoFormat format) throws IOException {
        this.format = format;
        this.writer = new Mp4Writer(file, format.parameters(), format.unitNum(), format.unitDen());
    }

    @Override
    public long add(Packet packet) throws IOException {
        writer.write(new Mp4Writer.Sample(packet.data(), packet.pts(), packet.dts(), packet.isKey()));
        return format.millis(writer.shown(packet.pts()));
    }

    @Override
    public long finish() throws IOException {
        writer.finish();
        return format.millis(writer.duration());
    }

    @Override
    public String codec() {
        return format.codec();
    }

    @Override
    public void close() {
        writer.close();
    }
}
