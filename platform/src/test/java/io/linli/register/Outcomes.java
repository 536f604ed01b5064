package io.linli.register;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** How each test ended, as the reports of all runs of this build tell; a name is a class or class#method. */
record Outcomes(Map<String, Boolean> passed) {

    static Outcomes of(Path reports) throws IOException {
        var passed = new HashMap<String, Boolean>();
        try (var files = Files.newDirectoryStream(reports, "TEST-*.xml")) {
            for (var file : files) {
                read(file, passed);
            }
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
        return new Outcomes(passed);
    }

    /** Whether all of it passed, in all its cases. What did not run did not pass. */
    boolean passed(String name) {
        return passed.getOrDefault(name, false);
    }

    private static void read(Path file, Map<String, Boolean> passed)
            throws IOException, ParserConfigurationException, SAXException {
        var cases = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName("testcase");
        for (int n = 0; n < cases.getLength(); n++) {
            var test = (Element) cases.item(n);
            boolean good = test.getElementsByTagName("failure").getLength() == 0
                    && test.getElementsByTagName("error").getLength() == 0
                    && test.getElementsByTagName("skipped").getLength() == 0;
            var type = test.getAttribute("classname");
            passed.merge(type, good, Boolean::logicalAnd);
            // method(Type)[1] of a parameterised one
            passed.merge(
                    type + "#" + test.getAttribute("name").replaceFirst("[({\\[].*", ""), good, Boolean::logicalAnd);
        }
    }
}
