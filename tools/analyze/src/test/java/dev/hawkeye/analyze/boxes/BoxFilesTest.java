package dev.hawkeye.analyze.boxes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.analyze.files.WrittenFiles;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture of 3840×2160 that was sent with half its width: the 51st of its video, since every 5th is analyzed. */
class BoxFilesTest {
    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    @TempDir
    Path directory;

    private Path boxes;
    private BoxFiles files;

    @BeforeEach
    void open() {
        boxes = directory.resolve("boxes");
        files = new BoxFiles(
                boxes,
                EnumSet.allOf(BoxFormat.class),
                Map.of("gate", Path.of("videos/gate, north.mp4"), "stills", directory),
                START,
                new WrittenFiles(directory));
        files.classes(List.of("person", "bicycle", "car"));
    }

    @Test
    void csvHasARowForEachBoxInPixelsOfTheVideo() throws IOException {
        // when
        files.write(detection("gate", 50, true, car(), person()));

        // then
        assertThat(boxes.resolve("gate.csv")).content().isEqualTo("""
                        camera,file,frame,time_s,class,class_id,confidence,x,y,width,height
                        gate,"videos/gate, north.mp4",50,2.0,car,2,0.9,200.0,100.0,401.0,200.0
                        gate,"videos/gate, north.mp4",50,2.0,person,0,0.50001,0.0,0.0,20.0,40.0
                        """);
    }

    @Test
    void csvHasNothingThatASpreadsheetTakesForAFormula() throws IOException {
        // when
        DetectedObject evil = car();
        evil.setClassName("=HYPERLINK(\"http://192.0.2.1\")");
        files.write(detection("gate", 50, true, evil));

        // then: and the other formats have the name as it is
        assertThat(boxes.resolve("gate.csv")).content().contains(",\"'=HYPERLINK(\"\"http://192.0.2.1\"\")\",");
        assertThat(boxes.resolve("gate.jsonl")).content().contains("\"=HYPERLINK(");
    }

    @Test
    void motBeginsEachFileAnewWhateverAnEarlierRunLeft() throws IOException {
        // given
        Path left = Files.createDirectories(boxes.resolve("gate")).resolve("2-car.txt");
        Files.writeString(left, "1,-1,1.00,1.00,1.00,1.00,0.50000,-1,-1,-1\n");

        // when
        files.write(detection("gate", 50, false, car()));
        files.write(detection("gate", 55, true, car()));

        // then
        assertThat(left).content().startsWith("51,").contains("\n56,").hasLineCount(2);
    }

    @Test
    void jsonlHasALineForEachPictureAlsoWithoutObjects() throws IOException {
        // when
        files.write(detection("gate", 0, false));
        files.write(failed("gate", 5));
        files.write(detection("gate", 50, true, car()));

        // then
        assertThat(Files.readAllLines(boxes.resolve("gate.jsonl")))
                .containsExactly(
                        "{\"camera\":\"gate\",\"file\":\"videos/gate, north.mp4\",\"frame\":0,\"time_s\":0.0,"
                                + "\"width\":3840,\"height\":2160,\"objects\":[]}",
                        "{\"camera\":\"gate\",\"file\":\"videos/gate, north.mp4\",\"frame\":5,\"time_s\":0.2,"
                                + "\"width\":3840,\"height\":2160,\"error\":\"torn\",\"objects\":[]}",
                        "{\"camera\":\"gate\",\"file\":\"videos/gate, north.mp4\",\"frame\":50,\"time_s\":2.0,"
                                + "\"width\":3840,\"height\":2160,\"objects\":[{\"class\":\"car\",\"class_id\":2,"
                                + "\"confidence\":0.9,\"x\":200.0,\"y\":100.0,\"width\":401.0,\"height\":200.0}]}");
    }

    @Test
    void motCountsFramesAndPixelsFromOneAndHasAFileForEachClass() throws IOException {
        // when
        files.write(detection("gate", 0, false, car()));
        files.write(detection("gate", 50, true, car(), person()));

        // then
        assertThat(boxes.resolve("gate/2-car.txt")).content().isEqualTo("""
                        1,-1,201.00,101.00,401.00,200.00,0.90000,-1,-1,-1
                        51,-1,201.00,101.00,401.00,200.00,0.90000,-1,-1,-1
                        """);
        assertThat(boxes.resolve("gate/0-person.txt"))
                .content()
                .isEqualTo("51,-1,1.00,1.00,20.00,40.00,0.50001,-1,-1,-1\n");
    }

