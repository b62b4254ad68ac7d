package dev.hawkeye.app.docs;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RecordsDocumentTest {

    @Test
    void theDocumentSaysWhatTheSchemasSay() throws IOException {
        GeneratedDocument.assertCurrent("records.md", RecordsDocument.text());
    }
}
