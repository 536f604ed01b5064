package io.linli.incident;

import io.linli.identity.OrgUnitId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Which kinds of matters a department must do (派单目录). Each place has its own; the one that ships is for the
 * demonstration, and holds only kinds whose competence is plain (城市管理, 市容, 环卫).
 */
@Component
class DispatchCatalogue {

    private final Map<String, OrgUnitId> units = new HashMap<>();
    private final Map<OrgUnitId, String> names = new HashMap<>();

    DispatchCatalogue(IncidentSettings settings, @Value("${linli.demo:false}") boolean demo) {
        Resource file = settings.dispatchCatalogue();
        if (file == null && demo) {
            file = new ClassPathResource("incident/dispatch_demo.csv");
        }
        if (file != null) {
            for (var row : CsvResource.rows(file)) {
                units.put(row[0], new OrgUnitId(row[1]));
                names.put(new OrgUnitId(row[1]), row[2]);
            }
        }
    }

    /** The unit that must do it: as the category says, else the one above it. */
    Optional<OrgUnitId> unit(@Nullable String category) {
        if (category == null) {
            return Optional.empty();
        }
        for (int length = category.length(); length >= 2; length -= 2) {
            var unit = units.get(category.substring(0, length));
            if (unit != null) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    Set<OrgUnitId> units() {
        return Set.copyOf(names.keySet());
    }

    String name(OrgUnitId unit) {
        return names.getOrDefault(unit, unit.id());
    }
}
