package io.linli.residents;

import static io.linli.residents.ResidentsProblem.RESIDENT_PAGE_UNKNOWN;
import static io.linli.residents.ResidentsProblem.VISIT_ANSWER_MISSING;
import static io.linli.residents.ResidentsProblem.VISIT_ANSWER_UNFIT;
import static io.linli.residents.ResidentsProblem.VISIT_FIELD_UNKNOWN;
import static io.linli.residents.ResidentsProblem.VISIT_FORM_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.privacy.AccessLog;
import io.linli.privacy.Vault;
import io.linli.settings.Idempotency;
import io.linli.settings.Idempotency.Attempt;
import io.linli.settings.Ids;
import io.linli.settings.PhoneClock;
import io.linli.settings.SystemScope;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Visits to homes: asked once, kept once, and each department sees the fields that it uses and no others. */
@Service
public class Visits {

    private static final String ANSWERS = "residents.answers";
    /** A phone that was without network sends its visits when it is back. */
    private static final Duration LATEST = Duration.ofDays(31);

    private static final int LONGEST = 500;
    private static final int LARGEST = 1_000_000;

    private final JdbcClient database;
    private final ScopedQuery scoped;
    private final People people;
    private final OwnGround ground;
    private final Vault vault;
    private final JsonMapper json;
    private final SystemScope system;
    private final Idempotency idempotency;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<AccessLog> log;
    private final Clock clock;

    Visits(
            JdbcClient database,
            ScopedQuery scoped,
            People people,
            OwnGround ground,
            Vault vault,
            JsonMapper json,
            SystemScope system,
            Idempotency idempotency,
            ApplicationEventPublisher events,
            ObjectProvider<AccessLog> log,
            Clock clock) {
        this.database = database;
        this.scoped = scoped;
        this.people = people;
        this.ground = ground;
        this.vault = vault;
        this.json = json;
        this.system = system;
        this.idempotency = idempotency;
        this.events = events;
        this.log = log;
        this.clock = clock;
    }

    public enum Type {
        TEXT,
        YES_NO,
        NUMBER,
        DATE
    }

    /**
     * One question.
     *
     * @param departments that use the answer, such as civil
     */
    public record Field(
            String key, String chinese, String english, Type type, boolean required, List<String> departments) {}

    public record Form(String code, String chinese, String english, List<Field> fields) {}

    /** A visit with the answers that the caller may see; the name is masked. */
    public record Visit(
            UUID id,
            String form,
            ResidentId person,
            String name,
            AreaCode area,
            Instant at,
            Map<String, String> answers) {}

    /** One page, newest first; next is absent on the last. */
    public record Page(List<Visit> items, @Nullable String next) {}

    private record Row(
            UUID id, String form, ResidentId person, AreaCode area, Instant at, Map<String, String> answers) {}

