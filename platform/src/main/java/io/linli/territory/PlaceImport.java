package io.linli.territory;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.linli.settings.Ids;
import io.linli.territory.GroundKeeper.Part;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in the names of buildings and other places from CSV files with the columns {@code area} and {@code name} and,
 * where known, {@code aliases} (several with {@code ;} between), {@code longitude} and {@code latitude}. A second run
 * changes nothing.
 */
@Service
class PlaceImport {

    private static final int SHORTEST_NAME = 2; // one character is found everywhere
    private static final int MOST_ALIASES = 20;

    private final JdbcClient database;
    private final TransactionTemplate writing;
    private final GroundKeeper keeper;

    PlaceImport(JdbcClient database, PlatformTransactionManager transactions, GroundKeeper keeper) {
        this.database = database;
        this.writing = new TransactionTemplate(transactions);
        this.keeper = keeper;
    }

    RowImport.Result read(InputStream file, Crs crs, LongConsumer progress) {
        var result = new Rows(Datum.of(crs), progress).read(file);
        keeper.renew();
        return result;
    }

    private final class Rows extends RowImport<PlaceDraft> {

        private final Datum datum;
        private final Set<String> seen = new HashSet<>();

        Rows(Datum datum, LongConsumer progress) {
            super(List.of("area", "name"), progress);
            this.datum = datum;
        }

        @Override
        @Nullable
        PlaceDraft parse(NamedCsvRecord row) {
            var code = text(row, "area");
            if (!AreaCode.isValid(code)) {
                return refuse("area", Reason.CODE_INVALID, cut(code));
            }
            var area = keeper.current().areas().find(new AreaCode(code));
            if (area.filter(Area::open).isEmpty()) {
                return refuse("area", Reason.AREA_UNKNOWN, code);
            }
            var name = text(row, "name");
            var unfit = unfit(name, SHORTEST_NAME);
            if (unfit != null) {
                return refuse("name", unfit, cut(name));
            }
            var aliases = Arrays.stream(text(row, "aliases").split("[;；]"))
                    .map(String::strip)
                    .filter(alias -> !alias.isEmpty())
                    .toList();
            if (aliases.size() > MOST_ALIASES) {
                return refuse("aliases", Reason.TOO_MANY_ALIASES, String.valueOf(aliases.size()));
            }
            for (var alias : aliases) {
                var wrong = unfit(alias, SHORTEST_NAME);
                if (wrong != null) {
                    return refuse("aliases", wrong, cut(alias));
                }
            }
            if (!seen.add(code + " " + name)) {
                return refuse("name", Reason.REPEATED, name);
            }
            return located(row, new PlaceDraft(new AreaCode(code), name, aliases, null));
        }

        private @Nullable PlaceDraft located(NamedCsvRecord row, PlaceDraft place) {
            var longitude = text(row, "longitude");
            var latitude = text(row, "latitude");
            if (longitude.isEmpty() && latitude.isEmpty()) {
                return place;
            }
            try {
                double east = Double.parseDouble(longitude);
                double north = Double.parseDouble(latitude);
                if (GeoPoint.isOnEarth(east, north)) {
                    var point = datum.toCgcs2000(new GeoPoint(east, north));
                    return new PlaceDraft(place.area(), place.name(), place.aliases(), point);
                }
            } catch (NumberFormatException e) {
                // refused below, as what is a number but nowhere on earth
            }
            return refuse("longitude", Reason.COORDINATES_INVALID, cut(longitude + ", " + latitude));
        }

        @Override
        Stored store(List<PlaceDraft> batch) {
            return writing.execute(status -> {
                var stored = write(batch);
                if (stored.added() + stored.changed() > 0) {
                    keeper.touched(Part.PLACES);
                }
                return stored;
            });
        }

        private Stored write(List<PlaceDraft> batch) {
            return database.sql("""
                    with given as (
                        select id, area, name, array_remove(string_to_array(aliases, E'\\n'), '') as aliases,
                            longitude, latitude
                        from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::float8[], ?::float8[])
                            as g (id, area, name, aliases, longitude, latitude)),
                    written as (
                        insert into territory.place_name as p (id, area, name, aliases, longitude, latitude)
                        select * from given on conflict (area, name) do update
                        set aliases = excluded.aliases, longitude = excluded.longitude, latitude = excluded.latitude
                        where (p.aliases, p.longitude, p.latitude)
                            is distinct from (excluded.aliases, excluded.longitude, excluded.latitude)
                        returning xmax = 0 as fresh)
                    select count(*) filter (where fresh), count(*) filter (where not fresh) from written""")
                    .params(
                            Stream.generate(Ids::next).limit(batch.size()).toArray(UUID[]::new),
                            AreaRows.array(
                                    batch.stream().map(place -> place.area().code())),
                            AreaRows.array(batch.stream().map(PlaceDraft::name)),
                            AreaRows.array(batch.stream().map(place -> String.join("\n", place.aliases()))),
                            degrees(batch, GeoPoint::longitude),
                            degrees(batch, GeoPoint::latitude))
                    .query((row, n) -> new Stored(row.getLong(1), row.getLong(2)))
                    .single();
        }

        private static Double[] degrees(List<PlaceDraft> batch, java.util.function.ToDoubleFunction<GeoPoint> of) {
            return batch.stream()
                    .map(PlaceDraft::point)
                    .map(point -> point == null ? null : Double.valueOf(of.applyAsDouble(point)))
                    .toArray(Double[]::new);
        }
    }
}
