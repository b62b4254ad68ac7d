package dev.hawkeye.app.docs;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HttpApiDocumentTest {

    @Test
    void theDocumentSaysWhatTheDescriptionSays() throws IOException {
        GeneratedDocument.assertCurrent("http-api.md", HttpApiDocument.text());
    }
}
