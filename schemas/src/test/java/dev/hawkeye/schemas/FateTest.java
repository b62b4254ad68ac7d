package dev.hawkeye.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class FateTest {
    @Test
    void ofALaterVersionIsReadAsFailed() throws IOException {
        // given
        Schema today = Fate.getClassSchema();
        List<String> symbols = new ArrayList<>(today.getEnumSymbols());
        symbols.add("LATER");
        Schema later = Schema.createEnum(today.getName(), null, today.getNamespace(), symbols);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(later).write(new GenericData.EnumSymbol(later, "LATER"), encoder);
        encoder.flush();
        // when
        Object read = new GenericDatumReader<>(later, today)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        // then
        assertThat(read).hasToString("FAILED");
    }
}
