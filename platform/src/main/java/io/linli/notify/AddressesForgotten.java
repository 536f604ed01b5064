package io.linli.notify;

import io.linli.privacy.AccountData;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where somebody who left was reached, and what they wanted to be told. */
@Component
class AddressesForgotten implements AccountData {

    private final JdbcClient database;

    AddressesForgotten(JdbcClient database) {
        this.database = database;
    }

    @Override
    public void forget(String account) {
        for (var table : new String[] {"address", "preference"}) {
            database.sql("delete from notify." + table + " where account = ?")
                    .param(UUID.fromString(account))
                    .update();
        }
    }
}