    @Transactional(readOnly = true)
    public List<Form> forms() {
        var fields = database
                .sql("select * from residents.visit_field order by form, position")
                .query((row, n) -> Map.entry(row.getString("form"), field(row)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return database.sql("select * from residents.visit_form order by code")
                .query((row, n) -> new Form(
                        row.getString("code"),
                        row.getString("chinese"),
                        row.getString("english"),
                        fields.getOrDefault(row.getString("code"), List.of())))
                .list();
    }

    /** Takes down a visit. A phone that was out of reach may send it again with the same key. */
    public UUID make(
            ResidentId id,
            String code,
            Map<String, String> said,
            @Nullable Instant happened,
            @Nullable Long clockOffset,
            Caller caller,
            Attempt attempt) {
        return idempotency.once(
                attempt,
                () -> system.call(() -> {
                    var person = people.get(id);
                    ground.require(caller, person.area(), "id");
                    var form = form(code);
                    var answers = checked(form, said);
                    var now = clock.instant();
                    var at = PhoneClock.happened(happened, clockOffset, now.minus(LATEST), now);
                    return write(form, person, answers, at == null ? now : at, caller);
                }));
    }

    private UUID write(Form form, Person person, Map<String, String> answers, Instant at, Caller caller) {
        var id = Ids.next();
        var area = person.area();
        database.sql("""
                insert into residents.visit (id, area, form, person, made_by, at, answers)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        area.code(),
                        form.code(),
                        person.id().id(),
                        caller.id().id(),
                        Rows.at(at),
                        vault.seal(ANSWERS, json.writeValueAsBytes(answers)))
                .update();
        var county = area.code().length() < AreaLevel.COUNTY.digits() ? area : area.at(AreaLevel.COUNTY);
        for (var department : departments(form, answers.keySet())) {
            database.sql("insert into residents.visit_use (visit, department, area, unit) values (?, ?, ?, ?)")
                    .params(id, department, area.code(), county.code() + "-" + department)
                    .update();
        }
        events.publishEvent(new Visited(id, person.id(), area, at));
        return id;
    }

    private static Set<String> departments(Form form, Set<String> answered) {
        return form.fields().stream()
                .filter(field -> answered.contains(field.key()))
                .flatMap(field -> field.departments().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> checked(Form form, Map<String, String> said) {
        var fields = form.fields().stream().collect(Collectors.toMap(Field::key, Function.identity()));
        said.keySet().stream()
                .filter(key -> !fields.containsKey(key))
                .findFirst()
                .ifPresent(key -> {
                    throw VISIT_FIELD_UNKNOWN.with().at("answers");
                });
        var answers = new TreeMap<String, String>();
        for (var field : form.fields()) {
            var answer = said.getOrDefault(field.key(), "").strip();
            if (answer.isEmpty()) {
                if (field.required()) {
                    throw VISIT_ANSWER_MISSING.with().at("answers." + field.key());
                }
            } else if (fits(field.type(), answer)) {
                answers.put(field.key(), answer);
            } else {
                throw VISIT_ANSWER_UNFIT.with().at("answers." + field.key());
            }
        }
        return answers;
    }

    private static boolean fits(Type type, String answer) {
        return switch (type) {
            case TEXT -> answer.length() <= LONGEST;
            case YES_NO -> answer.equals("true") || answer.equals("false");
            case NUMBER -> answer.matches("\\d{1,7}") && Integer.parseInt(answer) <= LARGEST;
            case DATE -> isDay(answer);
        };
    }

    private static boolean isDay(String answer) {
        try {
            return LocalDate.parse(answer).getYear() > 1900;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** All of one person, in full, for those who look after them; a recorded look. */
    @Transactional
    public List<Visit> of(ResidentId id, Caller caller) {
        var person = people.get(id);
        ground.require(caller, person.area(), "id");
        var rows = scoped.from(caller, "residents.visit v")
                .select("v.*")
                .and("v.person = ?", id.id())
                .orderBy("v.id desc")
                .limit(200)
                .list((row, n) -> row(row));
        looked(caller, List.of(person), "visits");
        var name = person.personal().maskedName();
        return rows.stream()
                .map(row -> new Visit(row.id(), row.form(), row.person(), name, row.area(), row.at(), row.answers()))
                .toList();
    }

    /** What a department's own visits say, of its fields alone; a recorded look. */
    @Transactional
    public Page forDepartment(Caller caller, @Nullable String after, int size) {
        var mine = caller.posts().stream()
                .map(post -> post.unit())
                .filter(Objects::nonNull)
                .map(unit -> unit.id().substring(unit.id().indexOf('-') + 1))
                .collect(Collectors.toSet());
        var query = scoped.from(caller, "residents.visit_use u").select("distinct u.visit");
        if (after != null) {
            query.and("u.visit < ?", page(after));
        }
        var found = query.and("u.department = any(?)", (Object) mine.toArray(String[]::new))
                .orderBy("u.visit desc")
                .limit(size + 1)
                .list((row, n) -> Rows.id(row, "visit"));
        var shown = found.size() > size ? found.subList(0, size) : found;
        var visits = system.call(() -> seenBy(mine, shown, caller));
        return new Page(visits, found.size() > size ? shown.getLast().toString() : null);
    }

    private List<Visit> seenBy(Set<String> departments, List<UUID> ids, Caller caller) {
        var forms = forms().stream().collect(Collectors.toMap(Form::code, Function.identity()));
        var rows = database.sql("select * from residents.visit where id = any(?) order by id desc")
                .param(ids.toArray(UUID[]::new))
                .query((row, n) -> row(row))
                .list();
        var whose =
                rows.stream().map(Row::person).distinct().collect(Collectors.toMap(Function.identity(), people::get));
        if (!whose.isEmpty()) {
            looked(caller, List.copyOf(whose.values()), "visits");
        }
        return rows.stream()
                .map(row -> {
                    var keys = Objects.requireNonNull(forms.get(row.form())).fields().stream()
                            .filter(field -> field.departments().stream().anyMatch(departments::contains))
                            .map(Field::key)
                            .collect(Collectors.toSet());
                    var answers = new TreeMap<>(row.answers());
                    answers.keySet().retainAll(keys);
                    var name = Objects.requireNonNull(whose.get(row.person()))
                            .personal()
                            .maskedName();
                    return new Visit(row.id(), row.form(), row.person(), name, row.area(), row.at(), answers);
                })
                .toList();
    }

    private void looked(Caller caller, List<Person> whose, String why) {
        log.getObject()
                .looked(
                        caller.id().toString(),
                        PersonCards.LOOK,
                        whose.stream().map(person -> person.id().toString()).toList(),
                        whose.stream()
                                .map(Person::account)
                                .filter(Objects::nonNull)
                                .map(AccountId::toString)
                                .toList(),
                        why);
    }

    private static UUID page(String after) {
        try {
            return UUID.fromString(after);
        } catch (IllegalArgumentException e) {
            throw RESIDENT_PAGE_UNKNOWN.with().at("after");
        }
    }

    private Form form(String code) {
        return forms().stream()
                .filter(form -> form.code().equals(code))
                .findFirst()
                .orElseThrow(() -> VISIT_FORM_UNKNOWN.with(code).at("form"));
    }

    private static Field field(ResultSet row) throws SQLException {
        return new Field(
                row.getString("key"),
                row.getString("chinese"),
                row.getString("english"),
                Type.valueOf(row.getString("type")),
                row.getBoolean("required"),
                List.of((String[]) row.getArray("departments").getArray()));
    }

    private Row row(ResultSet row) throws SQLException {
        return new Row(
                Rows.id(row, "id"),
                row.getString("form"),
                new ResidentId(Rows.id(row, "person")),
                new AreaCode(row.getString("area")),
                Rows.instant(row, "at"),
                json.readValue(
                        vault.openBytes(ANSWERS, row.getBytes("answers")),
                        new TypeReference<Map<String, String>>() {}));
    }
}
