package io.linli.incident;

import io.linli.workforce.KindsOfMatter;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells those who keep the responsibility matrix which kinds of matters are reported here. */
@Component
class MattersOfIncidents implements KindsOfMatter {

    private final Categories categories;

    MattersOfIncidents(Categories categories) {
        this.categories = categories;
    }

    @Override
    public List<Kind> all() {
        return categories.all().stream()
                .map(category -> new Kind(category.code(), category.name(), category.parent()))
                .toList();
    }
}
