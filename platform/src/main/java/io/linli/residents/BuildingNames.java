package io.linli.residents;

import static io.linli.residents.ResidentsProblem.BUILDING_EXISTS;
import static io.linli.residents.ResidentsProblem.BUILDING_UNKNOWN;
import static io.linli.residents.ResidentsProblem.UNIT_EXISTS;
import static io.linli.residents.ResidentsProblem.UNIT_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.Posts;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import io.linli.territory.AreaCode;
import io.linli.territory.AreaRegister;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives buildings and units other names. What they were called before stays: people go on saying it, and lists too. */
@Service
@Transactional
public class BuildingNames {

    // 8栋, 东3号楼: there is one in every estate, and it says nothing of where it stands
    private static final Pattern ANYWHERE = Pattern.compile("[0-9一二三四五六七八九十东南西北中A-Za-z]{0,4}(栋|幢|座|号楼|号|楼|单元)?");

    private final JdbcClient database;
    private final OwnGround reach;
    private final AreaRegister register;
    private final Posts posts;
    private final Acts acts;
    private final Clock clock;

    BuildingNames(JdbcClient database, OwnGround reach, AreaRegister register, Posts posts, Acts acts, Clock clock) {
        this.database = database;
        this.reach = reach;
        this.register = register;
        this.posts = posts;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * What something was called.
     *
     * @param unit what the unit is called now; null where it is the building itself
     * @param by who gave it the next name
     */
    public record Former(
            @Nullable String unit,
            String name,
            Instant until,
            @Nullable String by) {}

    private record Standing(AreaCode area, String name) {}

    /** The same name again changes nothing. */
    public void rename(BuildingId id, String name, Caller caller) {
        var building = locked(id, caller);
        if (building.name().equals(name)) {
            return;
        }
        try {
            database.sql("update residents.building set name = ? where id = ?")
                    .params(name, id.id())
                    .update();
        } catch (DuplicateKeyException e) {
            throw BUILDING_EXISTS.with(name).at("name");
        }
        keep(id, null, building.name(), caller);
        if (!ANYWHERE.matcher(building.name()).matches()) {
            register.renamePlace(building.area(), building.name(), name, caller.username());
        }
        acts.did(Act.of("building.rename").on("building", id));
    }

    /** Of all homes of the unit at once. */
    public void renameUnit(BuildingId id, String unit, String name, Caller caller) {
        locked(id, caller);
        if (unit.equals(name)) {
            return;
        }
        if (homes(id, name) > 0) {
            throw UNIT_EXISTS.with(name).at("name");
        }
        int homes = database.sql("update residents.home set unit_name = ? where building = ? and unit_name = ?")
                .params(name, id.id(), unit)
                .update();
        if (homes == 0) {
            throw UNIT_UNKNOWN.with(unit).at("unit");
        }
        database.sql("update residents.former_name set unit = ? where building = ? and unit = ?")
                .params(name, id.id(), unit)
                .update();
        keep(id, name, unit, caller);
        acts.did(Act.of("building.rename-unit").on("building", id));
    }

    /** Of the building and its units, the newest first. */
    @Transactional(readOnly = true)
    public List<Former> of(BuildingId id) {
        return database.sql("select * from residents.former_name where building = ? order by until desc, id desc")
                .param(id.id())
                .query((row, n) -> new Former(
                        row.getString("unit"),
                        row.getString("name"),
                        Rows.instant(row, "until"),
                        posts.find(new AccountId(Rows.id(row, "ended_by")))
                                .map(Posts.Holder::name)
                                .orElse(null)))
                .list();
    }

    private Standing locked(BuildingId id, Caller caller) {
        var building = database.sql(
                        "select area, name from residents.building where id = ? and closed_at is null for update")
                .param(id.id())
                .query((row, n) -> new Standing(new AreaCode(row.getString(1)), row.getString(2)))
                .optional()
                .orElseThrow(() -> BUILDING_UNKNOWN.with(id.toString()));
        reach.require(caller, building.area(), "id");
        return building;
    }

    private long homes(BuildingId id, String unit) {
        return database.sql("select count(*) from residents.home where building = ? and unit_name = ?")
                .params(id.id(), unit)
                .query(Long.class)
                .single();
    }

    private void keep(BuildingId id, @Nullable String unit, String before, Caller caller) {
        database.sql("""
                insert into residents.former_name (id, building, unit, name, until, ended_by)
                values (:id, :building, :unit, :before, :now, :who)""")
                .param("id", Ids.next())
                .param("building", id.id())
                .param("unit", unit, java.sql.Types.VARCHAR)
                .param("before", before)
                .param("now", Rows.at(clock.instant()))
                .param("who", caller.id().id())
                .update();
    }
}
