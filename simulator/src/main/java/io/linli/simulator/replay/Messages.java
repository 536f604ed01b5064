package io.linli.simulator.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads messages from CSV (with a header line), a JSON array, or JSON lines; each may be packed with gzip. */
final class Messages {

    private static final JsonMapper JSON = new JsonMapper();

    private Messages() {}

    /** The good rows; a bad one is told to {@code errors} with its line and takes nobody down. */
    static List<Message> read(Path file, Mapping mapping, List<String> errors) throws IOException {
        var name = file.getFileName().toString();
        try (var in = open(file)) {
            return name.replace(".gz", "").endsWith(".csv")
                    ? csv(in, mapping, name, errors)
                    : json(in, mapping, name, errors);
        }
    }

    private static InputStream open(Path file) throws IOException {
        var in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private static BufferedReader text(InputStream in) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        var reader = new BufferedReader(new InputStreamReader(in, decoder));
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset(); // a byte order mark, as spreadsheets write it, is no part of the first column's name
        }
        return reader;
    }

    private static List<Message> csv(InputStream in, Mapping mapping, String file, List<String> errors)
            throws IOException {
        var messages = new ArrayList<Message>();
        var format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (var records = format.parse(text(in))) {
            mapping.check(records.getHeaderNames());
            for (var record : records) {
                add(messages, record.getRecordNumber() + 1, record.toMap(), mapping, file, errors);
            }
        }
        return messages;
    }

    private static List<Message> json(InputStream in, Mapping mapping, String file, List<String> errors)
            throws IOException {
        var messages = new ArrayList<Message>();
        long number = 0;
        try (var nodes = JSON.readerFor(JsonNode.class).<JsonNode>readValues(text(in))) {
            while (nodes.hasNextValue()) {
                var node = nodes.nextValue();
                for (var each : node.isArray() ? node : List.of(node)) {
                    add(messages, ++number, row(each), mapping, file, errors);
                }
            }
        }
        return messages;
    }

    private static Map<String, String> row(JsonNode node) {
        var row = new LinkedHashMap<String, String>();
        node.properties().forEach(part -> row.put(part.getKey(), part.getValue().asString("")));
        return row;
    }

    private static void add(
            List<Message> messages,
            long line,
            Map<String, String> row,
            Mapping mapping,
            String file,
            List<String> errors) {
        try {
            messages.add(mapping.message(line, row, file));
        } catch (IllegalArgumentException e) {
            errors.add("line " + line + ": " + e.getMessage());
        }
    }
}
