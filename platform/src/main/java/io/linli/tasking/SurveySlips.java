package io.linli.tasking;

import static io.linli.tasking.TaskingProblem.SURVEY_ALREADY_ANSWERED;
import static io.linli.tasking.TaskingProblem.SURVEY_NOT_OPEN;
import static io.linli.tasking.TaskingProblem.SURVEY_UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.identity.Caller;
import io.linli.identity.Role;
import io.linli.privacy.Vault;
import io.linli.settings.Ids;
import io.linli.tasking.Survey.Kind;
import io.linli.territory.AreaCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Surveys that residents answer without a name. That an account took part is kept as a digest, what it said as a slip that
 * leads to nobody; slips go among the answers five or more at a time.
 */
@Service
@Transactional
public class SurveySlips {

    private static final String SLIP = "tasking.survey-slip";

    private final JdbcClient database;
    private final Surveys surveys;
    private final Vault vault;
    private final JsonMapper json;

    SurveySlips(JdbcClient database, Surveys surveys, Vault vault, JsonMapper json) {
        this.database = database;
        this.surveys = surveys;
        this.vault = vault;
        this.json = json;
    }

    /** A survey that is open to the caller, and whether they have taken part. */
    public record Offered(Survey survey, boolean answered) {}

    private record Slip(int version, AreaCode community, SaidInSurvey said) {}

    /** Those that are open where the caller lives. */
    @Transactional(readOnly = true)
    public List<Offered> of(Caller caller) {
        return home(caller)
                .map(area -> database.sql("""
                                select s.*, f.questions from tasking.survey s
                                join tasking.survey_form f on f.survey = s.id and f.version = s.version
                                where s.kind = 'ANONYMOUS' and s.state = 'OPEN' and ? ^@ s.area
                                order by s.id desc limit 50""").param(area.code()).query((row, n) -> surveys.survey(row)).list().stream()
                        .map(survey -> new Offered(survey, tookPart(survey.id(), caller)))
                        .toList())
                .orElse(List.of());
    }

    private boolean tookPart(UUID survey, Caller caller) {
        return database.sql("select exists (select from tasking.survey_home where survey = ? and home_index = ?)")
                .params(survey, digest(survey, caller))
                .query(Boolean.class)
                .single();
    }

    private byte[] digest(UUID survey, Caller caller) {
        return vault.blindIndex(Surveys.HOME, survey + "/account/" + caller.id());
    }

    /**
     * Takes a slip, once from each account. Without an idempotency key: the digest of an answer beside who sent it would
     * tell which of a few answers it was.
     */
    public void drop(UUID id, int version, Map<String, List<String>> said, Caller caller) {
        // not while somebody closes it
        database.sql("select 1 from tasking.survey where id = ? for share")
                .param(id)
                .query(Integer.class)
                .optional();
        var survey = surveys.get(id);
        var home = home(caller).filter(survey.area()::contains).orElseThrow(() -> SURVEY_UNKNOWN.with(id.toString()));
        if (survey.state() != Survey.State.OPEN || survey.kind() != Kind.ANONYMOUS) {
            throw SURVEY_NOT_OPEN.with();
        }
        var slip = new Slip(version, Surveys.community(home), SaidInSurvey.of(surveys.questions(id, version), said));
        int first = database.sql(
                        "insert into tasking.survey_home (survey, home_index) values (?, ?) on conflict do nothing")
                .params(id, digest(id, caller))
                .update();
        if (first == 0) {
            throw SURVEY_ALREADY_ANSWERED.with();
        }
        database.sql("insert into tasking.survey_slip (id, survey, sealed) values (?, ?, ?)")
                .params(
                        Ids.untimed(),
                        id,
                        vault.seal(SLIP, json.writeValueAsString(slip).getBytes(UTF_8)))
                .update();
    }

    private static Optional<AreaCode> home(Caller caller) {
        return caller.posts().stream()
                .filter(post -> post.role() == Role.RESIDENT)
                .map(post -> post.area())
                .findFirst();
    }

    /** Where five lie, or no more will come, all go among the answers, shuffled and at once. */
    @Scheduled(fixedDelayString = "${linli.tasking.slips:1m}", initialDelayString = "${linli.tasking.slips:1m}")
    public void empty() {
        database.sql("""
                        select s.id from tasking.survey s join tasking.survey_slip p on p.survey = s.id
                        group by s.id having count(*) >= ? or s.state = 'CLOSED'""").param(SurveyFigures.LEAST).query(UUID.class).list().forEach(this::empty);
    }

    private void empty(UUID survey) {
        var slips = database.sql("delete from tasking.survey_slip where survey = ? returning sealed")
                .param(survey)
                .query((row, n) ->
                        json.readValue(new String(vault.openBytes(SLIP, row.getBytes(1)), UTF_8), Slip.class))
                .list();
        var shuffled = new ArrayList<>(slips);
        Collections.shuffle(shuffled);
        for (var slip : shuffled) {
            database.sql("""
                            insert into tasking.survey_answer (id, survey, version, community, choices, sealed)
                            values (?, ?, ?, ?, ?::jsonb, ?)""")
                    .params(
                            Ids.untimed(),
                            survey,
                            slip.version(),
                            slip.community().code(),
                            json.writeValueAsString(slip.said().choices()),
                            vault.seal(
                                    Surveys.WORDS,
                                    json.writeValueAsString(slip.said().words()).getBytes(UTF_8)))
                    .update();
        }
    }
}
