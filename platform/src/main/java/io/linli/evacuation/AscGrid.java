package io.linli.evacuation;

import static io.linli.evacuation.EvacuationProblem.TERRAIN_CELL_TOO_WIDE;
import static io.linli.evacuation.EvacuationProblem.TERRAIN_COUNT_UNFIT;
import static io.linli.evacuation.EvacuationProblem.TERRAIN_HEADER_UNFIT;
import static io.linli.evacuation.EvacuationProblem.TERRAIN_NOT_DEGREES;
import static io.linli.evacuation.EvacuationProblem.TERRAIN_TOO_LARGE;
import static io.linli.evacuation.EvacuationProblem.TERRAIN_VALUE_UNFIT;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A grid of heights as programs for maps write it (Esri ASCII raster): a few words of where it lies, then all heights line by
 * line from the north. Read value by value; no more than one line is held.
 */
final class AscGrid {

    /** About 110 m: in wider cells the low corner of a street is lost. */
    static final double WIDEST = 0.001;

    static final long MOST_CELLS = 25_000_000;

    /** Of a cell: all digits that a height can have, and the blank behind it. */
    private static final int MOST_SIGNS = 20;

    private static final long MOST_BYTES = MOST_CELLS * MOST_SIGNS;
    private static final int MOST_SIDE = 20_000;
    private static final int LONGEST_WORD = 40;
    private static final String COLUMNS = "ncols";
    private static final String LINES = "nrows";
    private static final String CELL = "cellsize";
    private static final String NOTHING = "nodata_value";
    private static final String WEST = "xllcorner";
    private static final String WEST_MIDDLE = "xllcenter";
    private static final String SOUTH = "yllcorner";
    private static final String SOUTH_MIDDLE = "yllcenter";
    private static final Set<String> WORDS =
            Set.of(COLUMNS, LINES, CELL, NOTHING, WEST, WEST_MIDDLE, SOUTH, SOUTH_MIDDLE);
    private static final double USUALLY_NOTHING = -9999;

    private final InputStream in;
    private final long most;
    private long taken;
    private final byte[] buffer = new byte[1 << 16];
    private int next;
    private int end;

    private AscGrid(InputStream in, long most) {
        this.in = in;
        this.most = most;
    }

    /**
     * Where it lies, in degrees.
     *
     * @param west and {@code south}: the outer corner
     */
    record Frame(int columns, int lines, double west, double south, double cell, double nothing) {

        double east() {
            return west + columns * cell;
        }

        double north() {
            return south + lines * cell;
        }
    }

    /** Hears of each line, counted from 0 in the north; what is not known is NaN. The heights are the reader's own. */
    interface Lines {
        void line(int number, float[] heights);
    }

    /** Begins as soon as it is known where it lies. */
    static void read(InputStream in, Consumer<Frame> begin, Lines lines) throws IOException {
        read(in, MOST_BYTES, begin, lines);
    }

    /** Of so many bytes at most: packed, blanks take next to no room. */
    static void read(InputStream in, long most, Consumer<Frame> begin, Lines lines) throws IOException {
        new AscGrid(in, most).read(begin, lines);
    }

    private void read(Consumer<Frame> begin, Lines lines) throws IOException {
        var said = new HashMap<String, Double>();
        var word = word();
        while (word != null && WORDS.contains(word.toLowerCase(Locale.ROOT))) {
            var key = word.toLowerCase(Locale.ROOT);
            var value = number(word());
            if (value == null || said.put(key, value) != null) {
                throw TERRAIN_HEADER_UNFIT.with(key).at("file");
            }
            word = word();
        }
        var frame = frame(said);
        begin.accept(frame);
        var heights = new float[frame.columns()];
        for (int line = 0; line < frame.lines(); line++) {
            for (int column = 0; column < frame.columns(); column++) {
                heights[column] = height(word, frame, line, column);
                word = word();
            }
            lines.line(line, heights);
        }
        if (word != null) {
            throw TERRAIN_COUNT_UNFIT.with(frame.lines(), frame.columns()).at("file");
        }
    }

