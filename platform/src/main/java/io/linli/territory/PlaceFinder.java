package io.linli.territory;

import static java.util.stream.Collectors.toSet;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds in a text the area that it speaks of, by the names of areas, buildings and other places. The smallest area named
 * wins. A name that several areas have is settled by a larger area named beside it; where it stays open, the answer is
 * the smallest area around them all.
 */
final class PlaceFinder {

    private static final int MOST_CHARACTERS = 4_000;
    private static final int AN_ADDRESS = 20;
    private static final Pattern CODE = Pattern.compile("(?<!\\d)(?:\\d{17}|\\d{15}|\\d{12})(?!\\d)");

    /** A name of a place or of several areas; brief is a name without its kind, such as 百宜 for 百宜社区. */
    private record Name(Set<AreaCode> areas, boolean brief) {}

    private record Hit(int begin, int end, Name name) {}

    /** A building or whatever else people call a place by. */
    record Place(AreaCode area, List<String> names) {}

    private final AreaCode root;
    private final AreaTree areas;
    private final AhoCorasickDoubleArrayTrie<Name> names = new AhoCorasickDoubleArrayTrie<>();

    PlaceFinder(AreaTree areas, AreaCode root, List<Place> places) {
        this.root = root;
        this.areas = areas;
        var full = new HashMap<String, Set<AreaCode>>();
        var brief = new HashMap<String, Set<AreaCode>>();
        for (var area : areas.within(root)) {
            if (area.open()) {
                PlaceWords.full(area.name()).forEach(name -> put(full, name, area.code()));
                if (area.kind() == null) {
                    put(brief, PlaceWords.brief(area.name()), area.code());
                }
            }
        }
        places.forEach(place -> place.names().forEach(name -> put(full, name, place.area())));
        var all = new HashMap<String, Name>();
        brief.forEach((word, codes) -> all.put(word, new Name(Set.copyOf(codes), true)));
        full.forEach((word, codes) -> all.put(word, new Name(Set.copyOf(codes), false)));
        if (!all.isEmpty()) {
            names.build(all);
        }
    }

    private static void put(Map<String, Set<AreaCode>> names, String name, AreaCode area) {
        var normal = PlaceWords.normal(name);
        if (normal.length() >= 2) {
            names.computeIfAbsent(normal, word -> new HashSet<>()).add(area);
        }
    }

    Optional<AreaCode> find(String text) {
        var words = PlaceWords.normal(text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text);
        return smallest(named(words, hits(words)));
    }

    /** Names in the text but those inside a longer one, and not 1网格 in 11网格. */
    private List<Hit> hits(String words) {
        var all = new ArrayList<Hit>();
        if (names.size() > 0) {
            AhoCorasickDoubleArrayTrie.IHit<Name> found = (begin, end, name) -> all.add(new Hit(begin, end, name));
            names.parseText(words, found);
        }
        all.sort((one, other) -> one.begin == other.begin ? other.end - one.end : one.begin - other.begin);
        var longest = new ArrayList<Hit>();
        int reached = 0;
        for (var hit : all) {
            if (hit.end > reached && !(hit.begin > 0 && isDigit(words, hit.begin) && isDigit(words, hit.begin - 1))) {
                longest.add(hit);
                reached = hit.end;
            }
        }
        return longest;
    }

    private static boolean isDigit(String words, int at) {
        return Character.isDigit(words.charAt(at));
    }

    private Set<AreaCode> codes(String words) {
        return CODE.matcher(words)
                .results()
                .map(code -> new AreaCode(code.group()))
                .filter(code -> areas.find(code).filter(Area::open).isPresent())
                .collect(toSet());
    }

