package io.linli.residents;

import static io.linli.residents.ResidentsProblem.HOUSEHOLD_NEEDS_HEAD;
import static io.linli.residents.ResidentsProblem.HOUSEHOLD_UNKNOWN;

import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps households and who belongs to them. An open one always has members, and its head is one of them. */
@Repository
class Households {

    private final JdbcClient database;
    private final PersonalSeals seals;
    private final Clock clock;

    Households(JdbcClient database, PersonalSeals seals, Clock clock) {
        this.database = database;
        this.seals = seals;
        this.clock = clock;
    }

    record Household(
            HouseholdId id,
            AreaCode area,
            HomeId home,
            ResidentId head,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable EndReason reason) {

        boolean open() {
            return closedAt == null;
        }
    }

    record Member(
            UUID id,
            HouseholdId household,
            ResidentId person,
            Relation relation,
            LocalDate since,
            @Nullable Instant endedAt,
            @Nullable EndReason reason) {

        boolean open() {
            return endedAt == null;
        }
    }

    /** Unknown when the caller may not see it. */
    Household get(HouseholdId id) {
        return database.sql("select * from residents.household where id = ?")
                .param(id.id())
                .query((row, n) -> household(row))
                .optional()
                .orElseThrow(() -> HOUSEHOLD_UNKNOWN.with(id.toString()));
    }

    Household lock(HouseholdId id) {
        return database.sql("select * from residents.household where id = ? for no key update")
                .param(id.id())
                .query((row, n) -> household(row))
                .optional()
                .orElseThrow(() -> HOUSEHOLD_UNKNOWN.with(id.toString()));
    }

    /** The oldest that keeps house in that home. */
    Optional<Household> at(HomeId home) {
        return database.sql("""
                        select * from residents.household where home_index = ? and closed_at is null
                        order by opened_at, id limit 1""")
                .param(seals.index(home))
                .query((row, n) -> household(row))
                .optional();
    }

    /** Those who belong to it now, the head first. */
    List<Member> members(HouseholdId id) {
        return database.sql("""
                        select * from residents.member where household = ? and ended_at is null
                        order by relation <> 'HEAD', since, id""").param(id.id()).query((row, n) -> member(row)).list();
    }

    Optional<Member> membership(ResidentId person) {
        return database.sql("select * from residents.member where person = ? and ended_at is null")
                .param(person.id())
                .query((row, n) -> member(row))
                .optional();
    }

    HouseholdId open(Home home, ResidentId head, LocalDate since) {
        var id = HouseholdId.next();
        database.sql("""
                insert into residents.household (id, area, home_index, home, head, opened_at)
                values (?, ?, ?, ?, ?, ?)""")
                .params(
                        id.id(),
                        home.area().code(),
                        seals.index(home.id()),
                        seals.seal(home.id()),
                        head.id(),
                        Rows.at(clock.instant()))
                .update();
        join(id, home.area(), head, Relation.HEAD, since);
        return id;
    }

    void join(HouseholdId id, AreaCode area, ResidentId person, Relation relation, LocalDate since) {
        database.sql("""
                insert into residents.member (id, area, household, person, relation, since, made_at)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Ids.next(), area.code(), id.id(), person.id(), relation.name(), since, Rows.at(clock.instant()))
                .update();
    }

    /** Ends memberships of one household; it closes with the last. Tells whether it is still open. */
    boolean leave(Household from, List<ResidentId> leaving, EndReason reason, @Nullable ResidentId newHead) {
        end(leaving, reason);
        var staying = members(from.id());
        if (staying.isEmpty()) {
            close(from.id(), reason);
            return false;
        }
        if (leaving.contains(from.head())) {
            var next = staying.stream()
                    .map(Member::person)
                    .filter(person -> person.equals(newHead))
                    .findFirst()
                    .orElseThrow(() -> HOUSEHOLD_NEEDS_HEAD.with().at("newHead"));
            appoint(from.id(), next);
        }
        return true;
    }

    void end(List<ResidentId> people, EndReason reason) {
        database.sql("""
                update residents.member set ended_at = ?, reason = ? where person = any(?) and ended_at is null""")
                .params(
                        Rows.at(clock.instant()),
                        reason.name(),
                        people.stream().map(ResidentId::id).toArray(UUID[]::new))
                .update();
    }

    void close(HouseholdId id, EndReason reason) {
        database.sql("update residents.household set closed_at = ?, reason = ? where id = ?")
                .params(Rows.at(clock.instant()), reason.name(), id.id())
                .update();
    }

    /** Another head; what the others are to them has not been said yet. */
    void appoint(HouseholdId id, ResidentId head) {
        database.sql("update residents.household set head = ? where id = ?")
                .params(head.id(), id.id())
                .update();
        database.sql("""
                update residents.member set relation = case when person = ? then 'HEAD' else 'UNKNOWN' end
                where household = ? and ended_at is null""").params(head.id(), id.id()).update();
    }

    void relate(HouseholdId id, ResidentId person, Relation relation) {
        database.sql("update residents.member set relation = ? where household = ? and person = ? and ended_at is null")
                .params(relation.name(), id.id(), person.id())
                .update();
    }

    void place(HouseholdId id, Home home) {
        database.sql("update residents.household set area = ?, home_index = ?, home = ? where id = ?")
                .params(home.area().code(), seals.index(home.id()), seals.seal(home.id()), id.id())
                .update();
        database.sql("update residents.member set area = ? where household = ? and ended_at is null")
                .params(home.area().code(), id.id())
                .update();
    }

    Household household(ResultSet row) throws SQLException {
        return new Household(
                new HouseholdId(Rows.id(row, "id")),
                new AreaCode(row.getString("area")),
                seals.home(row.getBytes("home")),
                new ResidentId(Rows.id(row, "head")),
                Rows.instant(row, "opened_at"),
                Rows.instantOrNull(row, "closed_at"),
                Rows.choice(EndReason.class, row.getString("reason")));
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                Rows.id(row, "id"),
                new HouseholdId(Rows.id(row, "household")),
                new ResidentId(Rows.id(row, "person")),
                Relation.valueOf(row.getString("relation")),
                Rows.day(row, "since"),
                Rows.instantOrNull(row, "ended_at"),
                Rows.choice(EndReason.class, row.getString("reason")));
    }
}
