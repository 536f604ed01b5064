package io.linli.tasking;

import static io.linli.tasking.TaskingProblem.SURVEY_ANSWERED;
import static io.linli.tasking.TaskingProblem.SURVEY_HOME_ELSEWHERE;
import static io.linli.tasking.TaskingProblem.SURVEY_NOT_OPEN;
import static io.linli.tasking.TaskingProblem.SURVEY_OTHER_GROUND;
import static io.linli.tasking.TaskingProblem.SURVEY_QUESTION_UNFIT;
import static io.linli.tasking.TaskingProblem.SURVEY_UNKNOWN;
import static io.linli.tasking.TaskingProblem.SURVEY_VERSION_UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.identity.Caller;
import io.linli.privacy.Redaction;
import io.linli.privacy.Vault;
import io.linli.residents.HomeId;
import io.linli.residents.Residents;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Idempotency;
import io.linli.settings.Idempotency.Attempt;
import io.linli.settings.Ids;
import io.linli.tasking.Survey.Kind;
import io.linli.tasking.Survey.Question;
import io.linli.tasking.Survey.State;
import io.linli.tasking.Survey.Type;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaLevel;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Household surveys: built at the desk, asked once of each home, told in figures that are no household's. */
@Service
public class Surveys {

    static final String HOME = "tasking.survey-home";
    static final String WORDS = "tasking.survey-words";

    private final JdbcClient database;
    private final Residents residents;
    private final Territory territory;
    private final Vault vault;
    private final Redaction redaction;
    private final JsonMapper json;
    private final Idempotency idempotency;
    private final Forms forms;
    private final Acts acts;
    private final Clock clock;

