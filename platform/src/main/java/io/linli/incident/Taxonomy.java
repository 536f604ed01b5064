package io.linli.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The kinds of matters as they are at one moment, and how words lead to them. Pure. */
final class Taxonomy {

    /** A kind in the version that is in force. */
    record Kind(String code, int version, CategoryDefinition is, boolean open) {

        Category category() {
            return new Category(code, is.name(), parent(code));
        }
    }

    private final Map<String, Kind> byCode = new LinkedHashMap<>();
    private final List<Category> open;
    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, String> byWord = new HashMap<>();
    private final int longest;

    /** @param kinds in the order of their codes */
    Taxonomy(Collection<Kind> kinds) {
        var names = new HashMap<String, List<String>>();
        for (var kind : kinds) {
            byCode.put(kind.code(), kind);
            if (kind.open()) {
                names.computeIfAbsent(kind.is().name(), name -> new ArrayList<>())
                        .add(kind.code());
                kind.is().words().forEach(word -> byWord.put(word, kind.code()));
            }
        }
        // a name that several kinds bear (其他, 安全隐患) says nothing
        names.forEach((name, codes) -> {
            if (codes.size() == 1) {
                byName.put(name, codes.getFirst());
                if (name.length() >= 4) {
                    byWord.putIfAbsent(name, codes.getFirst());
                }
            }
        });
        longest = byWord.keySet().stream().mapToInt(String::length).max().orElse(0);
        open = kinds.stream().filter(Kind::open).map(Kind::category).toList();
    }

    static @Nullable String parent(String code) {
        return code.length() == 2 ? null : code.substring(0, code.length() - 2);
    }

    /** Those that are not closed. */
    List<Category> open() {
        return open;
    }

    Collection<Kind> kinds() {
        return byCode.values();
    }

    /** Closed ones too. */
    Optional<Kind> find(@Nullable String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(byCode.get(code));
    }

    /** The kind and those above it, the kind first. */
    List<Kind> upwards(@Nullable String code) {
        var found = new ArrayList<Kind>();
        for (var at = code; at != null; at = parent(at)) {
            find(at).ifPresent(found::add);
        }
        return found;
    }

    /** What the reporter called it, else the words of the text; empty when they name nothing, or several kinds alike. */
    Optional<String> guess(@Nullable String type, String description) {
        if (type != null && byName.containsKey(type)) {
            return Optional.of(byName.get(type));
        }
        var named = type == null ? Optional.<String>empty() : inText(type);
        return named.isPresent() ? named : inText(description);
    }

    // The longest word says most (积水严重 over 积水); two kinds at the same length leave it open.
    private Optional<String> inText(String text) {
        for (int length = longest; length >= 2; length--) {
            Set<String> found = new TreeSet<>();
            for (int at = 0; at + length <= text.length(); at++) {
                var code = byWord.get(text.substring(at, at + length));
                if (code != null) {
                    found.add(code);
                }
            }
            if (found.size() == 1) {
                return Optional.of(found.iterator().next());
            }
            if (found.size() > 1) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
