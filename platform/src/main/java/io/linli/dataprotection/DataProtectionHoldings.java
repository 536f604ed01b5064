package io.linli.dataprotection;

import io.linli.privacy.Holding;
import io.linli.privacy.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is kept here itself. */
@Component
class DataProtectionHoldings implements PersonalData {

    private static final String LAW = "law.personal-information.56";

    private final JdbcClient database;

    DataProtectionHoldings(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<Holding> holdings() {
        return List.of(
                Holding.of("dataprotection.consent")
                        .encrypted("dataprotection.consent.guardian")
                        .clear("dataprotection.consent.account", "dataprotection.notice_shown.account")
                        .under("law.personal-information.14-31"),
                Holding.of("dataprotection.request")
                        .encrypted("dataprotection.request.purpose", "dataprotection.request.answer")
                        .clear("dataprotection.request.owner"),
                Holding.of("dataprotection.record")
                        .encrypted(
                                "dataprotection.hold.reason",
                                "dataprotection.assessment.content",
                                "dataprotection.drill.content")
                        .under(LAW));
    }

    @Override
    public Map<String, Long> about(String account) {
        return database.sql("""
                        select (select count(*) from dataprotection.consent where account = ?::uuid),
                            (select count(*) from dataprotection.request where owner = ?::uuid)""")
                .params(account, account)
                .query((row, n) ->
                        Map.of("dataprotection.consent", row.getLong(1), "dataprotection.request", row.getLong(2)))
                .single();
    }
}
