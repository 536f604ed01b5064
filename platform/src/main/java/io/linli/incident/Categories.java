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
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The kinds of matters: an official taxonomy on three levels (codes of our own, which never change) and, under 90, the
 * everyday matters of a grid with the words that people use for them.
 */
@Component
public class Categories {

    private final Map<String, Category> byCode = new LinkedHashMap<>();
    private final Map<String, String> byName = new HashMap<>();
    private final Map<String, String> byWord = new HashMap<>();
    private final int longest;

    Categories() {
        var names = new HashMap<String, List<String>>();
        for (var row : CsvResource.rows(new ClassPathResource("incident/categories.csv"))) {
            var code = row[0];
            byCode.put(
                    code, new Category(code, row[1], code.length() == 2 ? null : code.substring(0, code.length() - 2)));
            names.computeIfAbsent(row[1], name -> new ArrayList<>()).add(code);
            for (var word : row[2].split("\\|", -1)) {
                if (!word.isEmpty()) {
                    byWord.put(word, code);
                }
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
    }

    public Collection<Category> all() {
        return List.copyOf(byCode.values());
    }

    public Optional<Category> find(@Nullable String code) {
        return code == null ? Optional.empty() : Optional.ofNullable(byCode.get(code));
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
