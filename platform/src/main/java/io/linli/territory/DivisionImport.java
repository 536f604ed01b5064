package io.linli.territory;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.linli.territory.GroundKeeper.Part;
import java.io.InputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in divisions from CSV files with the columns {@code code} and {@code name} (and, where given, the codes of the
 * areas around), each level after the one above. A second run changes nothing.
 */
@Service
class DivisionImport {

    private static final Map<String, AreaLevel> AROUND = Map.of(
            "provinceCode", AreaLevel.PROVINCE,
            "cityCode", AreaLevel.CITY,
            "areaCode", AreaLevel.COUNTY,
            "streetCode", AreaLevel.STREET);

    private final JdbcClient database;
    private final TransactionTemplate writing;
    private final GroundKeeper keeper;
    private final Clock clock;

    DivisionImport(JdbcClient database, PlatformTransactionManager transactions, GroundKeeper keeper, Clock clock) {
        this.database = database;
        this.writing = new TransactionTemplate(transactions);
        this.keeper = keeper;
        this.clock = clock;
    }

    /** Takes the region and what lies in it and around it, or all when none is given. */
    RowImport.Result read(InputStream file, @Nullable AreaCode region, LongConsumer progress) {
        var result = new Rows(region, progress).read(file);
        keeper.renew();
        return result;
    }

    private record Division(AreaCode code, String name) {}

    private final class Rows extends RowImport<Division> {

        private final @Nullable AreaCode region;
        // what a division may lie in
        private final Set<String> known =
                new HashSet<>(database.sql("select code from territory.area where length(code) < 12")
                        .query(String.class)
                        .list());
        private final Set<Long> seen = new HashSet<>();

        Rows(@Nullable AreaCode region, LongConsumer progress) {
            super(List.of("code", "name"), progress);
            this.region = region;
        }

        @Override
        @Nullable
        Division parse(NamedCsvRecord row) {
            var code = text(row, "code");
            if (!AreaCode.isValid(code) || code.length() > AreaLevel.COMMUNITY.digits()) {
                return refuse("code", Reason.CODE_INVALID, cut(code));
            }
            var area = new AreaCode(code);
            if (region != null && !region.contains(area) && !area.contains(region)) {
                return passOver();
            }
            var name = text(row, "name");
            var unfit = unfit(name, 1);
            if (unfit != null) {
                return refuse("name", unfit, cut(name));
            }
            for (var around : AROUND.keySet()) {
                var given = text(row, around);
                if (!given.isEmpty() && !code.startsWith(given)) {
                    return refuse(around, Reason.CODES_DISAGREE, cut(given));
                }
            }
            var parent = area.parent();
            if (parent.isPresent() && !known.contains(parent.get().code())) {
                return refuse("code", Reason.PARENT_UNKNOWN, code);
            }
            if (!seen.add(Long.valueOf("1" + code))) { // the 1 keeps a leading zero apart
                return refuse("code", Reason.REPEATED, code);
            }
            if (area.level() != AreaLevel.COMMUNITY) {
                known.add(code);
            }
            return new Division(area, name);
        }

        @Override
        Stored store(List<Division> batch) {
            return writing.execute(status -> {
                var stored = write(batch);
                if (stored.added() + stored.changed() > 0) {
                    keeper.touched(Part.AREAS);
                }
                return stored;
            });
        }

        private Stored write(List<Division> batch) {
            return database.sql("""
                    with given as (select * from unnest(?::text[], ?::text[]) as g (code, name)),
                    renamed as (
                        select a.code, a.name as before, given.name as after
                        from territory.area a join given on given.code = a.code where a.name <> given.name),
                    told as (
                        insert into territory.area_change (id, area, what, before, after, at)
                        select gen_random_uuid(), code, 'RENAMED', before, after, ? from renamed),
                    changed as (
                        update territory.area a set name = renamed.after from renamed where a.code = renamed.code
                        returning a.code),
                    added as (
                        insert into territory.area (code, name) select code, name from given
                        on conflict (code) do nothing returning code)
                    select (select count(*) from added), (select count(*) from changed)""")
                    .params(
                            AreaRows.array(batch.stream()
                                    .map(division -> division.code().code())),
                            AreaRows.array(batch.stream().map(Division::name)),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .query((row, n) -> new Stored(row.getLong(1), row.getLong(2)))
                    .single();
        }
    }
}
