package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** The build of ./hawkeye, mvn -Drun.only, downloads and does nothing for tests. */
class RunOnlyBuildTest {

    @Test
    void appHasItsTestDependenciesInTheProfileThatTheBuildLeavesOut() throws Exception {
        assertThat(texts("pom.xml", "/project/dependencies/dependency[scope='test']/artifactId"))
                .isEmpty();
        assertThat(texts("pom.xml", "//profile[dependencies]/activation/property/name"))
                .containsOnly("!run.only");
    }

    @Test
    void appSkipsWhatItPreparesForTests() throws Exception {
        assertThat(texts("pom.xml", "//execution[contains(phase, 'test')]/configuration/skip"))
                .hasSameSizeAs(texts("pom.xml", "//execution[contains(phase, 'test')]"))
                .containsOnly("${skipTests}");
        assertThat(texts("../pom.xml", "//profile[id='run-only']/properties/skipTests"))
                .containsExactly("true");
    }

    @Test
    void noModulePacksItsTests() throws Exception {
        for (String module : texts("../pom.xml", "/project/modules/module")) {
            assertThat(texts("../" + module + "/pom.xml", "//execution[goals/goal='test-jar']/id"))
                    .as(module)
                    .isEmpty();
        }
        assertThat(texts("../pom.xml", "//profile[id='run-only']//execution[phase='none']/id"))
                .containsExactlyInAnyOrder(
                        "default-testCompile", "default-testResources", "default-test", "integration-tests", "format");
    }

    private static List<String> texts(String pom, String path) throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(pom).toFile());
        NodeList nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }
}
