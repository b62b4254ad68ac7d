package dev.hawkeye.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.metadata.FeatureLevelRecord;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.util.BatchFileWriter;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.snapshot.Snapshots;

/** Makes a formatted directory look like one that a later Kafka wrote. */
enum NewerMetadata {
    /** As Kafka has done it since 4.4. */
    IN_THE_FIRST_SNAPSHOT {
        @Override
        void write(Path directory) throws IOException {
            writeTo(firstSnapshot(directory));
        }
    },
    /** As Kafka did it up to 4.3. */
    IN_A_FILE_OF_ITS_OWN {
        @Override
        void write(Path directory) throws IOException {
            Files.delete(firstSnapshot(directory));
            writeTo(directory.resolve(BootstrapMetadata.BINARY_BOOTSTRAP_FILENAME));
        }
    };

    abstract void write(Path directory) throws IOException;

    private static Path firstSnapshot(Path directory) {
        return Snapshots.snapshotPath(directory.resolve("__cluster_metadata-0"), Snapshots.BOOTSTRAP_SNAPSHOT_ID);
    }

    private static void writeTo(Path file) throws IOException {
        short level = (short) (MetadataVersion.LATEST_PRODUCTION.featureLevel() + 1);
        Files.deleteIfExists(file);
        try (BatchFileWriter writer = BatchFileWriter.open(file)) {
            writer.append(new ApiMessageAndVersion(
                    new FeatureLevelRecord()
                            .setName(MetadataVersion.FEATURE_NAME)
                            .setFeatureLevel(level),
                    (short) 0));
        }
    }
}
