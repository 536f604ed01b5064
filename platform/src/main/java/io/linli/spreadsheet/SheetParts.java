package io.linli.spreadsheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Which part of a workbook holds which sheet; the reading library knows, but does not tell. */
record SheetParts(Map<String, String> paths) {

    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";

    static SheetParts of(byte[] content) throws IOException {
        var paths = new HashMap<String, String>();
        try (var zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
                .get()) {
            var part = zip.getEntry(RELATIONS);
            if (part == null) {
                return new SheetParts(Map.of());
            }
            try (var in = zip.getInputStream(part)) {
                read(in.readAllBytes(), paths);
            }
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        return new SheetParts(Map.copyOf(paths));
    }

    private static void read(byte[] relations, Map<String, String> paths) throws XMLStreamException {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var xml = factory.createXMLStreamReader(new ByteArrayInputStream(relations));
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("Relationship")) {
                var target = xml.getAttributeValue(null, "Target");
                var id = xml.getAttributeValue(null, "Id");
                if (target != null && id != null) {
                    paths.put(id, target.startsWith("/") ? target.substring(1) : "xl/" + target);
                }
            }
        }
    }

    String path(String id) {
        return paths.getOrDefault(id, "");
    }
}
