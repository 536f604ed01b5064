package io.linli.tasking;

import static io.linli.tasking.TaskingProblem.CHECKLIST_CHANGED;
import static io.linli.tasking.TaskingProblem.CHECKLIST_LINE_TWICE;
import static io.linli.tasking.TaskingProblem.CHECKLIST_UNKNOWN;
import static io.linli.tasking.TaskingProblem.TASK_ANSWER_MISSING;
import static io.linli.tasking.TaskingProblem.TASK_ANSWER_UNFIT;
import static io.linli.tasking.TaskingProblem.TASK_ANSWER_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.privacy.Redaction;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.tasking.Checklist.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Checklists as data: one for each of the grid's work items ships, and a place writes its own. */
@Service
@Transactional
public class Checklists {

    private static final Set<String> CHECKED = Set.of("OK", "FINDING", "NOT_HERE");
    private static final int LONGEST = 500;

    private final JdbcClient database;
    private final JsonMapper json;
    private final Redaction redaction;
    private final Acts acts;
    private final Clock clock;

    Checklists(JdbcClient database, JsonMapper json, Redaction redaction, Acts acts, Clock clock) {
        this.database = database;
        this.json = json;
        this.redaction = redaction;
        this.acts = acts;
        this.clock = clock;
    }

    /** The newest version of each. */
    @Transactional(readOnly = true)
    public List<Checklist> all() {
        return database.sql("""
                select distinct on (code) * from tasking.checklist order by code, version desc""").query((row, n) -> checklist(row)).list();
    }

    @Transactional(readOnly = true)
    public Checklist newest(String code) {
        return all().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> CHECKLIST_UNKNOWN.with(code));
    }

    Optional<Checklist> find(@Nullable String code, int version) {
        return code == null
                ? Optional.empty()
                : database.sql("select * from tasking.checklist where code = ? and version = ?")
                        .params(code, version)
                        .query((row, n) -> checklist(row))
                        .optional();
    }

    /**
     * Writes the next version; tasks that were given out keep theirs.
     *
     * @param basedOn the version that it was written over, 0 for a new one, so that two do not overwrite each other
     */
    public Checklist save(
            String code, int basedOn, String name, @Nullable String category, List<Line> lines, Caller caller) {
        var keys = new HashSet<String>();
        for (int n = 0; n < lines.size(); n++) {
            if (!keys.add(lines.get(n).key())) {
                throw CHECKLIST_LINE_TWICE.with(lines.get(n).key()).at("lines[" + n + "].key");
            }
        }
        int written = database.sql("""
                insert into tasking.checklist (code, version, name, category, lines, shipped, made_by, made_at)
                select ?, ?, ?, ?, ?::jsonb, false, ?, ?
                where coalesce((select max(version) from tasking.checklist where code = ?), 0) = ?
                on conflict do nothing""")
                .params(Arrays.asList(
                        code,
                        basedOn + 1,
                        name,
                        category,
                        json.writeValueAsString(lines),
                        caller.id().id(),
                        Rows.at(clock.instant()),
                        code,
                        basedOn))
                .update();
        if (written == 0) {
            throw CHECKLIST_CHANGED.with();
        }
        acts.did(Act.of("checklist.save").on("checklist", code, basedOn + 1));
        return newest(code);
    }

    /** The answers as they are kept, without numbers of persons; refused when one is missing or does not fit. */
    Map<String, String> checked(@Nullable Checklist list, Map<String, String> said) {
        var lines = list == null ? List.<Line>of() : list.lines();
        var keys = lines.stream().map(Line::key).collect(Collectors.toSet());
        if (!keys.containsAll(said.keySet())) {
            throw TASK_ANSWER_UNKNOWN.with().at("answers");
        }
        var answers = new TreeMap<String, String>();
        for (var line : lines) {
            var answer = said.getOrDefault(line.key(), "").strip();
            if (answer.isEmpty()) {
                if (line.required()) {
                    throw TASK_ANSWER_MISSING.with(line.chinese()).at("answers." + line.key());
                }
            } else if (fits(line, answer)) {
                answers.put(line.key(), redaction.redact(answer));
            } else {
                throw TASK_ANSWER_UNFIT.with(line.chinese()).at("answers." + line.key());
            }
        }
        return answers;
    }

    private static boolean fits(Line line, String answer) {
        return switch (line.type()) {
            case CHECK -> CHECKED.contains(answer);
            case NUMBER -> answer.matches("\\d{1,6}");
            case TEXT -> answer.length() <= LONGEST;
        };
    }

    private Checklist checklist(ResultSet row) throws SQLException {
        return new Checklist(
                row.getString("code"),
                row.getInt("version"),
                row.getString("name"),
                row.getString("category"),
                json.readValue(row.getString("lines"), new TypeReference<List<Line>>() {}),
                row.getBoolean("shipped"));
    }
}
