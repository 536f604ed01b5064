package io.linli.facility;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes beds and seats for somebody, in the transaction of whoever asks. What is free is counted in the row itself, so that
 * two at once never take the same; the rows are locked in one order, shelters first, so that nobody waits for ever.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Reservations {

    private final JdbcClient database;

    Reservations(JdbcClient database) {
        this.database = database;
    }

    /** Holds them until the transaction ends, for who will try several of them one after the other. */
    public void lock(List<UUID> shelters, List<UUID> supplies) {
        locked("facility.shelter", shelters);
        locked("facility.supply", supplies);
    }

    /** So many beds there, instead of any that the holder has elsewhere; false, and nothing changed, when there are not. */
    public boolean beds(UUID holder, UUID shelter, int beds) {
        var before = bedOf(holder);
        locked(
                "facility.shelter",
                Stream.of(shelter, before).flatMap(Stream::ofNullable).toList());
        if (free(shelter, holder) < beds) {
            return false;
        }
        releaseBeds(holder);
        database.sql("update facility.shelter set taken = taken + ? where id = ?")
                .params(beds, shelter)
                .update();
        database.sql("insert into facility.bed_claim (holder, shelter, beds) values (?, ?, ?)")
                .params(holder, shelter, beds)
                .update();
        return true;
    }

    /** So many seats, of which so many for wheelchairs, instead of any that the holder has elsewhere. */
    public boolean seats(UUID holder, UUID supply, int seats, int wheelchairs) {
        releaseSeats(holder);
        int taken = database.sql("""
                        update facility.supply set taken = taken + ?, taken_wheelchairs = taken_wheelchairs + ?
                        where id = ? and state = 'READY' and taken + ? <= seats
                            and taken_wheelchairs + ? <= wheelchairs""")
                .params(Arrays.asList(seats, wheelchairs, supply, seats, wheelchairs))
                .update();
        if (taken == 0) {
            return false;
        }
        database.sql("insert into facility.seat_claim (holder, supply, seats, wheelchairs) values (?, ?, ?, ?)")
                .params(holder, supply, seats, wheelchairs)
                .update();
        return true;
    }

    /** What the holder had is free again. */
    public void release(UUID holder) {
        releaseBeds(holder);
        releaseSeats(holder);
    }

    /** The same for many together. */
    public void release(List<UUID> holders) {
        var all = holders.toArray(UUID[]::new);
        locked(
                "facility.shelter",
                claimed("select distinct shelter from facility.bed_claim where holder = any (?)", all));
        locked(
                "facility.supply",
                claimed("select distinct supply from facility.seat_claim where holder = any (?)", all));
        holders.forEach(this::release);
    }

    public void releaseBeds(UUID holder) {
        database.sql("""
                        with gone as (delete from facility.bed_claim where holder = ? returning shelter, beds)
                        update facility.shelter s set taken = s.taken - g.beds from gone g where s.id = g.shelter""").param(holder).update();
    }

    public void releaseSeats(UUID holder) {
        database.sql("""
                        with gone as (
                            delete from facility.seat_claim where holder = ? returning supply, seats, wheelchairs)
                        update facility.supply s set taken = s.taken - g.seats,
                            taken_wheelchairs = s.taken_wheelchairs - g.wheelchairs
                        from gone g where s.id = g.supply""").param(holder).update();
    }

    private int free(UUID shelter, UUID holder) {
        return database.sql("""
                        select s.capacity - s.taken + coalesce(
                            (select c.beds from facility.bed_claim c where c.holder = ? and c.shelter = s.id), 0)
                        from facility.shelter s where s.id = ? and s.state = 'READY'""")
                .params(holder, shelter)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private @Nullable UUID bedOf(UUID holder) {
        return database.sql("select shelter from facility.bed_claim where holder = ?")
                .param(holder)
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    private List<UUID> claimed(String sql, UUID[] holders) {
        return database.sql(sql)
                .param(holders)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
    }

    private void locked(String table, List<UUID> ids) {
        if (!ids.isEmpty()) {
            database.sql("select id from " + table + " where id = any (?) order by id for no key update")
                    .param(ids.toArray(UUID[]::new))
                    .query(UUID.class)
                    .list();
        }
    }
}
