package io.linli.simulator.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which column of a file is what in a report. Kept in a JSON file, such as {@code {"id": "id", "type": "level1",
 * "description": ["topic", "detail"], "location": ["topic"]}}.
 *
 * @param id tells messages apart; without it, their line does
 * @param description columns put one after the other, a line each
 * @param location columns whose text tells the place, when there are no coordinates
 * @param time when it happened; sent only with {@code keepTimes}, as the server takes nothing older than a year
 */
record Mapping(
        @Nullable String id,
        @Nullable String type,
        List<String> description,
        @Nullable List<String> location,
        @Nullable String longitude,
        @Nullable String latitude,
        @Nullable String crs,
        @Nullable String time,
        @Nullable String timeFormat,
        @Nullable Boolean keepTimes) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int MOST_TYPE = 100;
    private static final int MOST_ADDRESS = 200;

    static Mapping read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return JSON.readValue(in, Mapping.class);
        }
    }

    /** The mapping that ships for files with the columns topic, detail and level1. */
    static Mapping standard() throws IOException {
        try (InputStream in = Objects.requireNonNull(Mapping.class.getResourceAsStream("/replay/topic-detail.json"))) {
            return JSON.readValue(in, Mapping.class);
        }
    }

    /** Fails with an {@link IllegalArgumentException} that names the column that is missing. */
    void check(List<String> columns) {
        var wanted = new java.util.ArrayList<>(description);
        for (var column : new String[] {id, type, longitude, latitude, time}) {
            if (column != null) {
                wanted.add(column);
            }
        }
        if (location != null) {
            wanted.addAll(location);
        }
        wanted.removeAll(columns);
        if (!wanted.isEmpty()) {
            throw new IllegalArgumentException(
                    "no column " + String.join(", ", wanted) + " (there are: " + String.join(", ", columns) + ")");
        }
    }

    Message message(long line, Map<String, String> row, String file) {
        var report = new LinkedHashMap<String, Object>();
        if (type != null && !text(row, type).isBlank()) {
            report.put("type", cut(text(row, type), MOST_TYPE));
        }
        report.put("location", place(row));
        report.put(
                "description",
                description.stream()
                        .map(column -> text(row, column).strip())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("\n")));
        if (time != null && Boolean.TRUE.equals(keepTimes)) {
            report.put("occurredAt", at(text(row, time)));
        }
        return new Message(line, "replay:" + file + ":" + (id == null ? line : text(row, id)), report);
    }

    private Object place(Map<String, String> row) {
        if (longitude != null && latitude != null && !text(row, longitude).isBlank()) {
            var point = new LinkedHashMap<String, Object>();
            point.put("longitude", Double.valueOf(text(row, longitude)));
            point.put("latitude", Double.valueOf(text(row, latitude)));
            point.put("crs", crs == null ? "wgs84" : crs);
            return point;
        }
        var words = location == null ? description : location;
        return Map.of(
                "address",
                cut(
                        words.stream().map(column -> text(row, column).strip()).collect(Collectors.joining(" ")),
                        MOST_ADDRESS));
    }

    private String at(String text) {
        try {
            var format = DateTimeFormatter.ofPattern(timeFormat == null ? "yyyy-MM-dd HH:mm:ss" : timeFormat);
            return LocalDateTime.parse(text.strip(), format)
                    .atZone(CHINA)
                    .toInstant()
                    .toString();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time: " + text, e);
        }
    }

    private static String text(Map<String, String> row, String column) {
        return Objects.requireNonNullElse(row.get(column), "");
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
