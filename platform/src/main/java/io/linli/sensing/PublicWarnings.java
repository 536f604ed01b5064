package io.linli.sensing;

import static io.linli.sensing.SensingProblem.PUBLIC_WARNING_ENDED;
import static io.linli.sensing.SensingProblem.PUBLIC_WARNING_TIMES_UNFIT;
import static io.linli.sensing.SensingProblem.PUBLIC_WARNING_UNKNOWN;
import static io.linli.sensing.SensingProblem.STATION_AREA_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.sensing.PublicWarning.Kind;
import io.linli.sensing.PublicWarning.Status;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Warnings of those who may issue them. They are kept as they came, each message once; one that takes back or replaces an
 * earlier one ends it, in whatever order the two come.
 */
@Service
@Transactional
public class PublicWarnings {

    /** What says neither when it ends nor that it was ended is shown as in force for so long and no longer. */
    static final Duration WITHOUT_END = Duration.ofDays(1);

    private static final int DIGITS = 12;
    private static final int COUNTY = 6;

    private static final String SELECT = """
            select w.*, array(select a.area from sensing.public_warning_area a where a.warning = w.id order by a.area) as areas
            from sensing.public_warning w""";

    private static final String SEEN = """
            (not exists (select from sensing.public_warning_area a where a.warning = w.id)
                or exists (select from sensing.public_warning_area a join unnest(?::text[]) as m (area)
                    on a.area ^@ m.area or m.area ^@ a.area where a.warning = w.id))""";

    private final JdbcClient database;
    private final Territory territory;
    private final Acts acts;
    private final Clock clock;

    PublicWarnings(JdbcClient database, Territory territory, Acts acts, Clock clock) {
        this.database = database;
        this.territory = territory;
        this.acts = acts;
        this.clock = clock;
    }

    /** What somebody wrote down from where they read it. */
    public record Draft(
            String issuer,
            String event,
            PublicWarning.@Nullable Colour colour,
            @Nullable String headline,
            @Nullable String description,
            Instant sent,
            @Nullable Instant expires,
            List<AreaCode> areas) {}

    /** The latest first. */
    @Transactional(readOnly = true)
    public List<PublicWarning> list(boolean inForce, int size, Caller caller) {
        var now = clock.instant();
        return database.sql(SELECT + " where " + SEEN + (inForce ? " and " + inForce() : "")
                        + " order by w.sent desc, w.id desc limit ?")
                .params(
                        inForce
                                ? Arrays.asList(
                                        WeatherGround.of(caller), Rows.utc(now), Rows.utc(now.minus(WITHOUT_END)), size)
                                : Arrays.asList(WeatherGround.of(caller), size))
                .query((row, n) -> warning(row, now))
                .list();
    }

    private static String inForce() {
        return "w.ended_at is null and w.status = 'ACTUAL' and w.kind in ('ALERT', 'UPDATE')"
                + " and case when w.expires is not null then w.expires > ? else w.sent > ? end";
    }

    @Transactional(readOnly = true)
    public PublicWarning find(UUID id, Caller caller) {
        return database.sql(SELECT + " where w.id = ? and " + SEEN)
                .params(Arrays.asList(id, WeatherGround.of(caller)))
                .query((row, n) -> warning(row, clock.instant()))
                .optional()
                .orElseThrow(() -> PUBLIC_WARNING_UNKNOWN.with(id));
    }

    /** Takes in a message of CAP 1.2. The same message once more is the one that is there. */
    public PublicWarning receive(byte[] message, Caller caller) {
        var alert = CapReader.read(message);
        var id = Ids.next();
        var now = clock.instant();
        var put = put(id, alert, caller, now);
        if (put.isEmpty()) {
            return find(known(alert), caller);
        }
        areas(id, codes(alert.codes()));
        refer(id, alert);
        endEarlier(id, alert, now);
        endIfTakenBack(id, alert, now);
        acts.did(Act.of("public-warning.receive").on("public-warning", id));
        return find(id, caller);
    }

