package io.linli.deliberation;

import static io.linli.deliberation.DeliberationProblem.TALK_OPINION_UNKNOWN;

import io.linli.privacy.Vault;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps talks and what was said there. All words are sealed: people say names aloud. */
@Repository
class TalkBook {

    private static final String WORDS = "deliberation.words";
    private static final String SPEAKER = "deliberation.speaker";

    private final JdbcClient database;
    private final Vault vault;
    private final JsonMapper json;

    TalkBook(JdbcClient database, Vault vault, JsonMapper json) {
        this.database = database;
        this.vault = vault;
        this.json = json;
    }

    /** Whether the id was free. */
    boolean add(Talk talk, Instant at) {
        return database.sql("""
                        insert into deliberation.talk (id, area, place, held_at, host, topics, answer_by, made_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing""")
                        .params(
                                talk.id(),
                                talk.area().code(),
                                talk.place(),
                                Rows.at(talk.heldAt()),
                                talk.host(),
                                vault.seal(WORDS, json.writeValueAsBytes(talk.topics())),
                                talk.answerBy(),
                                Rows.at(at))
                        .update()
                == 1;
    }

    /** Whether the id was free. */
    boolean add(Opinion one) {
        return database.sql("""
                        insert into deliberation.opinion (id, talk, number, area, topic, words, speaker, state, due_on,
                            answer, incident, incident_number, ended_by, ended_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing""")
                        .params(Arrays.asList(
                                one.id(),
                                one.talk(),
                                one.number(),
                                one.area().code(),
                                one.topic(),
                                seal(WORDS, one.words()),
                                seal(SPEAKER, one.speaker()),
                                one.state().name(),
                                one.dueOn(),
                                seal(WORDS, one.answer()),
                                one.incident(),
                                one.incidentNumber(),
                                one.endedBy(),
                                Rows.atOrNull(one.endedAt())))
                        .update()
                == 1;
    }

    /** Locked until the transaction ends; unknown when the caller may not see it. */
    Opinion lock(UUID talk, UUID id) {
        return database.sql("select * from deliberation.opinion where id = ? and talk = ? for update")
                .params(id, talk)
                .query((row, n) -> opinion(row))
                .optional()
                .orElseThrow(() -> TALK_OPINION_UNKNOWN.with(id));
    }

    void end(
            UUID id,
            OpinionState state,
            @Nullable String answer,
            @Nullable UUID incident,
            @Nullable String number,
            UUID by,
            Instant at) {
        database.sql("""
                        update deliberation.opinion set state = ?, answer = ?, incident = ?, incident_number = ?,
                            ended_by = ?, ended_at = ?
                        where id = ?""")
                .params(Arrays.asList(state.name(), seal(WORDS, answer), incident, number, by, Rows.at(at), id))
                .update();
    }

    void keep(UUID id, LocalDate dueOn) {
        database.sql("update deliberation.opinion set state = 'FOR_TOPIC', due_on = ? where id = ?")
                .params(dueOn, id)
                .update();
    }

    Talk talk(ResultSet row) throws SQLException {
        var topics = row.getBytes("topics");
        return new Talk(
                Rows.id(row, "id"),
                new AreaCode(row.getString("area")),
                row.getString("place"),
                Rows.instant(row, "held_at"),
                Rows.id(row, "host"),
                topics == null
                        ? List.of()
                        : json.readValue(vault.openBytes(WORDS, topics), new TypeReference<List<String>>() {}),
                row.getObject("answer_by", LocalDate.class),
                Rows.instantOrNull(row, "erased_at"));
    }

    Opinion opinion(ResultSet row) throws SQLException {
        return new Opinion(
                Rows.id(row, "id"),
                Rows.id(row, "talk"),
                row.getInt("number"),
                new AreaCode(row.getString("area")),
                row.getObject("topic", Integer.class),
                open(WORDS, row.getBytes("words")),
                open(SPEAKER, row.getBytes("speaker")),
                OpinionState.valueOf(row.getString("state")),
                row.getObject("due_on", LocalDate.class),
                open(WORDS, row.getBytes("answer")),
                Rows.idOrNull(row, "incident"),
                row.getString("incident_number"),
                Rows.idOrNull(row, "ended_by"),
                Rows.instantOrNull(row, "ended_at"));
    }

    private byte @Nullable [] seal(String purpose, @Nullable String text) {
        return text == null ? null : vault.seal(purpose, text);
    }

    private @Nullable String open(String purpose, byte @Nullable [] sealed) {
        return sealed == null ? null : vault.open(purpose, sealed);
    }
}
