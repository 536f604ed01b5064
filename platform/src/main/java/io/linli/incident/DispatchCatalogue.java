package io.linli.incident;

import io.linli.identity.OrgUnitId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Which kinds of matters a department must do (派单目录): as the kinds themselves say, else as a file of the place says. The
 * one that ships is for the demonstration, and holds only kinds whose competence is plain (城市管理, 市容, 环卫).
 */
@Component
class DispatchCatalogue {

    private final Map<String, OrgUnitId> units = new HashMap<>();
    private final Map<OrgUnitId, String> names = new HashMap<>();

    private final Supplier<Taxonomy> kinds;

    @Autowired
    DispatchCatalogue(IncidentSettings settings, Categories categories, @Value("${linli.demo:false}") boolean demo) {
        this(settings, categories::taxonomy, demo);
    }

    DispatchCatalogue(IncidentSettings settings, Supplier<Taxonomy> kinds, boolean demo) {
        this.kinds = kinds;
        Resource file = settings.dispatchCatalogue();
        if (file == null && demo) {
            file = new ClassPathResource("incident/dispatch_demo.csv");
        }
        if (file != null) {
            for (var row : CsvResource.rows(file)) {
                if (!row[0].isBlank()) { // a row without a kind says what a unit is called, and no more
                    units.put(row[0], new OrgUnitId(row[1]));
                }
                names.put(new OrgUnitId(row[1]), row[2]);
            }
        }
    }

    /** The unit that must do it, when it is asked first: as the category says, else the one above it. */
    Optional<OrgUnitId> unit(@Nullable String category) {
        if (category == null) {
            return Optional.empty();
        }
        var upwards = kinds.get().upwards(category);
        var lead = lead(upwards);
        if (lead.isPresent()) {
            return route(upwards).filter(Route.AREA_FIRST::equals).isPresent() ? Optional.empty() : lead;
        }
        for (int length = category.length(); length >= 2; length -= 2) {
            var unit = units.get(category.substring(0, length));
            if (unit != null) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** Who is asked first; empty when neither the kind nor one above it says. */
    static Optional<Route> route(List<Taxonomy.Kind> upwards) {
        return upwards.stream()
                .map(kind -> kind.is().route())
                .filter(Objects::nonNull)
                .findFirst();
    }

    static Optional<OrgUnitId> lead(List<Taxonomy.Kind> upwards) {
        return upwards.stream()
                .map(kind -> kind.is().lead())
                .filter(Objects::nonNull)
                .findFirst();
    }

    Set<OrgUnitId> units() {
        var all = new LinkedHashSet<>(units.values());
        kinds.get().kinds().stream().filter(Taxonomy.Kind::open).forEach(kind -> {
            var lead = kind.is().lead();
            if (lead != null) {
                all.add(lead);
            }
        });
        return all;
    }

    /** As the file of the place calls it. */
    Optional<String> name(OrgUnitId unit) {
        return Optional.ofNullable(names.get(unit));
    }
}
