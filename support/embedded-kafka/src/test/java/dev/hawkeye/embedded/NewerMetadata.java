package dev.hawkeye.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.metadata.FeatureLevelRecord;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.apache.kafka.server.common.MetadataVersion;

/** Makes a formatted directory look like one that a later Kafka wrote. */
final class NewerMetadata {
    private NewerMetadata() {}

    static void write(Path directory) throws Exception {
        short level = (short) (MetadataVersion.LATEST_PRODUCTION.featureLevel() + 1);
        FeatureLevelRecord record =
                new FeatureLevelRecord().setName(MetadataVersion.FEATURE_NAME).setFeatureLevel(level);
        Files.delete(directory.resolve(BootstrapDirectory.BINARY_BOOTSTRAP_FILENAME));
        new BootstrapDirectory(directory.toString())
                .writeBinaryFile(
                        BootstrapMetadata.fromRecords(List.of(new ApiMessageAndVersion(record, (short) 0)), "test"));
    }
}
