package io.linli.incident;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What reports hold about people. */
@Component
class IncidentHoldings implements PersonalData {

    private final JdbcClient database;

    IncidentHoldings(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.of("incident.words")
                        .encrypted(
                                "incident.words.sealed",
                                "incident.trail.sealed",
                                "incident.rating.sealed",
                                "incident.extension.sealed",
                                "incident.assistance.part_sealed",
                                "incident.assistance.answer_sealed",
                                "incident.restraint.reason_sealed",
                                "incident.restraint.appeal_sealed",
                                "incident.restraint.answer_sealed")
                        .clear(
                                "incident.words.text",
                                "incident.incident.title",
                                "incident.incident.address",
                                "incident.trail.note",
                                "incident.rating.note",
                                "incident.extension.reason",
                                "incident.assistance.place",
                                "incident.assistance.part",
                                "incident.assistance.answer",
                                "incident.restraint.reason",
                                "incident.restraint.appeal",
                                "incident.restraint.answer",
                                "incident.search.text")
                        .keptBy(ErasedWords.KIND),
                Holding.of("incident.contact")
                        .encrypted("incident.words.contact")
                        .keptBy(ErasedContacts.KIND),
                Holding.of("incident.reporter").clear("incident.incident.owner").keptBy(ErasedWords.KIND),
                Holding.of("incident.follower").clear("incident.follower.account"),
                Holding.of("incident.look")
                        .encrypted(
                                "incident.look.sealed",
                                "incident.disclosure.sealed",
                                "incident.disclosure.refusal_sealed")
                        .clear("incident.look.reason", "incident.disclosure.reason", "incident.disclosure.refusal")
                        .keptBy(ErasedWords.KIND),
                Holding.technical("incident.proof")
                        .digests(
                                "incident.incident.query_code",
                                "incident.incident.trail_head",
                                "incident.trail.digest",
                                "incident.trail.hash"));
    }

    @Override
    public Map<String, Long> about(String account) {
        long reports = database.sql("select count(*) from incident.incident where owner = ?::uuid")
                .param(account)
                .query(Long.class)
                .single();
        long follows = database.sql("select count(*) from incident.follower where account = ?::uuid")
                .param(account)
                .query(Long.class)
                .single();
        return Map.of("incident.reporter", reports, "incident.words", reports, "incident.follower", follows);
    }
}