    /** One area for each name: its own, the one that fits to what else is named, or the smallest around all. */
    private Set<AreaCode> named(String words, List<Hit> hits) {
        var meant = new ArrayList<Set<AreaCode>>();
        for (int i = 0; i < hits.size(); i++) {
            var hit = hits.get(i);
            // what stands right before says most: 永安镇金田村
            boolean joined = i > 0 && hits.get(i - 1).end == hit.begin;
            var fitting = joined ? fitting(hit.name.areas, meant.get(i - 1)) : Set.<AreaCode>of();
            meant.add(fitting.isEmpty() ? hit.name.areas : fitting);
        }
        var known = codes(words);
        settle(hits, meant, known, false);
        settle(hits, meant, new HashSet<>(known), true); // a brief name may choose between two full ones
        var brief = new HashSet<AreaCode>();
        for (int i = 0; i < hits.size(); i++) {
            if (!hits.get(i).name.brief) {
                AreaCode.around(meant.get(i)).ifPresent(known::add);
            } else if (counts(words, hits.get(i), known, meant.get(i))) {
                AreaCode.around(fittingOr(meant.get(i), known)).ifPresent(brief::add);
            }
        }
        known.addAll(brief);
        known.removeIf(area -> !root.contains(area) || area.equals(root));
        return known;
    }

    /** What one name settles may settle the next: street, then village, then grid. */
    private void settle(List<Hit> hits, List<Set<AreaCode>> meant, Set<AreaCode> known, boolean byBrief) {
        for (boolean more = true; more; ) {
            more = false;
            for (int i = 0; i < hits.size(); i++) {
                var areas = meant.get(i);
                if (areas.size() == 1 && (byBrief || !hits.get(i).name.brief)) {
                    known.addAll(areas);
                } else if (areas.size() > 1 && !hits.get(i).name.brief) {
                    var fitting = fitting(areas, known);
                    if (!fitting.isEmpty() && fitting.size() < areas.size()) {
                        meant.set(i, fitting);
                        more = true;
                    }
                }
            }
        }
    }

    /** Those that lie deepest in, or around, what is known. That they lie in the whole territory tells nothing. */
    private Set<AreaCode> fitting(Set<AreaCode> candidates, Collection<AreaCode> known) {
        int deepest = root.code().length();
        var fitting = new HashSet<AreaCode>();
        for (var area : known) {
            for (var candidate : candidates) {
                if (area.contains(candidate) || candidate.contains(area)) {
                    int depth = Math.min(area.code().length(), candidate.code().length());
                    if (depth > deepest) {
                        deepest = depth;
                        fitting.clear();
                    }
                    if (depth == deepest && depth > root.code().length()) {
                        fitting.add(candidate);
                    }
                }
            }
        }
        return fitting;
    }

    private Set<AreaCode> fittingOr(Set<AreaCode> candidates, Set<AreaCode> known) {
        var fitting = fitting(candidates, known);
        return fitting.isEmpty() ? candidates : fitting;
    }

    /**
     * Short names may be parts of other words: they count inside an area that is named in full, at the start, in a mere
     * address, or when they are long enough not to be met by chance.
     */
    private boolean counts(String words, Hit hit, Set<AreaCode> known, Set<AreaCode> areas) {
        boolean unlikelyByChance = hit.begin == 0 || hit.end - hit.begin > 2 || words.length() <= AN_ADDRESS;
        boolean alone = known.stream().allMatch(root::equals);
        return alone
                ? unlikelyByChance || !known.isEmpty()
                : !fitting(areas, known).isEmpty();
    }

    /** Of the deepest, those that the most others are named around; the smallest area around them when several. */
    private Optional<AreaCode> smallest(Set<AreaCode> named) {
        int deepest =
                named.stream().mapToInt(area -> area.code().length()).max().orElse(0);
        var candidates =
                named.stream().filter(area -> area.code().length() == deepest).toList();
        long most =
                candidates.stream().mapToLong(area -> around(area, named)).max().orElse(0);
        var best =
                candidates.stream().filter(area -> around(area, named) == most).toList();
        return AreaCode.around(best).filter(area -> !area.equals(root) && root.contains(area));
    }

    private static long around(AreaCode area, Set<AreaCode> named) {
        return named.stream().filter(other -> other.contains(area)).count();
    }
}
