package io.linli.identity;

import io.linli.privacy.Retained;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Ends the telephone numbers of guests who have not come for long: by then a number is taken for somebody else's. Also
 * closes the account of a resident or guest who asks to be erased; who serves in a post is known by law for what they did.
 */
@Component
class OldGuests implements Retained {

    static final String KIND = "identity.guest";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String OLD = """
            from identity.account
            where kind = 'GUEST' and sealed_phone is not null and last_seen < ? and id <> all (?)""";

    private final JdbcClient database;
    private final ResidentAccounts residents;
    private final IdentitySettings.GuestLimits settings;

    OldGuests(JdbcClient database, ResidentAccounts residents, IdentitySettings settings) {
        this.database = database;
        this.residents = residents;
        this.settings = settings.guest();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Term> standard() {
        return Optional.of(new Term(settings.forgottenAfter(), "linli.identity.guest.forgotten-after"));
    }

    @Override
    public long due(Instant before, Holds holds) {
        return database.sql("select count(*) " + OLD)
                .params(day(before), holds.array())
                .query(Long.class)
                .single();
    }

    @Override
    public int erase(Instant before, Holds holds) {
        return database.sql(
                        "update identity.account set sealed_phone = null, phone_index = null where id in (select id "
                                + OLD + " order by last_seen limit ?)")
                .params(day(before), holds.array(), MOST)
                .update();
    }

    @Override
    public Outcome eraseOf(UUID account, Holds holds) {
        var known = known(account);
        if (known.serves()) {
            return new Outcome(0, Map.of("SERVES_IN_A_POST", 1L));
        }
        if (known.gone()) {
            return Outcome.NOTHING;
        }
        residents.close(new AccountId(account));
        return Outcome.of(1);
    }

    @Override
    public Map<String, Long> ahead(UUID account) {
        return known(account).serves() ? Map.of("SERVES_IN_A_POST", 1L) : Map.of();
    }

    private Known known(UUID account) {
        return database.sql("""
                        select username like 'left-%' gone, exists (
                            select from identity.post p where p.account = a.id and p.role not in ('RESIDENT', 'GUEST')) serves
                        from identity.account a where id = ?""")
                .param(account)
                .query((row, n) -> new Known(row.getBoolean("gone"), row.getBoolean("serves")))
                .single();
    }

    /** Closing it unties it from what else there is about its holder. */
    @Override
    public boolean closesAccount() {
        return true;
    }

    private record Known(boolean gone, boolean serves) {}

    private static Date day(Instant before) {
        return Date.valueOf(LocalDate.ofInstant(before, ZONE));
    }
}
