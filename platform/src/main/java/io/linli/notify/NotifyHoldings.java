package io.linli.notify;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What notices hold about people, and what is done only as long as they agree. */
@Component
class NotifyHoldings implements PersonalData {

    /** Telling somebody of their matters outside of their inbox: by mail, text message or WeChat. */
    static final String OUTSIDE = "notify.outside";

    private final JdbcClient database;

    NotifyHoldings(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.of("notify.address")
                        .encrypted("notify.address.sealed", "notify.address.pending")
                        .under("law.personal-information.13-1"),
                Holding.of("notify.notice").clear("notify.notice.details").keptBy(OldNotices.KIND),
                Holding.technical("notify.code").digests("notify.address.code"));
    }

    @Override
    public Map<String, Long> about(String account) {
        return database.sql("""
                        select (select count(*) from notify.address where account = ?::uuid and sealed is not null),
                            (select count(*) from notify.notice where account = ?::uuid)""")
                .params(account, account)
                .query((row, n) -> Map.of("notify.address", row.getLong(1), "notify.notice", row.getLong(2)))
                .single();
    }

    @Override
    public Set<String> byConsent() {
        return Set.of(OUTSIDE);
    }
}
