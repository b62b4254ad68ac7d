package dev.hawkeye.models.quantize.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.BlockPictures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementGateTest {
    private static final byte[] NOTHING = BlockPictures.plain(640, 640, 114);
    private static final byte[] BLOCK =
            BlockPictures.jpeg(640, 640, List.of(BlockPictures.cell(BlockPictures.Color.RED, 2, 3)));

    @TempDir
    private Path directory;

    private Path model;

    @BeforeEach
    void aModelOfBlocks() throws IOException {
        model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
    }

    @Test
    void aModelThatAgreesIsAccepted() throws InterruptedException {
        QualityGate.Finding finding = check(1, NOTHING, BLOCK);

        assertThat(finding.holds()).isTrue();
        assertThat(finding.text())
                .isEqualTo("agreement (F1) 1.000 with the 1 objects that FP32 finds on 2 held-out pictures");
    }

    @Test
    void withoutObjectsAModelCannotBeJudgedAndIsRefused() throws InterruptedException {
        QualityGate.Finding finding = check(0.01, NOTHING);

        assertThat(finding.holds()).isFalse();
        assertThat(finding.text()).isEqualTo("neither model can be judged: FP32 finds nothing on 1 pictures");
    }

    @Test
    void whereNoAgreementIsDemandedAModelWithoutObjectsIsAccepted() throws InterruptedException {
        assertThat(check(0, NOTHING).holds()).isTrue();
    }

    private QualityGate.Finding check(double least, byte[]... jpegs) throws InterruptedException {
        List<ByteBuffer> pictures =
                List.of(jpegs).stream().map(ByteBuffer::wrap).toList();
        return new AgreementGate(model, pictures, least, (what, done, all) -> {}).check(model);
    }
}
