package dev.hawkeye.models.quantize.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SaturationProbeTest {
    @Test
    void findsWhatTheFlagsOfTheCpuSay() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        assumeTrue(Files.isReadable(info), "this system does not list the flags of its CPU");
        Set<String> flags = new HashSet<>(Arrays.asList(Files.readString(info).split("\\s+")));
        assumeTrue(flags.contains("avx2"), "no x86 CPU with AVX2");

        boolean vnni = flags.contains("avx512_vnni") || flags.contains("avx_vnni");

        assertThat(SaturationProbe.saturates()).isEqualTo(!vnni);
    }
}
