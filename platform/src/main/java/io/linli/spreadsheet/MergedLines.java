package io.linli.spreadsheet;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which lines of a sheet have merged cells, and in which range. Asked line by line, downward. */
final class MergedLines {

    private static final Pattern RANGE = Pattern.compile("[A-Z]+(\\d+):[A-Z]+(\\d+)");

    private final List<Range> ranges;
    private int passed;
    private @Nullable Range reaching;

    private record Range(String name, int first, int last) {}

    MergedLines(List<String> names) {
        ranges = names.stream()
                .map(MergedLines::range)
                .sorted(Comparator.comparingInt(Range::first))
                .toList();
    }

    private static Range range(String name) {
        var lines = RANGE.matcher(name);
        if (!lines.matches()) {
            throw new IllegalArgumentException(name);
        }
        return new Range(name, Integer.parseInt(lines.group(1)), Integer.parseInt(lines.group(2)));
    }

    @Nullable
    String at(int line) {
        while (passed < ranges.size() && ranges.get(passed).first <= line) {
            var range = ranges.get(passed++);
            if (reaching == null || range.last > reaching.last) {
                reaching = range;
            }
        }
        return reaching == null || reaching.last < line ? null : reaching.name;
    }
}