    @Test
    void cocoHasResultsAndThePicturesAndCategoriesThatTheyMean() throws IOException {
        // given
        files.classes(List.of("person", "bicycle", "car", "bus"));

        // when
        files.write(detection("gate", 50, false, car()));
        files.close();

        // then: a bus is 6 among COCO's categories
        assertThat(json("gate.json"))
                .hasToString("[{\"image_id\":51,\"category_id\":3,\"bbox\":[200.0,100.0,401.0,200.0],\"score\":0.9}]");
        assertThat(json("images/gate.json"))
                .hasToString(
                        "{\"images\":[{\"id\":51,\"file_name\":\"gate/000051.jpg\",\"width\":3840,\"height\":2160}],"
                                + "\"categories\":[{\"id\":1,\"name\":\"person\"},{\"id\":2,\"name\":\"bicycle\"},"
                                + "{\"id\":3,\"name\":\"car\"},{\"id\":6,\"name\":\"bus\"}]}");
    }

    @Test
    void cocoNumbersClassesFromOneWhereTheModelKnowsOtherOnes() throws IOException {
        // given
        files.classes(List.of("person", "bicycle", "forklift"));

        // when
        files.write(detection("gate", 0, true, new DetectedObject(2, "forklift", 0.9f, 0f, 0f, 1f, 1f)));

        // then
        assertThat(json("gate.json").at("/0/category_id").asInt()).isEqualTo(3);
        assertThat(json("images/gate.json").at("/categories/2/name").asText()).isEqualTo("forklift");
    }

    @Test
    void cocoCallsAPictureByTheNumberThatItsNameIs() throws IOException {
        // given
        Files.write(directory.resolve("000000000139.jpg"), new byte[1]);
        Files.write(directory.resolve("000000000285.jpg"), new byte[1]);

        // when
        files.write(of("stills", 1)
                .setPictureFile("000000000285.jpg")
                .setObjects(List.of(car()))
                .setLast(true)
                .build());

        // then
        assertThat(json("stills.json").at("/0/image_id").asInt()).isEqualTo(285);
        assertThat(json("images/stills.json").at("/images/0/file_name").asText())
                .isEqualTo("000000000285.jpg");
    }

    @Test
    void cocoNumbersPicturesFromOneWhereOneIsNotCalledByANumber() throws IOException {
        // given
        Files.write(directory.resolve("000000000139.jpg"), new byte[1]);
        Files.write(directory.resolve("gate.jpg"), new byte[1]);

        // when
        files.write(of("stills", 0)
                .setPictureFile("000000000139.jpg")
                .setObjects(List.of(car()))
                .setLast(true)
                .build());

        // then
        assertThat(json("stills.json").at("/0/image_id").asInt()).isEqualTo(1);
    }

    @Test
    void nothingIsWrittenWhereNothingIsAskedFor() throws IOException {
        // given
        BoxFiles none = new BoxFiles(
                boxes, EnumSet.noneOf(BoxFormat.class), Map.of("gate", directory), START, new WrittenFiles(directory));

        // when
        none.write(detection("gate", 0, true, car()));
        none.close();

        // then
        assertThat(boxes).doesNotExist();
    }

    private JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(boxes.resolve(file).toFile());
    }

    private static DetectedObject car() {
        return new DetectedObject(2, "car", 0.9f, 100f, 50f, 300.5f, 150f);
    }

    private static DetectedObject person() {
        return new DetectedObject(0, "person", 0.50001f, 0f, 0f, 10f, 20f);
    }

    private static Detection detection(String camera, long picture, boolean last, DetectedObject... objects) {
        return of(camera, picture).setObjects(List.of(objects)).setLast(last).build();
    }

    private static Detection failed(String camera, long picture) {
        return of(camera, picture)
                .setObjects(List.of())
                .setFate(Fate.FAILED)
                .setReason("torn")
                .build();
    }

    private static Detection.Builder of(String camera, long picture) {
        return Detection.newBuilder()
                .setCamera(camera)
                .setStream("s")
                .setSequence(picture / 5)
                .setCaptureTime(START.plusMillis(picture * 40))
                .setPicture(picture)
                .setSourceWidth(3840)
                .setSourceHeight(2160)
                .setWidth(1920)
                .setHeight(1080)
                .setLive(false)
                .setFate(Fate.DETECTED)
                .setFrame(new FrameRef("frames", 0, 0L))
                .setModel("m.onnx")
                .setModelSha256("0")
                .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L));
    }
}
