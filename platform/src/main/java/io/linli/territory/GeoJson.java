package io.linli.territory;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Reads a GeoJSON FeatureCollection (RFC 7946) feature by feature: of each its shape, as it stands, and its code. */
final class GeoJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DEEPEST = 4; // of a multipolygon's coordinates
    static final int MOST_FEATURES = 20_000;
    static final int MOST_POSITIONS = 2_000_000;

    /** A shape as it stands in the file: positions in lists in lists. Broken when something was no position or list. */
    record Feature(
            int number,
            @Nullable String code,
            @Nullable String type,
            @Nullable Object coordinates) {}

    /** What makes the whole file of no use. */
    static final class Unreadable extends Exception {

        private final transient Object[] details;
        private final TerritoryProblem problem;

        Unreadable(TerritoryProblem problem, Object... details) {
            super(problem.name());
            this.problem = problem;
            this.details = details;
        }

        TerritoryProblem problem() {
            return problem;
        }

        Object[] details() {
            return details;
        }
    }

    private final JsonParser parser;
    private final List<Feature> features = new ArrayList<>();
    private int positions;

    private GeoJson(JsonParser parser) {
        this.parser = parser;
    }

    static List<Feature> read(InputStream file) throws Unreadable {
        try (var parser = JSON.createParser(file)) {
            var reader = new GeoJson(parser);
            reader.collection();
            return reader.features;
        } catch (JacksonException e) {
            var place = e.getLocation();
            throw new Unreadable(
                    TerritoryProblem.BOUNDARY_FILE_BROKEN,
                    place == null ? 1 : place.getLineNr(),
                    place == null ? 1 : place.getColumnNr());
        }
    }

    private void collection() throws Unreadable {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw notACollection();
        }
        var seen = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            var value = parser.nextToken();
            if (name.equals("features") && value == JsonToken.START_ARRAY) {
                seen = true;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    feature();
                }
            } else {
                parser.skipChildren();
            }
        }
        if (!seen) {
            throw notACollection();
        }
    }

    private static Unreadable notACollection() {
        return new Unreadable(TerritoryProblem.BOUNDARY_FILE_NOT_GEOJSON);
    }

    private void feature() throws Unreadable {
        if (features.size() == MOST_FEATURES) {
            throw new Unreadable(TerritoryProblem.BOUNDARY_FILE_TOO_LARGE, MOST_FEATURES, MOST_POSITIONS);
        }
        @Nullable String code = null;
        @Nullable String type = null;
        @Nullable Object coordinates = null;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                var value = parser.nextToken();
                if (value == JsonToken.START_OBJECT && name.equals("properties")) {
                    code = text("code");
                } else if (value == JsonToken.START_OBJECT && name.equals("geometry")) {
                    while (parser.nextToken() != JsonToken.END_OBJECT) {
                        var part = parser.currentName();
                        parser.nextToken();
                        switch (part) {
                            case "type" -> type = parser.getValueAsString();
                            case "coordinates" -> coordinates = coordinates(0);
                            default -> parser.skipChildren();
                        }
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } else {
            parser.skipChildren();
        }
        features.add(new Feature(features.size(), code, type, coordinates));
    }

    private @Nullable String text(String wanted) {
        @Nullable String text = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            if (name.equals(wanted)) {
                text = parser.getValueAsString();
            }
            parser.skipChildren();
        }
        return text;
    }

    /** A position as double[2], or a list of what is in the brackets; null for what belongs into neither. */
    private @Nullable Object coordinates(int depth) throws Unreadable {
        if (parser.currentToken() != JsonToken.START_ARRAY || depth > DEEPEST) {
            parser.skipChildren();
            return null;
        }
        var first = parser.nextToken();
        if (first != null && first.isNumeric()) {
            return position();
        }
        var parts = new ArrayList<@Nullable Object>();
        for (var token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            parts.add(coordinates(depth + 1));
        }
        return parts;
    }

    private double @Nullable [] position() throws Unreadable {
        if (++positions > MOST_POSITIONS) {
            throw new Unreadable(TerritoryProblem.BOUNDARY_FILE_TOO_LARGE, MOST_FEATURES, MOST_POSITIONS);
        }
        var position = new double[2];
        int given = 0;
        for (var token = parser.currentToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != null && token.isNumeric()) {
                if (given < 2) {
                    position[given] = parser.getDoubleValue();
                }
                given++; // a height is allowed and left out
            } else {
                parser.skipChildren();
                given = -100;
            }
        }
        return given >= 2 ? position : null;
    }
}
