package io.linli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.w3c.dom.Element;

/** A file of web/e2e run in a real browser against the server of a test; each journey in it counts as a test. */
final class BrowserJourneys {

    private BrowserJourneys() {}

    static Stream<DynamicTest> of(String file, int port, Duration patience, Map<String, String> environment)
            throws Exception {
        var name = file.replaceFirst("\\..*", "");
        var report = Path.of("target", name + ".xml").toAbsolutePath();
        var log = Path.of("target", name + ".log").toAbsolutePath();
        var node = new ProcessBuilder(
                "node", "--test", "--test-reporter=junit", "--test-reporter-destination=" + report, "e2e/" + file);
        node.directory(new File("../web"));
        node.environment().put("BASE_URL", "http://localhost:" + port);
        node.environment().put("LINLI_DEMO_PASSWORD", "open sesame");
        node.environment()
                .put("PICTURES", Path.of("target/pictures").toAbsolutePath().toString());
        node.environment().putAll(environment);
        node.redirectErrorStream(true).redirectOutput(log.toFile());
        var process = node.start();
        assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
                .as(file + " ends")
                .isTrue();
        assertThat(report).as(Files.readString(log)).exists();

        // Node writes the colours of a failure into its XML, which is then none
        var told = Files.readString(report).replaceAll("\\e\\[[0-9;]*m", "");
        var cases = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(told.getBytes(UTF_8)))
                .getElementsByTagName("testcase");
        assertThat(cases.getLength()).as(Files.readString(log)).isPositive();
        return IntStream.range(0, cases.getLength())
                .mapToObj(cases::item)
                .map(Element.class::cast)
                .map(journey -> DynamicTest.dynamicTest(
                        journey.getAttribute("name"),
                        () -> assertThat(journey.getElementsByTagName("failure").getLength())
                                .as(journey.getTextContent())
                                .isZero()));
    }
}
