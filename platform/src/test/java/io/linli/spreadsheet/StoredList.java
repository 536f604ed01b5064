package io.linli.spreadsheet;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.core.Authentication;

/** The sample list with a table of its own, made by the owner as a migration would. */
class StoredList extends SampleList {

    /** A name that the database itself refuses. */
    static final String CONFLICT = "示例冲突";

    private final JdbcClient database;

    /** Called with each batch before it is written. */
    final AtomicReference<Consumer<List<SheetRow>>> before = new AtomicReference<>(rows -> {});

    StoredList(JdbcClient database) {
        this.database = database;
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Stored {

        @Bean
        StoredList storedList(JdbcClient database, Environment environment) {
            var owner = JdbcClient.create(new DriverManagerDataSource(
                    environment.getRequiredProperty("spring.flyway.url"),
                    environment.getRequiredProperty("spring.flyway.user"),
                    ""));
            owner.sql("create schema if not exists sample").update();
            owner.sql("grant usage on schema sample to linli").update();
            owner.sql("""
                create table if not exists sample.household (
                    identity text primary key,
                    name     text not null check (name <> '%s'),
                    people   bigint,
                    mandate  text not null,
                    writes   int not null default 1)\
                """.formatted(CONFLICT)).update();
            owner.sql("grant select, insert, update, delete on sample.household to linli")
                    .update();
            return new StoredList(database);
        }
    }

    @Override
    public String mandate(Authentication caller) {
        return "area of " + caller.getName();
    }

    @Override
    public Changes preview(List<SheetRow> rows, ImportContext context) {
        var there = rows.stream()
                .filter(row -> database.sql("select 1 from sample.household where identity = ?")
                        .param(identity(row))
                        .query(Integer.class)
                        .optional()
                        .isPresent())
                .count();
        return new Changes(rows.size() - (int) there, 0, (int) there);
    }

    @Override
    public Changes write(List<SheetRow> rows, ImportContext context) {
        before.get().accept(rows);
        var changes = Changes.NONE;
        for (var row : rows) {
            boolean added = database.sql("""
                insert into sample.household as h (identity, name, people, mandate) values (?, ?, ?, ?)
                on conflict (identity) do update set writes = h.writes + 1 returning writes\
                """)
                            .params(java.util.Arrays.asList(
                                    identity(row), row.requiredText("name"), row.whole("people"), context.mandate()))
                            .query(Integer.class)
                            .single()
                    == 1;
            changes = changes.plus(added ? new Changes(1, 0, 0) : new Changes(0, 0, 1));
        }
        return changes;
    }

    private static String identity(SheetRow row) {
        return java.util.Objects.requireNonNull(row.identity("identity")).number();
    }
}
