package io.linli.workforce;

import static io.linli.workforce.WorkforceProblem.RESPONSIBILITY_DOUBLE;
import static io.linli.workforce.WorkforceProblem.RESPONSIBILITY_LEVEL_UNFIT;
import static io.linli.workforce.WorkforceProblem.RESPONSIBILITY_MATTER_UNKNOWN;
import static io.linli.workforce.WorkforceProblem.RESPONSIBILITY_NODE_UNFIT;
import static io.linli.workforce.WorkforceProblem.RESPONSIBILITY_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Posts;
import io.linli.identity.Role;
import io.linli.problem.ProblemException;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import io.linli.workforce.MatrixView.Conflict;
import io.linli.workforce.MatrixView.Gap;
import io.linli.workforce.MatrixView.Line;
import io.linli.workforce.MatrixView.Node;
import io.linli.workforce.MatrixView.Vacant;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The responsibility matrix: one accountable node for every kind of matter on each level (区、街道、社区、网格). */
@Service
@Transactional
public class Responsibilities {

    static final List<AreaLevel> LEVELS =
            List.of(AreaLevel.COUNTY, AreaLevel.STREET, AreaLevel.COMMUNITY, AreaLevel.GRID);

    private static final int FIRST = 5;

    /** A line about to be written: a post or an organisation, one of the two. */
    public record Draft(
            AreaCode area,
            @Nullable String matter,
            AreaLevel level,
            @Nullable Role role,
            @Nullable OrgUnitId unit) {}

    private final JdbcClient database;
    private final OrganisationRows organisations;
    private final Grids grids;
    private final Posts posts;
    private final Mandate mandate;
    private final Territory territory;
    private final ObjectProvider<KindsOfMatter> kinds;
    private final Acts acts;
    private final Clock clock;

    Responsibilities(
            JdbcClient database,
            OrganisationRows organisations,
            Grids grids,
            Posts posts,
            Mandate mandate,
            Territory territory,
            ObjectProvider<KindsOfMatter> kinds,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.organisations = organisations;
        this.grids = grids;
        this.posts = posts;
        this.mandate = mandate;
        this.territory = territory;
        this.kinds = kinds;
        this.acts = acts;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public MatrixView view() {
        var known = known();
        var lines = lines();
        var matrix = new Matrix(lines, known);
        var names = names(known);
        var areas = areas();
        return new MatrixView(
                kinds.getIfAvailable() != null,
                lines.stream().map(line -> line(line, names)).toList(),
                gaps(matrix, known, areas),
                matrix.doubles().stream()
                        .map(twice -> new Conflict(
                                twice.level(),
                                twice.area(),
                                mandate.name(twice.area()),
                                twice.matter(),
                                name(names, twice.matter()),
                                twice.lines().stream().map(Responsibility::id).toList()))
                        .toList(),
                vacant(lines, areas));
    }

    /** Who is accountable for a kind of matter at an area and on each level around it, the largest first. */
    @Transactional(readOnly = true)
    public List<Node> accountable(AreaCode area, @Nullable String matter) {
        var here = mandate.known(area).code();
        var matrix = new Matrix(lines(), known());
        return LEVELS.stream()
                .filter(level -> level.digits() <= here.level().digits())
                .map(level -> {
                    var place = here.at(level);
                    var lines = matrix.accountable(level, place, matter);
                    return lines.isEmpty() ? nobody(level, place) : node(lines.getFirst(), place);
                })
                .toList();
    }

    /** Ends some lines and writes others, all or none: refused when it would leave two accountable nodes anywhere. */
    public MatrixView save(List<Draft> drafts, List<UUID> ended, Caller caller) {
        organisations.lock();
        var before = lines();
        var left = new ArrayList<>(before);
        for (var id : ended) {
            var line = before.stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> RESPONSIBILITY_UNKNOWN.with(id.toString()));
            mandate.check(line.area(), caller);
            left.remove(line);
        }
        var known = known();
        var added = new ArrayList<Responsibility>();
        for (int n = 0; n < drafts.size(); n++) {
            added.add(checked(drafts.get(n), "add[" + n + "]", known, caller));
        }
        left.addAll(added);
        refuseDoubles(new Matrix(left, known), names(known));
        end(ended);
        added.forEach(this::add);
        acts.did(Act.of("responsibility.change")
                .on("responsibility", added.stream().map(Responsibility::id).toList()));
        return view();
    }

    /** The first lines of a place that has none: for every kind of matter, that post on each level. */
    void begin(AreaCode area, Map<AreaLevel, Role> accountable) {
        boolean begun = database.sql("select exists (select from workforce.responsibility)")
                .query(Boolean.class)
                .single();
        if (!begun) {
            accountable.forEach((level, role) -> add(new Responsibility(Ids.next(), area, null, level, role, null)));
        }
    }

    private void refuseDoubles(Matrix matrix, Map<String, String> names) {
        var doubles = matrix.doubles();
        if (!doubles.isEmpty()) {
            var reasons = doubles.stream()
                    .map(twice -> RESPONSIBILITY_DOUBLE
                            .with(mandate.name(twice.area()), shown(names, twice.matter()), twice.level())
                            .at("add"))
                    .toList();
            var first = doubles.getFirst();
            throw RESPONSIBILITY_DOUBLE
                    .with(mandate.name(first.area()), shown(names, first.matter()), first.level())
                    .because(reasons);
        }
    }

