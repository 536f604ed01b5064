package io.linli.workforce;

import io.linli.identity.OrgUnitId;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of which branch answers for what. */
@Component
class CoverageRows {

    /** Which branch answers for the grid or, where one is named, for that building of it. */
    record Cover(
            UUID id,
            OrgUnitId organisation,
            String name,
            AreaCode grid,
            @Nullable String building) {}

    private static final String SELECT = """
            select c.id, c.organisation, o.name, c.grid, c.building
            from workforce.coverage c join workforce.organisation o on o.id = c.organisation where c.until is null\
            """;

    private final JdbcClient database;

    CoverageRows(JdbcClient database) {
        this.database = database;
    }

    List<Cover> in(AreaCode area) {
        return database.sql(SELECT + " and c.grid >= ? and c.grid < ? order by c.grid, c.id")
                .params(area.code(), area.end())
                .query((row, n) -> cover(row))
                .list();
    }

    Optional<Cover> of(AreaCode grid, @Nullable String building) {
        return database.sql(SELECT + " and c.grid = ? and c.building is not distinct from ?")
                .params(Arrays.asList(grid.code(), building))
                .query((row, n) -> cover(row))
                .optional();
    }

    Optional<Cover> find(UUID id) {
        return database.sql(SELECT + " and c.id = ?")
                .param(id)
                .query((row, n) -> cover(row))
                .optional();
    }

    void add(OrgUnitId organisation, AreaCode grid, @Nullable String building, LocalDate since) {
        database.sql("""
                insert into workforce.coverage (id, organisation, grid, building, since) values (?, ?, ?, ?, ?)""")
                .params(Arrays.asList(Ids.next(), organisation.id(), grid.code(), building, since))
                .update();
    }

    void end(UUID id, LocalDate last) {
        database.sql("update workforce.coverage set until = greatest(since, ?) where id = ?")
                .params(last, id)
                .update();
    }

    private static Cover cover(ResultSet row) throws SQLException {
        return new Cover(
                row.getObject("id", UUID.class),
                new OrgUnitId(row.getString("organisation")),
                row.getString("name"),
                new AreaCode(row.getString("grid")),
                row.getString("building"));
    }
}
