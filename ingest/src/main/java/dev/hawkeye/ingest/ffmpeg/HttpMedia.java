package dev.hawkeye.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FORCE;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_freep;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import dev.hawkeye.ingest.http.HttpAccess;
import dev.hawkeye.ingest.http.HttpAnswer;
import dev.hawkeye.ingest.source.Deadline;
import dev.hawkeye.settings.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Lets FFmpeg read through {@link HttpAccess}: the camera's address and everything that an HLS playlist references.
 * FFmpeg then opens nothing itself, so a playlist cannot make it open files or other protocols, and login, certificates
 * and redirects are handled in one place. Not thread-safe. In use from {@link #attach} to {@link #close()}; close it
 * after the format.
 *
 * <p>As in {@link Deadline}, one callback of each kind serves all cameras and identifies its camera by a token. A
 * callback lets nothing that is thrown pass: in FFmpeg's C code it would end the process.
 */
public final class HttpMedia implements AutoCloseable {
    private static final int BUFFER = 1 << 15;
    private static final int EIO = -5;
    private static final int EINVAL = -22;
    private static final int MAX_LIST = 4 << 20; // bytes of a playlist; FFmpeg keeps all of it in memory
    private static final int MAX_LISTS = 128 << 20; // bytes of all playlists in FFmpeg's memory
    private static final String ENCRYPTED = "crypto+";
    private static final String LIST = "#EXTM3U";
    private static final String END_OF_LIST = "#EXT-X-ENDLIST";
    private static final Map<Long, HttpMedia> BY_FORMAT = new ConcurrentHashMap<>();
    private static final Map<Long, Content> BY_TOKEN = new ConcurrentHashMap<>();
    private static final Map<Long, Content> BY_CONTEXT = new ConcurrentHashMap<>();
    private static final Reading READING = new Reading();
    private static final Seeking SEEKING = new Seeking();
    private static final Opening OPENING = new Opening();
    private static final Closing CLOSING = new Closing();

    private final HttpAccess access;
    private final Content first;
    private long format;
    private Throwable failure;
    private IOException refusal;
    private final Map<String, Long> lists = new HashMap<>(); // estimated bytes of each playlist in FFmpeg's memory
    private long listsBytes;
    private boolean listEnds;

    /**
     * @param first the response already received
     * @param body of that response, from its first byte
     */
    public HttpMedia(HttpAccess access, HttpAnswer first, InputStream body) {
        this.access = access;
        this.first = new Content(this, first.uri().toString(), first, body, 0);
    }

    /** Must be called before the format is opened. */
    void attach(AVFormatContext context) {
        format = context.address();
        BY_FORMAT.put(format, this);
        context.pb(first.context);
        context.io_open(OPENING);
        context.io_close2(CLOSING);
    }

    /** @return the last read failure, worded for the user; null if there was none */
    public String trouble() {
        return failure == null || failure instanceof IOException
                ? Optional.ofNullable(failure).map(Throwable::getMessage).orElse(null)
                : "unexpected: " + Redaction.redact(failure.toString()); // may quote an address
    }

    /** Whether the last HLS playlist read says that no segments will follow. */
    boolean isListEnded() {
        return listEnds;
    }

    @Override
    public void close() {
        BY_FORMAT.remove(format);
        first.close();
    }

    /** @param media null if unknown */
    private static int fail(HttpMedia media, Throwable failure) {
        if (media != null) {
            media.failure = failure; // put into words later, when it can do no harm if that fails
        }
        return EIO;
    }

    private static int fail(Content content, Throwable failure) {
        return fail(content == null ? null : content.media, failure);
    }

    /** FFmpeg takes a playlist that cannot be read on for one that has ended, so what follows is refused, too. */
    private void check() throws IOException {
        if (refusal != null) {
            throw refusal;
        }
    }

    private Content open(String url, AVDictionary options) throws IOException {
        check();
        boolean encrypted = url.startsWith(ENCRYPTED);
        long from = number(options, "offset", 0);
        HttpAnswer answer;
        try {
            URI uri = URI.create(encrypted ? url.substring(ENCRYPTED.length()) : url);
            answer = access.get(uri, from, number(options, "end_offset", -1));
        } catch (IllegalArgumentException e) {
            throw new IOException("it points to an invalid address");
        }
        try {
            return new Content(this, url, answer, encrypted ? decrypted(answer.body(), options) : answer.body(), from);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            answer.body().close();
            throw new IOException("its encryption cannot be read");
        } catch (RuntimeException | Error e) {
            answer.body().close();
            throw e;
        }
    }

    private static InputStream decrypted(InputStream body, AVDictionary options) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        HexFormat hex = HexFormat.of();
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(hex.parseHex(text(options, "key")), "AES"),
                new IvParameterSpec(hex.parseHex(text(options, "iv"))));
        return new CipherInputStream(body, cipher);
    }

    private static long number(AVDictionary options, String key, long otherwise) {
        String text = text(options, key);
        return text.isEmpty() ? otherwise : Long.parseLong(text);
    }

    private static String text(AVDictionary options, String key) {
        AVDictionaryEntry entry = options == null || options.isNull() ? null : av_dict_get(options, key, null, 0);
        return entry == null || entry.isNull() ? "" : entry.value().getString();
    }

    /** An open resource, with FFmpeg's context for it. */
    private static final class Content {
        private final HttpMedia media;
        private final String url; // as FFmpeg requested it
        private final URI uri;
        private final boolean seekable;
        private final long size;
        private final BytePointer token = new BytePointer(1);
        private final AVIOContext context;
        private final byte[] bytes = new byte[BUFFER];
        private InputStream body;
        private long position;
        private boolean list;
        private long listBytes;
        private String tail = ""; // of a playlist; its end tag may start here

        Content(HttpMedia media, String url, HttpAnswer answer, InputStream body, long position) {
            this.media = media;
            this.url = url;
            this.uri = answer.uri();
            this.seekable = answer.partial() && answer.size() > 0 && !(body instanceof CipherInputStream);
            this.size = answer.size();
            this.body = body;
            this.position = position;
            BytePointer buffer = new BytePointer(av_malloc(BUFFER));
            context = avio_alloc_context(buffer, BUFFER, 0, token, READING, null, seekable ? SEEKING : null);
            BY_TOKEN.put(token.address(), this);
            BY_CONTEXT.put(context.address(), this);
        }

        int read(BytePointer target, int length) throws IOException {
            media.check();
            int most = Math.min(length, bytes.length);
            int count = position == 0 // enough to tell whether it is a playlist
                    ? body.readNBytes(bytes, 0, Math.min(most, LIST.length()))
                    : body.read(bytes, 0, most);
            if (count <= 0) {
                return AVERROR_EOF;
            }
            lookForEnd(count);
            media.check();
            target.put(bytes, 0, count);
            position += count;
            return count;
        }

        private void lookForEnd(int count) {
            boolean begins = position == 0 && count >= LIST.length();
            if (begins && new String(bytes, 0, LIST.length(), StandardCharsets.ISO_8859_1).equals(LIST)) {
                list = true;
                media.listEnds = false;
                media.listsBytes -= Optional.ofNullable(media.lists.remove(url)).orElse(0L);
            }
            if (list) {
                weigh(count);
                String text = tail + new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
                media.listEnds |= text.contains(END_OF_LIST);
                tail = text.substring(Math.max(0, text.length() - END_OF_LIST.length()));
            }
        }

        /** FFmpeg stores the full address of each entry, so a short entry of a list with a long address is costly. */
        private void weigh(int count) {
            long lines = 0;
            for (int i = 0; i < count; i++) {
                lines += bytes[i] == '\n' ? 1 : 0;
            }
            long growth = count + lines * url.length();
            listBytes += count;
            media.lists.merge(url, growth, Long::sum);
            media.listsBytes += growth;
            if (listBytes > MAX_LIST) {
                media.refusal = new IOException("its playlist is longer than " + (MAX_LIST >> 20) + " MiB");
            } else if (media.listsBytes > MAX_LISTS) {
                media.refusal = new IOException("its playlists need more than " + (MAX_LISTS >> 20) + " MiB of memory");
            }
        }

        long seek(long to) throws IOException {
            if (to != position) {
                body.close();
                body = media.access.get(uri, to, -1).body();
                position = to;
            }
            return to;
        }

        void close() {
            try {
                body.close();
            } catch (IOException | RuntimeException e) {
                media.failure = e;
            }
            if (BY_TOKEN.remove(token.address()) != null) {
                BY_CONTEXT.remove(context.address());
                av_freep(new PointerPointer<>(1).put(0, context.buffer()));
                context.buffer(null);
                avio_context_free(context);
                token.close();
            }
        }
    }

    private static final class Reading extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer token, BytePointer target, int length) {
            Content content = null;
            try {
                content = BY_TOKEN.get(token.address());
                return content.read(target, length);
            } catch (Throwable e) {
                return fail(content, e);
            }
        }
    }

    private static final class Seeking extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer token, long to, int whence) {
            Content content = null;
            try {
                content = BY_TOKEN.get(token.address());
                if ((whence & AVSEEK_SIZE) != 0) {
                    return content.size;
                }
                long target = switch (whence & ~AVSEEK_FORCE) {
                    case 0 -> to;
                    case 1 -> content.position + to;
                    case 2 -> content.size + to;
                    default -> EINVAL;
                };
                return target < 0 ? EINVAL : content.seek(target);
            } catch (Throwable e) {
                return fail(content, e);
            }
        }
    }

    private static final class Opening
            extends AVFormatContext.Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer {
        @Override
        @SuppressWarnings({"rawtypes", "unchecked"}) // JavaCPP's signature
        public int call(
                AVFormatContext format, PointerPointer context, BytePointer url, int flags, PointerPointer options) {
            HttpMedia media = null;
            try {
                media = BY_FORMAT.get(format.address());
                if (media == null || (flags & AVIO_FLAG_WRITE) != 0) {
                    return EINVAL;
                }
                AVDictionary given = options == null || options.isNull() ? null : new AVDictionary(options.get(0));
                context.put(0, media.open(url.getString(), given).context);
                return 0;
            } catch (Throwable e) {
                return fail(media, e);
            }
        }
    }

    private static final class Closing extends AVFormatContext.Io_close2_AVFormatContext_AVIOContext {
        @Override
        public int call(AVFormatContext format, AVIOContext context) {
            Content content = null;
            try {
                content = BY_CONTEXT.get(context.address());
                if (content != null) {
                    content.close();
                }
                return 0;
            } catch (Throwable e) {
                return fail(content, e);
            }
        }
    }
}
