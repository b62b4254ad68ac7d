package dev.hawkeye.app.docs;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CommandsDocumentTest {

    @Test
    void theDocumentSaysWhatTheCommandsSay() throws IOException {
        GeneratedDocument.assertCurrent("commands.md", CommandsDocument.text());
    }
}
