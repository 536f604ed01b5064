package io.linli.evacuation;

import io.linli.residents.Occupants.Occupant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a household in an emergency, sealed as one text and erased after it (突发事件应对法 art. 85).
 *
 * @param wheelchairs places that are needed for wheelchairs
 * @param missing what nothing was found for
 */
record Collected(
        List<Someone> people,
        List<Need> needs,
        int wheelchairs,
        boolean power,
        boolean animals,
        boolean carried,
        Set<Missing> missing) {

    /** Somebody who lives there. */
    record Someone(
            UUID resident,
            @Nullable String account,
            String name,
            String masked,
            @Nullable String phone,
            int age) {

        @Override
        public String toString() {
            return resident.toString(); // safe to log
        }
    }

    static Collected of(List<Occupant> people, List<Need> needs) {
        var kinds = EnumSet.noneOf(Need.Kind.class);
        needs.forEach(need -> kinds.add(need.kind()));
        return new Collected(
                people.stream()
                        .map(one -> new Someone(
                                one.id().id(),
                                one.account() == null ? null : one.account().toString(),
                                one.name(),
                                one.maskedName(),
                                one.phone(),
                                one.age()))
                        .toList(),
                needs,
                (int) people.stream()
                        .filter(one -> one.marks().contains("WHEELCHAIR"))
                        .count(),
                kinds.contains(Need.Kind.POWER),
                false,
                !kinds.isEmpty() && !kinds.equals(EnumSet.of(Need.Kind.CHILD)),
                Set.of());
    }

    Collected needing(int chairs, boolean withPower, boolean withAnimals) {
        return new Collected(
                people, needs, chairs, withPower, withAnimals, carried || chairs > 0 || withPower, missing);
    }

    Collected missing(Set<Missing> what) {
        return new Collected(people, needs, wheelchairs, power, animals, carried, what);
    }

    @Override
    public String toString() {
        return "a household"; // safe to log
    }
}
