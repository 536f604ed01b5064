package io.linli.residents;

import io.linli.privacy.AccountData;
import io.linli.settings.SystemScope;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose person an account was, and what it still claimed: the person's record stays, and nobody's account is tied to it. */
@Component
class TiesForgotten implements AccountData {

    private final JdbcClient database;
    private final SystemScope system;
    private final Clock clock;

    TiesForgotten(JdbcClient database, SystemScope system, Clock clock) {
        this.database = database;
        this.system = system;
        this.clock = clock;
    }

    @Override
    public void forget(String account) {
        var owner = UUID.fromString(account);
        system.run(() -> {
            database.sql("update residents.person set owner = null, version = version + 1 where owner = ?")
                    .param(owner)
                    .update();
            database.sql("""
                    update residents.claim set state = 'WITHDRAWN', decided_at = ?, decided_by = ?, code_hash = null
                    where owner = ? and state = 'OPEN'""").params(Rows.at(clock.instant()), owner, owner).update();
            database.sql("delete from residents.taken_over where owner = ?")
                    .param(owner)
                    .update();
        });
    }
}
