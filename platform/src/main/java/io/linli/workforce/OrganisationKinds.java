package io.linli.workforce;

import static io.linli.workforce.WorkforceProblem.ORGANISATION_KIND_UNKNOWN;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.linli.spreadsheet.Choice;
import io.linli.territory.AreaLevel;
import io.linli.workforce.OrganisationKind.Seat;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The kinds of organisations, named in the language of who asks. They change by migration only, so they are read once. */
@Component
class OrganisationKinds {

    private final JdbcClient database;
    private volatile Map<String, Map<String, OrganisationKind>> known = Map.of();

    OrganisationKinds(JdbcClient database) {
        this.database = database;
    }

    OrganisationKind get(String code) {
        var kind = all().get(code);
        if (kind == null) {
            throw ORGANISATION_KIND_UNKNOWN.with(code).at("kind");
        }
        return kind;
    }

    /** In the order in which they are shown. */
    Map<String, OrganisationKind> all() {
        var language = LocaleContextHolder.getLocale().getLanguage().equals(Locale.CHINESE.getLanguage()) ? "" : "_en";
        var kinds = known.get(language);
        if (kinds == null) {
            kinds = read(language);
            var more = new LinkedHashMap<>(known);
            more.put(language, kinds);
            known = Map.copyOf(more);
        }
        return kinds;
    }

    /** For a list that is brought, in both languages. */
    List<Choice> choices() {
        return database.sql("select code, name, name_en from workforce.kind order by position")
                .query((row, n) -> new Choice(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    private Map<String, OrganisationKind> read(String language) {
        record Parent(String kind, String parent) {}
        record Place(String kind, Seat seat) {}
        var parents = database
                .sql("select kind, parent from workforce.kind_parent order by kind, parent")
                .query((row, n) -> new Parent(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(groupingBy(Parent::kind, mapping(Parent::parent, toList())));
        var seats = database
                .sql("""
                select k.kind, m.code, m.name%s, k.required
                from workforce.kind_member k join workforce.member_kind m on m.code = k.member
                order by m.position""".formatted(language))
                .query((row, n) ->
                        new Place(row.getString(1), new Seat(row.getString(2), row.getString(3), row.getBoolean(4))))
                .list()
                .stream()
                .collect(groupingBy(Place::kind, mapping(Place::seat, toList())));
        var kinds = new LinkedHashMap<String, OrganisationKind>();
        database.sql("""
                select code, name%s, party, top, branch, dedicated, levels from workforce.kind order by position\
                """.formatted(language)).query(row -> {
            var code = row.getString(1);
            kinds.put(
                    code,
                    new OrganisationKind(
                            code,
                            row.getString(2),
                            row.getBoolean("party"),
                            row.getBoolean("top"),
                            row.getBoolean("branch"),
                            row.getBoolean("dedicated"),
                            levels(row),
                            parents.getOrDefault(code, List.of()),
                            seats.getOrDefault(code, List.of())));
        });
        return kinds;
    }

    private static List<AreaLevel> levels(ResultSet row) throws SQLException {
        var digits = Arrays.asList((Integer[]) row.getArray("levels").getArray());
        return Arrays.stream(AreaLevel.values())
                .filter(level -> digits.contains(level.digits()))
                .toList();
    }
}
