package io.linli.notify;

import io.linli.settings.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is on its way out, and what became of it. Each method in the caller's transaction. */
@Component
class Deliveries {

    /** A notice that was just told. */
    record Told(UUID account, long number, boolean urgent) {}

    /** One that is due and that nobody else has in hand; with how often it was tried, this time included. */
    record Due(UUID id, UUID account, long number, Channel channel, boolean digest, int tries) {}

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Carriers carriers;
    private final PreferenceStore preferences;
    private final Addresses addresses;
    private final NotifySettings.Delivery settings;
    private final Clock clock;

    Deliveries(
            JdbcClient database,
            JdbcTemplate batches,
            Carriers carriers,
            PreferenceStore preferences,
            Addresses addresses,
            NotifySettings settings,
            Clock clock) {
        this.database = database;
        this.batches = batches;
        this.carriers = carriers;
        this.preferences = preferences;
        this.addresses = addresses;
        this.settings = settings.delivery();
        this.clock = clock;
    }

    /** Sends each on its way through the channels that its account wants; where nothing is set up this costs nothing. */
    void plan(List<Told> all) {
        var ready = carriers.ready();
        if (ready.isEmpty()) {
            return;
        }
        var accounts = all.stream().map(Told::account).distinct().toList();
        var ways = addresses.ways(accounts);
        var wanted = preferences.of(accounts);
        var now = clock.instant();
        var rows = new ArrayList<Object[]>();
        for (var told : all) {
            var wishes = Objects.requireNonNull(wanted.get(told.account()));
            for (var channel : ways.getOrDefault(told.account(), Set.of())) {
                var wish = wishes.of(channel);
                if (ready.contains(channel) && (told.urgent() ? wish != Wish.NEVER : sends(wish))) {
                    boolean digest = wish == Wish.DIGEST && !told.urgent();
                    rows.add(new Object[] {
                        Ids.next(),
                        told.account(),
                        told.number(),
                        channel.name(),
                        digest,
                        utc(now),
                        utc(digest ? wishes.nextDigest(now) : told.urgent() ? now : wishes.afterQuiet(now))
                    });
                }
            }
        }
        batches.batchUpdate("""
                insert into notify.delivery (id, account, number, channel, state, digest, made_at, due_at)
                values (?, ?, ?, ?, 'WAITING', ?, ?, ?)""", rows);
    }

    private static boolean sends(Wish wish) {
        return wish == Wish.EACH || wish == Wish.DIGEST;
    }

    /** Takes some that are due; what goes into one digest stands together. */
    List<Due> claim(int most) {
        var now = clock.instant();
        return database.sql("""
                        with next as (
                            select id from notify.delivery
                            where state = 'WAITING' and due_at <= ? and (claimed_until is null or claimed_until < ?)
                            order by due_at, account, channel limit ? for update skip locked)
                        update notify.delivery d set claimed_until = ?, tries = tries + 1 from next where d.id = next.id
                        returning d.id, d.account, d.number, d.channel, d.digest, d.tries""")
                .params(utc(now), utc(now), most, utc(now.plus(settings.claim())))
                .query((row, n) -> due(row))
                .list();
    }

    /** The rest of a digest. */
    List<Due> claimWith(Due digest) {
        var now = clock.instant();
        return database.sql("""
                        update notify.delivery d set claimed_until = ?, tries = tries + 1
                        where d.account = ? and d.channel = ? and d.digest and d.state = 'WAITING' and d.due_at <= ?
                          and (d.claimed_until is null or d.claimed_until < ?)
                        returning d.id, d.account, d.number, d.channel, d.digest, d.tries""")
                .params(
                        utc(now.plus(settings.claim())),
                        digest.account(),
                        digest.channel().name(),
                        utc(now),
                        utc(now))
                .query((row, n) -> due(row))
                .list();
    }

    /** How many messages that person got today through that channel. */
    int today(UUID account, Channel channel) {
        var day = clock.instant().atZone(Preferences.ZONE).with(LocalTime.MIN).toInstant();
        return database.sql("""
                        select count(distinct message) from notify.delivery
                        where account = ? and channel = ? and state = 'SENT' and ended_at >= ?""")
                .params(account, channel.name(), utc(day))
                .query(Integer.class)
                .single();
    }

    void sent(Collection<Due> parts, UUID message) {
        database.sql("""
                        update notify.delivery set state = 'SENT', ended_at = ?, message = ?, fault = null,
                            claimed_until = null
                        where id = any (?::uuid[]) and state = 'WAITING'""").params(utc(clock.instant()), message, ids(parts)).update();
    }

    /** Nobody is waiting for it any more: the wish or the address was taken back. */
    void dropped(Collection<Due> parts, String why) {
        ended(parts, "DROPPED", why);
    }

    void dead(Collection<Due> parts, String fault) {
        ended(parts, "DEAD", fault);
    }

    private void ended(Collection<Due> parts, String state, String fault) {
        database.sql("""
                        update notify.delivery set state = ?, ended_at = ?, fault = ?, claimed_until = null
                        where id = any (?::uuid[]) and state = 'WAITING'""").params(state, utc(clock.instant()), fault, ids(parts)).update();
    }

    void failed(Collection<Due> parts, String fault, Instant again) {
        database.sql("""
                        update notify.delivery set due_at = ?, fault = ?, claimed_until = null
                        where id = any (?::uuid[]) and state = 'WAITING'""").params(utc(again), fault, ids(parts)).update();
    }

    /** It was not tried: its time has not come. */
    void postponed(Due due, boolean digest, Instant until) {
        database.sql("""
                        update notify.delivery set due_at = ?, digest = ?, tries = tries - 1, claimed_until = null
                        where id = ? and state = 'WAITING'""").params(utc(until), digest, due.id()).update();
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getLong(3),
                Channel.valueOf(row.getString(4)),
                row.getBoolean(5),
                row.getInt(6));
    }

    private static String[] ids(Collection<Due> parts) {
        return parts.stream().map(part -> part.id().toString()).toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