    Surveys(
            JdbcClient database,
            Residents residents,
            Territory territory,
            Vault vault,
            Redaction redaction,
            JsonMapper json,
            Idempotency idempotency,
            Forms forms,
            Acts acts,
            Clock clock) {
        this.database = database;
        this.residents = residents;
        this.territory = territory;
        this.vault = vault;
        this.redaction = redaction;
        this.json = json;
        this.idempotency = idempotency;
        this.forms = forms;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * How often an option was chosen, by its code.
     *
     * @param share of those who answered, how many chose a favourable one, with its interval
     */
    public record Count(
            String question,
            String text,
            Map<String, Long> options,
            @Nullable SurveyShare share) {}

    /** The answers of one community. */
    public record Group(AreaCode community, String communityName, long answers, List<Count> counts) {}

    /**
     * What a survey found.
     *
     * @param answers how many homes answered; all else is empty while they are fewer than five
     * @param hidden how many of them stand in communities that are too small to be told apart
     * @param words what was said in words, in no order and with the numbers of persons replaced
     */
    public record Statistics(
            long answers, List<Count> counts, List<Group> communities, long hidden, Map<String, List<String>> words) {}

    /** Those of the ground around the caller's posts and in it: a grid worker asks what the community wants to know. */
    @Transactional(readOnly = true)
    public List<Survey> list(boolean open, Caller caller) {
        var mine = caller.posts().stream()
                .filter(post -> post.role().seesArea())
                .map(post -> post.area().code())
                .toArray(String[]::new);
        return database.sql("""
                        select s.*, f.questions from tasking.survey s
                        join tasking.survey_form f on f.survey = s.id and f.version = s.version
                        where ((s.state = 'OPEN' and s.kind = 'HOUSEHOLD') or not ?)
                            and exists (select from unnest(?::text[]) as m (area) where s.area ^@ m.area or m.area ^@ s.area)
                        order by s.id desc limit 200""")
                .params(open, mine)
                .query((row, n) -> survey(row))
                .list();
    }

    @Transactional(readOnly = true)
    public Survey find(UUID id) {
        return get(id);
    }

    @Transactional
    public Survey draft(Kind kind, String title, AreaCode area, List<Question> questions, Caller caller) {
        mustCover(area, caller);
        check(questions);
        var id = Ids.next();
        database.sql("""
                insert into tasking.survey (id, kind, title, area, state, version, made_by, made_at)
                values (?, ?, ?, ?, 'DRAFT', 1, ?, ?)""")
                .params(id, kind.name(), title, area.code(), caller.id().id(), Rows.at(clock.instant()))
                .update();
        write(id, 1, questions);
        acts.did(Act.of("survey.draft").on("survey", id));
        return get(id);
    }

    /** Writes the questions anew: over the draft, or as the next version of a survey that is being asked. */
    @Transactional
    public Survey revise(UUID id, List<Question> questions, Caller caller) {
        var survey = locked(id, caller);
        if (survey.state() == State.CLOSED) {
            throw SURVEY_NOT_OPEN.with();
        }
        check(questions);
        int version = survey.state() == State.DRAFT ? survey.version() : survey.version() + 1;
        write(id, version, questions);
        database.sql("update tasking.survey set version = ? where id = ?")
                .params(version, id)
                .update();
        acts.did(Act.of("survey.revise").on("survey", id, version));
        return get(id);
    }

    private void write(UUID id, int version, List<Question> questions) {
        database.sql("""
                insert into tasking.survey_form (survey, version, questions) values (?, ?, ?::jsonb)
                on conflict (survey, version) do update set questions = excluded.questions""")
                .params(id, version, json.writeValueAsString(questions))
                .update();
    }

    @Transactional
    public Survey open(UUID id, Caller caller) {
        if (locked(id, caller).state() != State.DRAFT) {
            throw SURVEY_NOT_OPEN.with();
        }
        database.sql("update tasking.survey set state = 'OPEN', opened_at = ? where id = ?")
                .params(Rows.at(clock.instant()), id)
                .update();
        acts.did(Act.of("survey.open").on("survey", id));
        return get(id);
    }

    @Transactional
    public Survey close(UUID id, Caller caller) {
        if (locked(id, caller).state() != State.OPEN) {
            throw SURVEY_NOT_OPEN.with();
        }
        database.sql("update tasking.survey set state = 'CLOSED', closed_at = ? where id = ?")
                .params(Rows.at(clock.instant()), id)
                .update();
        acts.did(Act.of("survey.close").on("survey", id));
        return get(id);
    }

    /**
     * What a home says, once. That it was asked and what it said are kept apart. A phone that was without network may send
     * it again with the same key.
     */
    public UUID answer(
            UUID id, HomeId home, int version, Map<String, List<String>> said, Caller caller, Attempt attempt) {
        return idempotency.onceSeeing(
                attempt,
                () -> {
                    var survey = get(id);
                    if (survey.state() != State.OPEN || survey.kind() != Kind.HOUSEHOLD) {
                        throw SURVEY_NOT_OPEN.with();
                    }
                    var area = residents.area(home).orElse(null);
                    if (area == null || !survey.area().contains(area) || !PatrolPlans.covers(caller, area)) {
                        throw SURVEY_HOME_ELSEWHERE.with().at("home");
                    }
                    var sorted = SaidInSurvey.of(questions(id, version), said);
                    int asked = database.sql("""
                            insert into tasking.survey_home (survey, home_index) values (?, ?) on conflict do nothing""")
                            .params(id, vault.blindIndex(HOME, id + "/" + home))
                            .update();
                    if (asked == 0) {
                        throw SURVEY_ANSWERED.with();
                    }
                    database.sql("""
                            insert into tasking.survey_answer (id, survey, version, community, choices, sealed)
                            values (?, ?, ?, ?, ?::jsonb, ?)""")
                            .params(
                                    Ids.untimed(),
                                    id,
                                    version,
                                    community(area).code(),
                                    json.writeValueAsString(sorted.choices()),
                                    vault.seal(
                                            WORDS,
                                            json.writeValueAsString(sorted.words())
                                                    .getBytes(UTF_8)))
                            .update();
                    forms.askedAtADoor(caller.id());
                    return Ids.untimed(); // no name of the answer: who sent it is known, what it says must not be
                },
                receipt -> receipt,
                receipt -> receipt);
    }

    @Transactional(readOnly = true)
    public Statistics statistics(UUID id, Caller caller) {
        var survey = get(id);
        mustCover(survey.area(), caller);
        var words = new TreeMap<String, List<String>>();
        var answers = database.sql("select community, choices, sealed from tasking.survey_answer where survey = ?")
                .param(id)
                .query((row, n) -> {
                    json.readValue(
                                    new String(vault.openBytes(WORDS, row.getBytes("sealed")), UTF_8),
                                    new TypeReference<Map<String, String>>() {})
                            .forEach((key, text) -> words.computeIfAbsent(key, each -> new ArrayList<>())
                                    .add(redaction.redact(text)));
                    return new SurveyFigures.Answer(
                            Rows.area(row, "community"),
                            json.readValue(
                                    row.getString("choices"), new TypeReference<Map<String, List<String>>>() {}));
                })
                .list();
        var figures = SurveyFigures.of(survey.questions(), answers);
        words.values().forEach(Collections::shuffle);
        words.values().removeIf(texts -> texts.size() < SurveyFigures.LEAST);
        return new Statistics(
                figures.answers(),
                counts(figures.counts()),
                figures.communities().stream()
                        .map(group -> new Group(
                                group.community(), name(group.community()), group.answers(), counts(group.counts())))
                        .toList(),
                figures.hidden().values().stream().mapToLong(Long::longValue).sum(),
                figures.counts().isEmpty() ? Map.of() : words);
    }

    private static List<Count> counts(List<SurveyFigures.Count> counts) {
        return counts.stream()
                .map(count -> new Count(count.question(), count.text(), count.options(), count.share()))
                .toList();
    }

    private static void check(List<Question> questions) {
        var keys = new HashSet<String>();
        for (int n = 0; n < questions.size(); n++) {
            var question = questions.get(n);
            boolean chooses = question.type() == Type.CHOICE || question.type() == Type.CHOICES;
            var codes = question.options().stream().map(Survey.Option::code).collect(Collectors.toSet());
            if (!keys.add(question.key())
                    || chooses == question.options().isEmpty()
                    || codes.size() != question.options().size()) {
                throw SURVEY_QUESTION_UNFIT.with(question.text()).at("questions[" + n + "]");
            }
        }
    }

    private static void mustCover(AreaCode area, Caller caller) {
        if (!PatrolPlans.covers(caller, area)) {
            throw SURVEY_OTHER_GROUND.with(area).at("area");
        }
    }

    /** Where an answer is counted. */
    static AreaCode community(AreaCode area) {
        return area.level().digits() < AreaLevel.COMMUNITY.digits() ? area : area.at(AreaLevel.COMMUNITY);
    }

    List<Question> questions(UUID id, int version) {
        return database.sql("select questions from tasking.survey_form where survey = ? and version = ?")
                .params(id, version)
                .query((row, n) -> questions(row))
                .optional()
                .orElseThrow(() -> SURVEY_VERSION_UNKNOWN.with(version).at("version"));
    }

    private Survey locked(UUID id, Caller caller) {
        database.sql("select 1 from tasking.survey where id = ? for update")
                .param(id)
                .query(Integer.class)
                .optional();
        var survey = get(id);
        mustCover(survey.area(), caller);
        return survey;
    }

    Survey get(UUID id) {
        return database.sql("""
                select s.*, f.questions from tasking.survey s
                join tasking.survey_form f on f.survey = s.id and f.version = s.version where s.id = ?""")
                .param(id)
                .query((row, n) -> survey(row))
                .optional()
                .orElseThrow(() -> SURVEY_UNKNOWN.with(id.toString()));
    }

    Survey survey(ResultSet row) throws SQLException {
        var area = Rows.area(row, "area");
        return new Survey(
                Rows.id(row, "id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                area,
                name(area),
                State.valueOf(row.getString("state")),
                row.getInt("version"),
                questions(row));
    }

    private List<Question> questions(ResultSet row) throws SQLException {
        return json.readValue(row.getString("questions"), new TypeReference<List<Question>>() {});
    }

    private String name(AreaCode area) {
        return territory.find(area).map(Area::name).orElse(area.code());
    }
}
