package dev.hawkeye.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the drawing in ARCHITECTURE.md true: which module may know which, no cycles between packages, no package too large
 * to take in. The poms hold the modules apart; this test holds the packages apart, and says why when one fails.
 */
class ArchitectureTest {
    private static final int MAX_CLASSES = 25;
    private static final Path ROOT = Path.of("..");
    private static final List<String> FOLDERS = List.of(".", "support", "tools");

    /** What each module may know, from the bottom up. {@code bench} is above this module, so it is not seen here. */
    private static final List<Module> MODULES = """
            settings:
            counts:
            clips: settings
            kafka: settings
            embedded: settings
            schemas: settings kafka
            metrics: schemas
            traces: settings schemas
            commandline: settings kafka
            vision: settings
            street: settings
            tracking: settings
            streams: kafka metrics
            ingest: settings clips kafka schemas metrics traces vision street
            detector: settings kafka schemas metrics traces vision streams
            aggregator: settings kafka schemas metrics traces streams counts tracking
            console: settings clips kafka schemas metrics vision counts tracking
            notify: settings kafka schemas metrics
            site: settings clips kafka embedded schemas metrics traces commandline vision counts tracking ingest detector aggregator \
            console notify
            models: settings commandline vision
            analyze: settings kafka schemas commandline vision counts tracking ingest aggregator site
            replay: settings kafka embedded schemas commandline vision detector aggregator site analyze
            app: settings clips kafka schemas metrics traces commandline vision street tracking ingest detector aggregator console \
            notify site models analyze replay
            """.lines().map(Module::parse).toList();

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.matches(Pattern.compile(".*/test-[a-z-]*classes/.*")))
            .withImportOption(location -> !location.contains("test-support"))
            .importPackages("dev.hawkeye");

    private record Module(String name, List<String> known) {
        static Module parse(String line) {
            String[] parts = line.split(":", -1);
            String known = parts[1].strip();
            return new Module(parts[0], known.isEmpty() ? List.of() : List.of(known.split(" ", -1)));
        }

        String packages() {
            return "dev.hawkeye." + name + "..";
        }
    }

    @Test
    void a_module_knows_only_those_below_it() {
        LayeredArchitecture house = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (Module module : MODULES) {
            house = house.layer(module.name()).definedBy(module.packages());
        }
        for (Module module : MODULES) {
            house = module.known().isEmpty()
                    ? house.whereLayer(module.name()).mayNotAccessAnyLayer()
                    : house.whereLayer(module.name())
                            .mayOnlyAccessLayers(module.known().toArray(String[]::new));
        }

        house.check(CLASSES);
    }

    @Test
    void packages_form_no_cycles() {
        slices().matching("dev.hawkeye.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void pictures_know_neither_Kafka_nor_records() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.hawkeye.vision..", "dev.hawkeye.street..", "dev.hawkeye.models..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "dev.hawkeye.schemas..")
                .because("they are of use without a pipeline")
                .check(CLASSES);
    }

    @Test
    void only_vision_and_the_offline_tools_run_models() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.hawkeye.vision..", "dev.hawkeye.models..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnxruntime..", "ai.onnx..")
                .check(CLASSES);
    }

    @Test
    void services_know_no_command_line() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.hawkeye.app..", "dev.hawkeye.commandline..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..")
                .because("what they do is of use without a terminal")
                .check(CLASSES);
    }

    @Test
    void nothing_that_is_shipped_knows_the_harness() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.hawkeye.testing..", "dev.hawkeye.bench..", "org.junit..")
                .check(CLASSES);
    }

    @Test
    void a_package_has_at_most_25_classes() throws IOException {
        Map<Path, Long> sizes = new TreeMap<>();
        for (Path folder : packages()) {
            sizes.put(
                    folder,
                    javaFiles(folder)
                            .filter(name -> !name.equals("package-info.java"))
                            .count());
        }

        assertThat(sizes)
                .isNotEmpty()
                .allSatisfy((folder, size) -> assertThat(size).isLessThanOrEqualTo(MAX_CLASSES));
    }

    @Test
    void every_package_says_what_lives_there() throws IOException {
        assertThat(packages())
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .isRegularFile()
                        .content()
                        .startsWith("/**"));
    }

    /** Every folder of main sources that has classes, of all modules. */
    private static List<Path> packages() throws IOException {
        List<Path> packages = new ArrayList<>();
        for (Path module : modules()) {
            Path sources = module.resolve("src/main/java");
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    packages.addAll(files.filter(file -> file.toString().endsWith(".java"))
                            .map(Path::getParent)
                            .collect(Collectors.toCollection(TreeSet::new)));
                }
            }
        }
        return packages;
    }

    private static List<Path> modules() throws IOException {
        List<Path> modules = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> children = Files.list(ROOT.resolve(folder))) {
                children.filter(child -> Files.isRegularFile(child.resolve("pom.xml")))
                        .forEach(modules::add);
            }
        }
        return modules;
    }

    private static Stream<String> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .toList()
                    .stream();
        }
    }
}
