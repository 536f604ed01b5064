package io.linli.workforce;

import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lines in force, and who is accountable by them. Of two lines that both speak of a matter at a place, the one for the
 * smaller area and the narrower kind counts; where one is narrower in area and the other in kind, none of them does, and
 * the place has two accountable nodes until a third line decides.
 */
final class Matrix {

    /** A place and kind for which several lines speak alike. */
    record Twice(AreaLevel level, AreaCode area, @Nullable String matter, List<Responsibility> lines) {}

    private final List<Responsibility> lines;
    private final Map<String, String> parents = new HashMap<>();

    Matrix(List<Responsibility> lines, List<KindsOfMatter.Kind> kinds) {
        this.lines = List.copyOf(lines);
        kinds.forEach(kind -> {
            if (kind.parent() != null) {
                parents.put(kind.code(), kind.parent());
            }
        });
    }

    /** Who is accountable at an area of the level for the kind of matter; exactly one where all is well. */
    List<Responsibility> accountable(AreaLevel level, AreaCode area, @Nullable String matter) {
        var speaking = lines.stream()
                .filter(line -> line.level() == level && line.area().contains(area) && covers(line.matter(), matter))
                .toList();
        return speaking.stream()
                .filter(line -> speaking.stream().noneMatch(other -> beats(other, line)))
                .toList();
    }

    /** Every place and kind with two accountable nodes, each once. */
    List<Twice> doubles() {
        var found = new LinkedHashMap<String, Twice>();
        for (int i = 0; i < lines.size(); i++) {
            for (int j = i + 1; j < lines.size(); j++) {
                var one = lines.get(i);
                var other = lines.get(j);
                if (one.level() == other.level() && meet(one, other)) {
                    var area = one.area().contains(other.area()) ? other.area() : one.area();
                    var matter = covers(one.matter(), other.matter()) ? other.matter() : one.matter();
                    var several = accountable(one.level(), area, matter);
                    if (several.size() > 1) {
                        found.putIfAbsent(
                                one.level() + " " + area + " " + matter, new Twice(one.level(), area, matter, several));
                    }
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    /** The areas, of those given, at which nobody is accountable for the kind of matter. */
    List<AreaCode> gaps(AreaLevel level, @Nullable String matter, List<AreaCode> areas) {
        var speaking = lines.stream()
                .filter(line -> line.level() == level && covers(line.matter(), matter))
                .map(Responsibility::area)
                .toList();
        return areas.stream()
                .filter(area -> speaking.stream().noneMatch(around -> around.contains(area)))
                .toList();
    }

    private boolean meet(Responsibility one, Responsibility other) {
        return (one.area().contains(other.area()) || other.area().contains(one.area()))
                && (covers(one.matter(), other.matter()) || covers(other.matter(), one.matter()));
    }

    private boolean beats(Responsibility narrow, Responsibility wide) {
        boolean same = narrow.area().equals(wide.area()) && Objects.equals(narrow.matter(), wide.matter());
        return !same && wide.area().contains(narrow.area()) && covers(wide.matter(), narrow.matter());
    }

    /** Whether a kind is the other one or part of it; null is every kind. */
    private boolean covers(@Nullable String wide, @Nullable String narrow) {
        if (wide == null) {
            return true;
        }
        for (var kind = narrow; kind != null; kind = parents.get(kind)) {
            if (kind.equals(wide)) {
                return true;
            }
        }
        return false;
    }
}
