package io.linli.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what people want; who said nothing wants what the settings say. */
@Service
@Transactional
public class PreferenceStore {

    private final JdbcClient database;
    private final NotifySettings settings;

    PreferenceStore(JdbcClient database, NotifySettings settings) {
        this.database = database;
        this.settings = settings;
    }

    @Transactional(readOnly = true)
    public Preferences of(UUID account) {
        return Objects.requireNonNull(of(List.of(account)).get(account));
    }

    /** Of each of these accounts. */
    @Transactional(readOnly = true)
    Map<UUID, Preferences> of(Collection<UUID> accounts) {
        var found = new HashMap<UUID, Preferences>();
        accounts.forEach(account -> found.put(account, settings.preferences()));
        database.sql("""
                        select account, language, email, sms, wechat, quiet_from, quiet_until, digest_at
                        from notify.preference where account = any (?::uuid[])""")
                .param(accounts.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    found.put(row.getObject("account", UUID.class), preferences(row));
                });
        return found;
    }

    public void keep(UUID account, Preferences wanted) {
        database.sql("""
                        insert into notify.preference
                            (account, language, email, sms, wechat, quiet_from, quiet_until, digest_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (account) do update set language = excluded.language, email = excluded.email,
                            sms = excluded.sms, wechat = excluded.wechat, quiet_from = excluded.quiet_from,
                            quiet_until = excluded.quiet_until, digest_at = excluded.digest_at""")
                .params(
                        account,
                        wanted.language(),
                        wanted.email().name(),
                        wanted.sms().name(),
                        wanted.wechat().name(),
                        wanted.quietFrom(),
                        wanted.quietUntil(),
                        wanted.digestAt())
                .update();
    }

    private static Preferences preferences(ResultSet row) throws SQLException {
        return new Preferences(
                row.getString("language"),
                Wish.valueOf(row.getString("email")),
                Wish.valueOf(row.getString("sms")),
                Wish.valueOf(row.getString("wechat")),
                row.getObject("quiet_from", LocalTime.class),
                row.getObject("quiet_until", LocalTime.class),
                row.getObject("digest_at", LocalTime.class));
    }
}
