package dev.hawkeye.analyze.files;

import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.PictureName;
import dev.hawkeye.vision.paint.BoxPainter;
import dev.hawkeye.vision.paint.EventCrop;
import dev.hawkeye.vision.paint.ShownObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The pictures of events in a folder, two files each: NAME.jpg, in which the event's object stands out, and
 * NAME-crop.jpg with only the object. Not thread-safe.
 */
public final class EventPictures {
    private static final int JPEG_QUALITY = 90;
    private static final String ENDING = ".jpg";
    private static final String CROP = "-crop" + ENDING;

    private final Path folder;
    private final WrittenFiles written;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> crops = new HashMap<>();
    private final Map<String, Instant> times = new HashMap<>();

    /** @param folder the folder that exists when the first picture arrives */
    public EventPictures(Path folder, WrittenFiles written) {
        this.folder = folder;
        this.written = written;
    }

    public void write(Keyframe keyframe) throws IOException {
        byte[] jpeg = bytes(keyframe.getJpeg());
        String className = keyframe.getClassName();
        List<ShownObject> objects = FoundObjects.shown(keyframe.getObjects());
        String name = free(PictureName.of(keyframe.getCamera(), className, keyframe.getCaptureTime()));
        ShownObject subject = keyframe.getSubject() < 0 || keyframe.getSubject() >= objects.size()
                ? null
                : objects.get(keyframe.getSubject());
        Files.write(
                written.add(folder.resolve(name + ENDING)),
                subject == null
                        ? BoxPainter.paintEvent(jpeg, objects, className, JPEG_QUALITY)
                        : BoxPainter.paintSubjects(jpeg, objects, List.of(subject), JPEG_QUALITY));
        Optional<byte[]> crop = subject == null
                ? EventCrop.of(jpeg, objects, className, JPEG_QUALITY)
                : Optional.of(EventCrop.of(jpeg, subject.box(), JPEG_QUALITY));
        if (crop.isPresent()) {
            Files.write(written.add(folder.resolve(name + CROP)), crop.get());
            crops.put(keyframe.getEvent(), name + CROP);
        }
        names.put(keyframe.getEvent(), name);
        times.put(keyframe.getEvent(), keyframe.getCaptureTime());
    }

    /** A number distinguishes two events of the same second. */
    private String free(String name) {
        String free = name;
        for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    /** @return name of the picture's file in the folder; empty if the event has none (yet) */
    public Optional<String> of(String event) {
        return Optional.ofNullable(names.get(event)).map(name -> name + ENDING);
    }

    /**
     * @return capture time of the picture, the best of the frames that confirmed the event; empty if it has none (yet)
     */
    public Optional<Instant> time(String event) {
        return Optional.ofNullable(times.get(event));
    }

    /** @return name of the file with only the object; empty if there is none (yet) */
    Optional<String> crop(String event) {
        return Optional.ofNullable(crops.get(event));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