    private Optional<UUID> put(UUID id, CapAlert alert, Caller caller, Instant now) {
        return database.sql("""
                        insert into sensing.public_warning (id, source, identifier, sender, sent, status, kind, issuer, event,
                            colour, urgency, severity, certainty, headline, description, instruction, area_text,
                            effective, onset, expires, received_at, account)
                        values (?, 'CAP', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (sender, identifier, sent) do nothing returning id""")
                .params(Arrays.asList(
                        id,
                        alert.identifier(),
                        alert.sender(),
                        Rows.utc(alert.sent()),
                        alert.status().name(),
                        alert.kind().name(),
                        alert.issuer(),
                        alert.event(),
                        alert.colour() == null ? null : alert.colour().name(),
                        alert.urgency(),
                        alert.severity(),
                        alert.certainty(),
                        alert.headline(),
                        alert.description(),
                        alert.instruction(),
                        alert.areaText(),
                        Rows.known(alert.effective()),
                        Rows.known(alert.onset()),
                        Rows.known(alert.expires()),
                        Rows.utc(now),
                        caller.id().id()))
                .query(UUID.class)
                .optional();
    }

    private UUID known(CapAlert alert) {
        return database.sql("select id from sensing.public_warning where sender = ? and identifier = ? and sent = ?")
                .params(alert.sender(), alert.identifier(), Rows.utc(alert.sent()))
                .query(UUID.class)
                .single();
    }

    /** Of its codes those that are divisions of China (GB/T 2260): 430181, or 430181000000 with zeros behind. */
    private static List<String> codes(List<String> values) {
        return values.stream()
                .map(value -> value.length() == DIGITS ? value.replaceFirst("(000000|000)$", "") : value)
                .map(value -> value.length() == COUNTY ? value.replaceFirst("(0000|00)$", "") : value)
                .filter(value -> AreaCode.isValid(value) && value.length() <= DIGITS && value.matches("[1-8].*"))
                .distinct()
                .toList();
    }

    private void areas(UUID id, List<String> areas) {
        database.sql("""
                        insert into sensing.public_warning_area (warning, area)
                        select ?, area from unnest(?::text[]) as new (area) on conflict do nothing""").params(id, areas.toArray(String[]::new)).update();
    }

    private void refer(UUID id, CapAlert alert) {
        for (var reference : alert.references()) {
            database.sql("""
                            insert into sensing.public_warning_reference (warning, sender, identifier, sent)
                            values (?, ?, ?, ?) on conflict do nothing""")
                    .params(id, reference.sender(), reference.identifier(), Rows.utc(reference.sent()))
                    .update();
        }
    }

    /** An exercise ends no real warning: only what has the same status. */
    private void endEarlier(UUID id, CapAlert alert, Instant now) {
        if (alert.kind() == Kind.UPDATE || alert.kind() == Kind.CANCEL) {
            database.sql("""
                            update sensing.public_warning w set ended_at = ?, ended_by = ?
                            from sensing.public_warning_reference r
                            where r.warning = ? and w.sender = r.sender and w.identifier = r.identifier and w.sent = r.sent
                                and w.status = ? and w.ended_by is null""")
                    .params(Rows.utc(now), id, id, alert.status().name())
                    .update();
        }
    }

    /** The message that takes it back was here first. */
    private void endIfTakenBack(UUID id, CapAlert alert, Instant now) {
        database.sql("""
                        update sensing.public_warning w set ended_at = ?, ended_by = later.id
                        from sensing.public_warning_reference r
                        join sensing.public_warning later on later.id = r.warning
                        where w.id = ? and r.sender = ? and r.identifier = ? and r.sent = ?
                            and later.kind in ('UPDATE', 'CANCEL') and later.status = w.status""")
                .params(Rows.utc(now), id, alert.sender(), alert.identifier(), Rows.utc(alert.sent()))
                .update();
    }

