package io.linli.operation;

import io.linli.settings.FirstDayCheck;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether a backup was ever made. */
@Component
class FirstBackup implements FirstDayCheck {

    private final JdbcClient database;

    FirstBackup(JdbcClient database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public Finding look() {
        return Finding.of(database.sql("select exists (select from operation.backup)")
                .query(Boolean.class)
                .single());
    }
}
