package io.linli.tasking;

import io.linli.tasking.SurveyFigures.Tally;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What residents said favourably in surveys without a name that are closed: sums of groups of five or more only. */
@Service
public class SurveyTallies {

    /** A closed survey changes no more. */
    private final Map<UUID, SurveyFigures.Figures> known = new ConcurrentHashMap<>();

    private final JdbcClient database;
    private final JsonMapper json;

    SurveyTallies(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Favourable answers to a question, of how many answers to it. */
    public record Said(long favourable, long of) {}

    private record Closed(UUID id, AreaCode area, List<Survey.Question> questions) {}

    /**
     * By area of so many digits, and by the key of the question. A survey of a larger ground counts into an area by the
     * communities of it that may be told apart.
     */
    @Transactional(readOnly = true)
    public Map<String, Map<String, Said>> of(AreaCode within, int digits, Instant from, Instant to) {
        Map<String, Map<String, Tally>> found = new HashMap<>();
        for (var survey : closed(within, from, to)) {
            var figures = figures(survey);
            boolean isWhole = survey.area().code().length() >= digits && within.contains(survey.area());
            if (isWhole) {
                add(found, survey.area().code().substring(0, digits), figures.counts());
                continue;
            }
            for (var group : figures.communities()) {
                var code = group.community().code();
                if (within.contains(group.community()) && code.length() >= digits) {
                    add(found, code.substring(0, digits), group.counts());
                }
            }
        }
        Map<String, Map<String, Said>> said = new HashMap<>();
        found.forEach((area, tallies) -> {
            Map<String, Said> one = new HashMap<>();
            tallies.forEach((question, tally) -> one.put(question, new Said(tally.favourable(), tally.of())));
            said.put(area, one);
        });
        return said;
    }

    private static void add(Map<String, Map<String, Tally>> found, String area, List<SurveyFigures.Count> counts) {
        var sums = found.computeIfAbsent(area, code -> new HashMap<>());
        SurveyFigures.tallies(counts).forEach((question, tally) -> sums.merge(question, tally, Tally::sum));
    }

    // what still lies in slips is not among the answers yet
    private List<Closed> closed(AreaCode within, Instant from, Instant to) {
        return database.sql("""
                        select s.id, s.area, f.questions from tasking.survey s
                        join tasking.survey_form f on f.survey = s.id and f.version = s.version
                        where s.kind = 'ANONYMOUS' and s.state = 'CLOSED' and s.closed_at >= ? and s.closed_at < ?
                            and (s.area ^@ ? or ? ^@ s.area)
                            and not exists (select from tasking.survey_slip p where p.survey = s.id)""")
                .params(Rows.at(from), Rows.at(to), within.code(), within.code())
                .query((row, n) -> new Closed(
                        Rows.id(row, "id"),
                        Rows.area(row, "area"),
                        json.readValue(row.getString("questions"), new TypeReference<List<Survey.Question>>() {})))
                .list();
    }

    private SurveyFigures.Figures figures(Closed survey) {
        return known.computeIfAbsent(
                survey.id(),
                id -> SurveyFigures.of(
                        survey.questions(),
                        database.sql("select community, choices from tasking.survey_answer where survey = ?")
                                .param(id)
                                .query((row, n) -> answer(row))
                                .list()));
    }

    private SurveyFigures.Answer answer(ResultSet row) throws SQLException {
        return new SurveyFigures.Answer(
                Rows.area(row, "community"),
                json.readValue(row.getString("choices"), new TypeReference<Map<String, List<String>>>() {}));
    }
}
