package io.linli.identity;

import io.linli.settings.Ids;
import io.linli.settings.SystemScope;
import java.util.Arrays;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A scoped table of the tests' own, made by the owner as a migration would. */
@TestConfiguration(proxyBeanMethods = false)
class SampleMatters {

    static final String TABLE = "sample.matter";

    /** The connection of migrations: it owns the tables. */
    static DataSource owner(Environment environment) {
        return new DriverManagerDataSource(
                environment.getRequiredProperty("spring.flyway.url"),
                environment.getRequiredProperty("spring.flyway.user"),
                "");
    }

    @Bean
    Matters matters(JdbcClient database, SystemScope system, Environment environment) {
        var owner = JdbcClient.create(owner(environment));
        var made = owner.sql("select to_regclass('sample.matter') is not null")
                .query(Boolean.class)
                .single();
        if (!made) {
            new ResourceDatabasePopulator(new ClassPathResource("db/scoped-sample.sql")).execute(owner(environment));
        }
        return new Matters(database);
    }

    record Matters(JdbcClient database) {

        UUID add(String area) {
            return add(area, null, null, null, null, null);
        }

        UUID add(
                String area,
                @Nullable String unit,
                @Nullable String restricted,
                @Nullable UUID assignee,
                @Nullable UUID owner,
                @Nullable String hiddenFrom) {
            var id = Ids.next();
            database.sql("""
                    insert into sample.matter (id, area, unit, restricted, assignee, owner, hidden_from, title)
                    values (?, ?, ?, ?, ?, ?, ?, 'Street lamp out')""")
                    .params(Arrays.asList(id, area, unit, restricted, assignee, owner, hiddenFrom))
                    .update();
            return id;
        }
    }
}