    private Responsibility checked(Draft draft, String field, List<KindsOfMatter.Kind> known, Caller caller) {
        var area = mandate.open(draft.area(), caller);
        if (!LEVELS.contains(draft.level())
                || area.level().digits() > draft.level().digits()) {
            throw RESPONSIBILITY_LEVEL_UNFIT.with(area.name(), draft.level()).at(field + ".level");
        }
        var matter = draft.matter();
        if (matter != null && known.stream().noneMatch(kind -> kind.code().equals(matter))) {
            throw RESPONSIBILITY_MATTER_UNKNOWN.with(matter).at(field + ".matter");
        }
        var unit = draft.unit();
        var role = draft.role();
        if ((role == null) == (unit == null)
                || (role != null && !role.serves())
                || (unit != null
                        && organisations
                                .find(unit)
                                .filter(OrganisationRows.Entry::open)
                                .isEmpty())) {
            throw unfit(field);
        }
        return new Responsibility(Ids.next(), area.code(), matter, draft.level(), role, unit);
    }

    private static ProblemException unfit(String field) {
        return RESPONSIBILITY_NODE_UNFIT.with().at(field);
    }

    private List<Gap> gaps(Matrix matrix, List<KindsOfMatter.Kind> known, Map<AreaLevel, List<AreaCode>> areas) {
        var found = new ArrayList<Gap>();
        for (var level : LEVELS) {
            var places = areas.getOrDefault(level, List.of());
            var told = new HashMap<String, List<AreaCode>>();
            for (var kind : known) {
                var open = matrix.gaps(level, kind.code(), places);
                told.put(kind.code(), open);
                // what its whole group lacks is said of the group
                if (!open.isEmpty() && !open.equals(told.get(String.valueOf(kind.parent())))) {
                    found.add(new Gap(
                            level,
                            kind.code(),
                            kind.name(),
                            open.size(),
                            open.stream().limit(FIRST).toList()));
                }
            }
        }
        return found;
    }

    private List<Vacant> vacant(List<Responsibility> lines, Map<AreaLevel, List<AreaCode>> areas) {
        var found = new ArrayList<Vacant>();
        for (var line : lines) {
            var role = line.role();
            if (role != null) {
                var empty = unheld(role, line.area(), areas.getOrDefault(line.level(), List.of()));
                if (!empty.isEmpty()) {
                    found.add(new Vacant(
                            line.id(),
                            line.level(),
                            role,
                            empty.size(),
                            empty.stream().limit(FIRST).toList()));
                }
            }
        }
        return found;
    }

    private List<AreaCode> unheld(Role role, AreaCode within, List<AreaCode> areas) {
        return areas.stream()
                .filter(within::contains)
                .filter(area -> posts.at(area, role).isEmpty())
                .toList();
    }

    private Map<AreaLevel, List<AreaCode>> areas() {
        var root = territory.root();
        var areas = new LinkedHashMap<AreaLevel, List<AreaCode>>();
        LEVELS.forEach(level -> areas.put(
                level, grids.levelIn(root, level).stream().map(Area::code).toList()));
        return areas;
    }

    private Line line(Responsibility line, Map<String, String> names) {
        return new Line(
                line.id(),
                line.area(),
                mandate.name(line.area()),
                line.matter(),
                name(names, line.matter()),
                line.level(),
                line.role(),
                line.unit(),
                name(line.unit()));
    }

    private Node node(Responsibility line, AreaCode place) {
        var holders = line.unit() != null
                ? posts.of(line.unit())
                : line.role() == null ? List.<Posts.Holder>of() : posts.at(place, line.role());
        return new Node(
                line.level(),
                place,
                mandate.name(place),
                line.id(),
                line.role(),
                line.unit(),
                name(line.unit()),
                holders.stream().map(Posts.Holder::name).toList());
    }

    private Node nobody(AreaLevel level, AreaCode place) {
        return new Node(level, place, mandate.name(place), null, null, null, null, List.of());
    }

    private @Nullable String name(@Nullable OrgUnitId unit) {
        return unit == null
                ? null
                : organisations.find(unit).map(OrganisationRows.Entry::name).orElse(null);
    }

    private static @Nullable String name(Map<String, String> names, @Nullable String matter) {
        return matter == null ? null : names.get(matter);
    }

    private static String shown(Map<String, String> names, @Nullable String matter) {
        return matter == null ? "*" : names.getOrDefault(matter, matter);
    }

    private static Map<String, String> names(List<KindsOfMatter.Kind> known) {
        var names = new HashMap<String, String>();
        known.forEach(kind -> names.put(kind.code(), kind.name()));
        return names;
    }

    private List<KindsOfMatter.Kind> known() {
        var source = kinds.getIfAvailable();
        return source == null ? List.of() : source.all();
    }

    private List<Responsibility> lines() {
        return database.sql("""
                select id, area, matter, level, role, unit from workforce.responsibility
                where until is null order by array_position(array['COUNTY', 'STREET', 'COMMUNITY', 'GRID'], level),
                    area, matter nulls first""")
                .query((row, n) -> {
                    var role = row.getString("role");
                    var unit = row.getString("unit");
                    return new Responsibility(
                            row.getObject("id", UUID.class),
                            new AreaCode(row.getString("area")),
                            row.getString("matter"),
                            AreaLevel.valueOf(row.getString("level")),
                            role == null ? null : Role.valueOf(role),
                            unit == null ? null : new OrgUnitId(unit));
                })
                .list();
    }

    private void add(Responsibility line) {
        var role = line.role();
        database.sql("""
                insert into workforce.responsibility (id, area, matter, level, role, unit, since)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        line.id(),
                        line.area().code(),
                        line.matter(),
                        line.level().name(),
                        role == null ? null : role.name(),
                        OrganisationRows.text(line.unit()),
                        today()))
                .update();
    }

    private void end(List<UUID> ids) {
        database.sql("update workforce.responsibility set until = greatest(since, ?) where id = any (?::uuid[])")
                .params(today(), ids.toArray(UUID[]::new))
                .update();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), OrganisationRegister.HERE);
    }
}
