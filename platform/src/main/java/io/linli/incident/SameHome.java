package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_ABOUT_YOU;
import static io.linli.incident.IncidentProblem.INCIDENT_ON_OTHER_GROUND;
import static java.util.Objects.requireNonNull;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import io.linli.privacy.AccessLog;
import io.linli.residents.Residents;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What came from the same home before: for whoever decides on a matter, so that a quarrel that comes back is mediated early
 * and what was answered is not looked into as if it were new. It is looked up when it is asked for and kept nowhere, and it
 * decides nothing. Whom else a quarrel is with stands in people's words only, so the parties that are known again are
 * those who report it.
 */
@Service
public class SameHome {

    private static final int LOOKED_AT = 200;
    private static final int MOST = 20;
    private static final String LOOK = "incident.same-home";
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final Incidents incidents;
    private final IncidentSearch search;
    private final Residents residents;
    private final ScopedQuery scoped;
    private final Standings standings;
    private final IncidentSettings settings;
    private final Labels labels;
    private final ObjectProvider<AccessLog> log;

    SameHome(
            Incidents incidents,
            IncidentSearch search,
            Residents residents,
            ScopedQuery scoped,
            Standings standings,
            IncidentSettings settings,
            Labels labels,
            ObjectProvider<AccessLog> log) {
        this.incidents = incidents;
        this.search = search;
        this.residents = residents;
        this.scoped = scoped;
        this.standings = standings;
        this.settings = settings;
        this.labels = labels;
        this.log = log;
    }

    /**
     * Newest first, of those that the caller may see.
     *
     * @param days how far it looks back from the report
     * @param mediation whether this is a dispute and one of the earlier ones was, too: the hint to mediate early
     */
    public record Earlier(List<IncidentRow> items, long days, boolean mediation) {}

    private record Found(IncidentRow row, AccountId owner) {}

    /**
     * Nothing of a confidential or anonymous report, nor of one that no resident made, nor from before people lived
     * together. That it tells of others of the home is a look at their data.
     */
    @Transactional
    public Earlier of(IncidentId id, Caller caller) {
        var incident = incidents.get(id);
        if (!standings.of(caller, incident).covers()) {
            throw INCIDENT_ON_OTHER_GROUND.with();
        }
        if (StepRules.isAbout(incident, caller)) {
            throw INCIDENT_ABOUT_YOU.with();
        }
        var reported = incident.reported();
        var within = settings.rules().repeatedWithin();
        var owner = reported.owner();
        if (owner == null || reported.source() != IncidentSource.RESIDENT || reported.privacy() != ReportPrivacy.OPEN) {
            return new Earlier(List.of(), within.toDays(), false);
        }
        var found = before(incident, owner, within, caller);
        var others = found.stream()
                .map(Found::owner)
                .filter(one -> !one.equals(owner))
                .distinct()
                .toList();
        if (!others.isEmpty()) {
            log.getObject()
                    .looked(
                            caller.id().toString(),
                            LOOK,
                            found.stream().map(one -> one.row().id().toString()).toList(),
                            Stream.concat(Stream.of(owner), others.stream())
                                    .map(AccountId::toString)
                                    .toList(),
                            labels.say("incident.same-home"));
        }
        var items = found.stream().map(Found::row).toList();
        boolean mediation =
                isDispute(incident.progress().category()) && items.stream().anyMatch(one -> isDispute(one.category()));
        return new Earlier(items, within.toDays(), mediation);
    }

    private List<Found> before(Incident incident, AccountId owner, Duration within, Caller caller) {
        var mates = new HashMap<>(residents.livingWith(owner));
        mates.put(owner, LocalDate.EPOCH);
        var at = incident.reported().at();
        return scoped
                .from(caller, "incident.incident i")
                .select(IncidentSearch.COLUMNS + ", i.owner")
                .and("i.owner = any (?)", (Object)
                        mates.keySet().stream().map(AccountId::id).toArray(UUID[]::new))
                .and("i.source = ? and i.privacy = ?", IncidentSource.RESIDENT.name(), ReportPrivacy.OPEN.name())
                .and("i.id <> ?", incident.id().id())
                .and("i.reported_at > ? and i.reported_at <= ?", Incidents.at(at.minus(within)), Incidents.at(at))
                .orderBy("i.reported_at desc, i.id desc")
                .limit(LOOKED_AT)
                .list((row, n) -> new Found(search.row(row), requireNonNull(IncidentRowMapper.account(row, "owner"))))
                .stream()
                .filter(one -> !dayOf(one.row()).isBefore(requireNonNull(mates.get(one.owner()))))
                .limit(MOST)
                .toList();
    }

    private static LocalDate dayOf(IncidentRow row) {
        return LocalDate.ofInstant(row.reportedAt(), CHINA);
    }

    private static boolean isDispute(@Nullable String category) {
        return category != null && Disputes.isOne(category);
    }
}
