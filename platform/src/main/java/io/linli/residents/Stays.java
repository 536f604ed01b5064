package io.linli.residents;

import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps who lives, is registered, owns and rents where. */
@Repository
class Stays {

    private final JdbcClient database;
    private final PersonalSeals seals;
    private final Clock clock;

    Stays(JdbcClient database, PersonalSeals seals, Clock clock) {
        this.database = database;
        this.seals = seals;
        this.clock = clock;
    }

    /** All of one person, newest first. */
    List<Stay> of(ResidentId person) {
        return database.sql("select * from residents.stay where person = ? order by made_at desc, id desc")
                .param(person.id())
                .query((row, n) -> stay(row))
                .list();
    }

    /** Where the person lives now. */
    Optional<Stay> living(ResidentId person) {
        return of(person).stream()
                .filter(stay -> stay.open() && stay.kind() == StayKind.LIVES)
                .findFirst();
    }

    void add(ResidentId person, StayKind kind, Home home, LocalDate since, @Nullable LocalDate until) {
        database.sql("""
                insert into residents.stay (id, area, person, kind, home_index, home, since, until, made_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(Arrays.asList(
                        Ids.next(),
                        home.area().code(),
                        person.id(),
                        kind.name(),
                        seals.index(home.id()),
                        seals.seal(home.id()),
                        since,
                        until,
                        Rows.at(clock.instant())))
                .update();
    }

    /** Ends the open ones of those kinds. */
    void end(ResidentId person, Collection<StayKind> kinds, LocalDate on, EndReason reason) {
        database.sql("""
                update residents.stay set until = ?, ended_at = ?, reason = ?
                where person = ? and kind = any(?) and ended_at is null""")
                .params(Arrays.asList(
                        on,
                        Rows.at(clock.instant()),
                        reason.name(),
                        person.id(),
                        kinds.stream().map(StayKind::name).toArray(String[]::new)))
                .update();
    }

    /** Ends the open ones of those kinds at one home; tells how many there were. */
    int end(ResidentId person, HomeId home, Collection<StayKind> kinds, LocalDate on, EndReason reason) {
        return database.sql("""
                update residents.stay set until = ?, ended_at = ?, reason = ?
                where person = ? and home_index = ? and kind = any(?) and ended_at is null""")
                .params(Arrays.asList(
                        on,
                        Rows.at(clock.instant()),
                        reason.name(),
                        person.id(),
                        seals.index(home),
                        kinds.stream().map(StayKind::name).toArray(String[]::new)))
                .update();
    }

    Stay stay(ResultSet row) throws SQLException {
        return new Stay(
                Rows.id(row, "id"),
                new ResidentId(Rows.id(row, "person")),
                StayKind.valueOf(row.getString("kind")),
                seals.home(row.getBytes("home")),
                new AreaCode(row.getString("area")),
                Rows.day(row, "since"),
                row.getObject("until", LocalDate.class),
                Rows.instantOrNull(row, "ended_at"),
                Rows.choice(EndReason.class, row.getString("reason")));
    }
}
