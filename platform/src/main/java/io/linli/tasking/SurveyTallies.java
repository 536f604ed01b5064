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

    /**
     * Favourable answers to a question, of how many answers to it.
     *
     * @param withheld how many more there are of groups that are not told
     */
    public record Said(long favourable, long of, long withheld) {}

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
                add(
                        found,
                        survey.area().code().substring(0, digits),
                        figures.answers() < SurveyFigures.LEAST
                                ? SurveyFigures.withheld(survey.questions(), figures.answers())
                                : SurveyFigures.tallies(survey.questions(), figures.counts()));
                continue;
            }
            figures.communities()
                    .forEach(group -> add(
                            found,
                            within,
                            digits,
                            group.community(),
                            SurveyFigures.tallies(survey.questions(), group.counts())));
            figures.hidden()
                    .forEach((community, answers) ->
                            add(found, within, digits, community, SurveyFigures.withheld(survey.questions(), answers)));
        }
        Map<String, Map<String, Said>> said = new HashMap<>();
        found.forEach((area, tallies) -> {
            Map<String, Said> one = new HashMap<>();
            tallies.forEach(
                    (question, tally) -> one.put(question, new Said(tally.favourable(), tally.of(), tally.withheld())));
            said.put(area, one);
        });
        return said;
    }

    private static void add(
            Map<String, Map<String, Tally>> found,
            AreaCode within,
            int digits,
            AreaCode community,
            Map<String, Tally> tallies) {
        if (within.contains(community) && community.code().length() >= digits) {
            add(found, community.code().substring(0, digits), tallies);
        }
    }

    private static void add(Map<String, Map<String, Tally>> found, String area, Map<String, Tally> tallies) {
        var sums = found.computeIfAbsent(area, code -> new HashMap<>());
        tallies.forEach((question, tally) -> sums.merge(question, tally, Tally::sum));
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
