package io.linli.territory;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds which of some places of one grid a text names, however it writes them: 3 号楼, 三栋 and 3幢 are the same. */
public final class NamedPlaces<T> {

    private final Map<String, T> places;

    private NamedPlaces(Map<String, T> places) {
        this.places = places;
    }

    /** One may have several names; a name that two of them have tells neither. */
    public static <T> NamedPlaces<T> of(Collection<Map.Entry<String, T>> named) {
        var byName = named.stream()
                .map(place -> Map.entry(PlaceWords.normal(place.getKey()), place.getValue()))
                .filter(place -> place.getKey().length() >= 2)
                .distinct()
                .collect(Collectors.groupingBy(Map.Entry::getKey));
        return new NamedPlaces<>(byName.entrySet().stream()
                .filter(same -> same.getValue().size() == 1)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, same -> same.getValue().getFirst().getValue())));
    }

    private record Hit(int begin, int end, String name) {

        boolean isWithin(Hit other) {
            return other.begin <= begin && end <= other.end && other.end - other.begin > end - begin;
        }
    }

    /** The one that is named; none when the text names several, or none. */
    public Optional<T> in(String text) {
        var words = PlaceWords.normal(text);
        var hits = places.keySet().stream().flatMap(name -> hits(words, name)).toList();
        var named = hits.stream()
                .filter(hit -> hits.stream().noneMatch(hit::isWithin))
                .map(hit -> Objects.requireNonNull(places.get(hit.name())))
                .distinct()
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    /** Where it stands, but not 1栋 in 11栋. */
    private static Stream<Hit> hits(String words, String name) {
        boolean digit = Character.isDigit(name.charAt(0));
        return IntStream.iterate(words.indexOf(name), at -> at >= 0, at -> words.indexOf(name, at + 1))
                .filter(at -> !digit || at == 0 || !Character.isDigit(words.charAt(at - 1)))
                .mapToObj(at -> new Hit(at, at + name.length(), name));
    }
}
