package dev.hawkeye.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusedUploadIT {
    private static final byte[] LARGE = new byte[40 << 20];

    @Test
    void whoSendsAModelLearnsWhyItIsRefused() throws Exception {
        try (SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://refused"));
                TestConsole console =
                        new TestConsole(new Topics("t."), registry, Map.of(), TestConsole.NO_HISTORY, null)) {
            for (int i = 0; i < 3; i++) {
                assertThat(console.post("/api/admin/models?name=a.onnx", "application/octet-stream", LARGE)
                                .statusCode())
                        .isEqualTo(401);
                assertThat(console.post("/api/detect", "image/png", LARGE).statusCode())
                        .isEqualTo(415);
            }
        }
    }
}
