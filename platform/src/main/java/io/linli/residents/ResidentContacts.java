package io.linli.residents;

import io.linli.privacy.PersonalSource;
import io.linli.territory.AreaCode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names and telephones of those who live in an area, for a department that another person let have them. */
@Component
class ResidentContacts implements PersonalSource {

    private static final String HERE = "from residents.person where state = 'HERE' and area >= ? and area < ?";

    private final JdbcClient database;
    private final PersonalSeals seals;

    ResidentContacts(JdbcClient database, PersonalSeals seals) {
        this.database = database;
        this.seals = seals;
    }

    @Override
    public String kind() {
        return "residents.contact";
    }

    @Override
    public List<String> fields() {
        return List.of("name", "phone");
    }

    @Override
    public List<Row> rows(String area, @Nullable UUID after, int most) {
        return database.sql("select id, owner, sealed " + HERE + " and id > ? order by id limit ?")
                .params(area, new AreaCode(area).end(), after == null ? new UUID(0, 0) : after, most)
                .query((row, n) -> {
                    var who = seals.open(row.getBytes("sealed"));
                    var account = row.getObject("owner", UUID.class);
                    return new Row(
                            Rows.id(row, "id"),
                            account == null ? null : account.toString(),
                            Map.of(
                                    "name",
                                    who.name().name(),
                                    "phone",
                                    who.phone() == null ? "" : who.phone().number()));
                })
                .list();
    }

    @Override
    public long count(String area) {
        return database.sql("select count(*) " + HERE)
                .params(area, new AreaCode(area).end())
                .query(Long.class)
                .single();
    }
}