    /** Somebody read it elsewhere and writes it down, with who issued it. */
    public PublicWarning note(Draft draft, Caller caller) {
        var now = clock.instant();
        if (draft.sent().isAfter(now)
                || (draft.expires() != null && !draft.expires().isAfter(draft.sent()))) {
            throw PUBLIC_WARNING_TIMES_UNFIT.with().at(draft.sent().isAfter(now) ? "sent" : "expires");
        }
        for (var area : draft.areas()) {
            if (territory.find(area).isEmpty()) {
                throw STATION_AREA_UNKNOWN.with(area).at("areas");
            }
        }
        WeatherGround.mustCover(caller, draft.areas());
        var id = Ids.next();
        database.sql("""
                        insert into sensing.public_warning (id, source, identifier, sender, sent, status, kind, issuer, event,
                            colour, headline, description, expires, received_at, account)
                        values (?, 'HAND', ?, 'linli', ?, 'ACTUAL', 'ALERT', ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        id.toString(),
                        Rows.utc(draft.sent()),
                        draft.issuer(),
                        draft.event(),
                        draft.colour() == null ? null : draft.colour().name(),
                        draft.headline(),
                        draft.description(),
                        Rows.known(draft.expires()),
                        Rows.utc(now),
                        caller.id().id()))
                .update();
        areas(id, draft.areas().stream().map(AreaCode::code).toList());
        acts.did(Act.of("public-warning.note").on("public-warning", id));
        return find(id, caller);
    }

    /** The issuer has ended it, and no message said so. Only what was written down here. */
    public PublicWarning end(UUID id, String reason, Caller caller) {
        var warning = find(id, caller);
        WeatherGround.mustCover(
                caller, warning.areas().stream().map(PublicWarning.Ground::area).toList());
        int ended =
                database.sql("""
                        update sensing.public_warning set ended_at = ?, end_reason = ?
                        where id = ? and source = 'HAND' and ended_at is null""").params(Rows.utc(clock.instant()), reason, id).update();
        if (ended == 0) {
            throw PUBLIC_WARNING_ENDED.with();
        }
        acts.did(Act.of("public-warning.end").on("public-warning", id).because(reason));
        return find(id, caller);
    }

    private PublicWarning warning(ResultSet row, Instant now) throws SQLException {
        var colour = row.getString("colour");
        var status = Status.valueOf(row.getString("status"));
        var kind = Kind.valueOf(row.getString("kind"));
        var sent = Rows.at(row, "sent");
        var expires = Rows.instant(row, "expires");
        var ended = Rows.instant(row, "ended_at");
        boolean holds = expires == null ? sent.plus(WITHOUT_END).isAfter(now) : expires.isAfter(now);
        return new PublicWarning(
                row.getObject("id", UUID.class),
                PublicWarning.Source.valueOf(row.getString("source")),
                row.getString("identifier"),
                row.getString("sender"),
                sent,
                status,
                kind,
                row.getString("issuer"),
                row.getString("event"),
                colour == null ? null : PublicWarning.Colour.valueOf(colour),
                row.getString("urgency"),
                row.getString("severity"),
                row.getString("certainty"),
                row.getString("headline"),
                row.getString("description"),
                row.getString("instruction"),
                Stream.of((String[]) row.getArray("areas").getArray())
                        .map(AreaCode::new)
                        .map(area -> new PublicWarning.Ground(area, territory.fullName(area)))
                        .toList(),
                row.getString("area_text"),
                Rows.instant(row, "effective"),
                Rows.instant(row, "onset"),
                expires,
                Rows.at(row, "received_at"),
                ended,
                row.getObject("ended_by", UUID.class),
                row.getString("end_reason"),
                holds && ended == null && status == Status.ACTUAL && (kind == Kind.ALERT || kind == Kind.UPDATE));
    }
}