    private static float height(@Nullable String word, Frame frame, int line, int column) {
        if (word == null) {
            throw TERRAIN_COUNT_UNFIT.with(frame.lines(), frame.columns()).at("file");
        }
        var metres = number(word);
        if (metres == null) {
            throw TERRAIN_VALUE_UNFIT.with(line + 1, column + 1, word).at("file");
        }
        if (metres.isNaN() || metres.equals(frame.nothing())) {
            return Float.NaN;
        }
        if (!Heights.isHeight(metres)) {
            throw TERRAIN_VALUE_UNFIT.with(line + 1, column + 1, word).at("file");
        }
        return metres.floatValue();
    }

    private static Frame frame(Map<String, Double> said) {
        int columns = side(said, COLUMNS);
        int lines = side(said, LINES);
        if ((long) columns * lines > MOST_CELLS) {
            throw TERRAIN_TOO_LARGE.with(MOST_CELLS).at("file");
        }
        double cell = needed(said, CELL);
        double west = corner(said, WEST, WEST_MIDDLE, cell);
        double south = corner(said, SOUTH, SOUTH_MIDDLE, cell);
        var frame = new Frame(columns, lines, west, south, cell, said.getOrDefault(NOTHING, USUALLY_NOTHING));
        if (!(cell > 0) || !(west >= -180 && frame.east() <= 180 && south >= -90 && frame.north() <= 90)) {
            throw TERRAIN_NOT_DEGREES.with().at("file");
        }
        if (cell > WIDEST) {
            throw TERRAIN_CELL_TOO_WIDE.with(cell, WIDEST).at("file");
        }
        return frame;
    }

    private static double corner(Map<String, Double> said, String corner, String middle, double cell) {
        return said.containsKey(middle) ? needed(said, middle) - cell / 2 : needed(said, corner);
    }

    private static int side(Map<String, Double> said, String key) {
        double side = needed(said, key);
        if (side < 1 || side != Math.rint(side)) {
            throw TERRAIN_HEADER_UNFIT.with(key).at("file");
        }
        if (side > MOST_SIDE) {
            throw TERRAIN_TOO_LARGE.with(MOST_CELLS).at("file");
        }
        return (int) side;
    }

    private static double needed(Map<String, Double> said, String key) {
        var value = said.get(key);
        if (value == null || value.isNaN()) {
            throw TERRAIN_HEADER_UNFIT.with(key).at("file");
        }
        return value;
    }

    private static @Nullable Double number(@Nullable String word) {
        if (word == null) {
            return null;
        }
        try {
            var number = Double.valueOf(word.replace(',', '.')); // as some countries write them
            return number.isInfinite() ? null : number;
        } catch (NumberFormatException e) {
            return word.equalsIgnoreCase("nan") ? Double.valueOf(Double.NaN) : null;
        }
    }

    /** The next that stands between blanks; null at the end. */
    private @Nullable String word() throws IOException {
        int sign = sign();
        while (sign >= 0 && sign <= ' ') {
            sign = sign();
        }
        if (sign < 0) {
            return null;
        }
        var word = new StringBuilder();
        while (sign > ' ') {
            if (word.length() == LONGEST_WORD) {
                throw TERRAIN_HEADER_UNFIT.with(COLUMNS).at("file"); // no such file has a word that long
            }
            word.append((char) sign);
            sign = sign();
        }
        return word.toString();
    }

    private int sign() throws IOException {
        if (next == end) {
            end = in.read(buffer);
            next = 0;
            if (end <= 0) {
                end = 0;
                return -1;
            }
            taken += end;
            if (taken > most) {
                throw TERRAIN_TOO_LARGE.with(MOST_CELLS).at("file");
            }
        }
        return buffer[next++] & 0xff;
    }
}
