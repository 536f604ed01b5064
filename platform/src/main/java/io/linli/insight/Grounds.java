package io.linli.insight;

import static io.linli.insight.InsightProblem.INSIGHT_AREA_ELSEWHERE;
import static io.linli.insight.InsightProblem.INSIGHT_AREA_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Of which ground somebody may ask for figures: what they would be told of other ground would be a part that looks whole. */
@Component
class Grounds {

    private final Territory territory;

    Grounds(Territory territory) {
        this.territory = territory;
    }

    /**
     * An area that figures are of.
     *
     * @param above the next one up, where the caller may ask for that too
     * @param parts the areas right below
     */
    record Ground(
            AreaCode area,
            String name,
            String fullName,
            AreaLevel level,
            @Nullable AreaCode above,
            List<Part> parts) {}

    record Part(AreaCode area, String name) {}

    /** The area, or, where none is said, the largest that the caller's posts look after. */
    Ground of(Caller caller, @Nullable AreaCode asked) {
        var code = asked == null ? largest(caller) : asked;
        var area = territory
                .find(code)
                .orElseThrow(() -> INSIGHT_AREA_UNKNOWN.with(code.code()).at("area"));
        if (!covers(caller, code)) {
            throw INSIGHT_AREA_ELSEWHERE.with(area.name()).at("area");
        }
        var parts = territory.children(code).stream()
                .map(part -> new Part(part.code(), part.name()))
                .toList();
        return new Ground(
                code,
                area.name(),
                territory.fullName(code),
                code.level(),
                above(caller, code).orElse(null),
                parts);
    }

    /** The next one up, where the caller may ask for that too. */
    Optional<AreaCode> above(Caller caller, AreaCode code) {
        return code.parent().filter(above -> covers(caller, above));
    }

    String name(AreaCode area) {
        return territory.find(area).map(Area::name).orElse(area.code());
    }

    private AreaCode largest(Caller caller) {
        return ofUnit(caller)
                ? territory.root()
                : caller.posts().stream()
                        .filter(post -> post.role().seesArea())
                        .map(post -> post.area())
                        .filter(area -> territory.root().contains(area))
                        .min(Comparator.comparing((AreaCode area) -> area.code().length())
                                .thenComparing(Comparator.naturalOrder()))
                        .orElse(territory.root());
    }

    private boolean covers(Caller caller, AreaCode area) {
        return territory.root().contains(area)
                && (ofUnit(caller)
                        || caller.posts().stream()
                                .filter(post -> post.role().seesArea())
                                .flatMap(post -> territory.own(post.area()).stream())
                                .anyMatch(own -> own.contains(area)));
    }

    // a department's matters lie anywhere: of each area it is told what is its own there
    private static boolean ofUnit(Caller caller) {
        return caller.posts().stream()
                .anyMatch(post -> post.unit() != null && post.role().serves());
    }
}
