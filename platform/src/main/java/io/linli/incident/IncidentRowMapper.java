package io.linli.incident;

import static java.util.Objects.requireNonNull;

import io.linli.calendar.SlaClock;
import io.linli.calendar.TimeLeft;
import io.linli.files.FileId;
import io.linli.identity.AccountId;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Role;
import io.linli.incident.Trail.Act;
import io.linli.incident.Trail.Entry;
import io.linli.territory.AreaCode;
import io.linli.territory.GeoPoint;
import io.linli.territory.Placement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes incidents and trail entries of their rows. */
final class IncidentRowMapper {

    private IncidentRowMapper() {}

    @SuppressWarnings("UnusedVariable") // a row mapper is given the row's number
    static Incident incident(ResultSet row, int number) throws SQLException {
        var id = new IncidentId(row.getObject("id", UUID.class));
        var party = row.getString("about_party");
        var reported = new Reported(
                id,
                row.getString("number"),
                ReportPrivacy.valueOf(row.getString("privacy")),
                IncidentSource.valueOf(row.getString("source")),
                account(row, "owner"),
                party == null
                        ? null
                        : new About(About.Party.valueOf(party), area(row, "about_area"), unit(row, "about_unit")),
                row.getString("restricted"),
                row.getBoolean("danger"),
                row.getString("title"),
                requireNonNull(instant(row, "reported_at")),
                instant(row, "occurred_at"));
        var trail = Trail.resume(id, row.getInt("trail_length"), Bytes.of(row.getBytes("trail_head")));
        var progress = new Progress(
                placement(row),
                row.getString("category"),
                row.getBoolean("urgent"),
                new Holder(account(row, "assignee"), unit(row, "unit"), role(row), area(row, "holder_area")),
                IncidentStatus.valueOf(row.getString("status")),
                instant(row, "responded_at"),
                instant(row, "due_at"),
                instant(row, "ended_at"),
                handlers(row),
                row.getBoolean("rated"),
                row.getInt("version"),
                course(row),
                turns(row));
        return new Incident(reported, trail, progress);
    }

    private static Course course(ResultSet row) throws SQLException {
        var clock = row.getString("term_clock");
        var level = row.getString("level_role");
        return new Course(
                row.getObject("category_version", Integer.class),
                row.getInt("stage"),
                clock == null ? null : term(row, SlaClock.valueOf(clock)),
                row.getInt("told"),
                instant(row, "next_at"),
                row.getInt("escalations"),
                level == null ? null : new Course.Level(Role.valueOf(level), requireNonNull(area(row, "level_area"))));
    }

    private static Turns turns(ResultSet row) throws SQLException {
        var main = row.getObject("merged_into", UUID.class);
        return new Turns(
                row.getInt("objections"),
                row.getBoolean("bound"),
                row.getInt("reopenings"),
                main == null ? null : new IncidentId(main),
                row.getInt("joined"),
                account(row, "first_responder"),
                row.getBoolean("sampled"),
                row.getBoolean("follow_up"),
                instant(row, "promised_at"));
    }

    private static Term term(ResultSet row, SlaClock clock) throws SQLException {
        return new Term(
                new TimeLeft(clock, row.getLong("term_whole")),
                new TimeLeft(clock, row.getLong("term_left")),
                requireNonNull(instant(row, "term_from")),
                row.getLong("term_calendar"));
    }

    private static Placement placement(ResultSet row) throws SQLException {
        var longitude = row.getObject("longitude", Double.class);
        var latitude = row.getObject("latitude", Double.class);
        return new Placement(
                new AreaCode(row.getString("area")),
                area(row, "grid"),
                longitude == null || latitude == null ? null : new GeoPoint(longitude, latitude),
                row.getString("address"),
                Placement.How.valueOf(row.getString("how")));
    }

    @SuppressWarnings("UnusedVariable") // a row mapper is given the row's number
    static Entry entry(ResultSet row, int number) throws SQLException {
        var text = row.getString("note");
        var sealed = bytes(row, "sealed");
        var act = new Act(
                IncidentStep.valueOf(row.getString("step")),
                new Actor(account(row, "actor"), row.getString("actor_name"), row.getString("actor_role")),
                requireNonNull(instant(row, "at")),
                instant(row, "happened_at"),
                row.getString("detail"),
                note(text, sealed),
                files(row, "photos"));
        return new Entry(
                row.getInt("number"),
                act,
                IncidentStatus.valueOf(row.getString("status")),
                instant(row, "due_at"),
                bytes(row, "digest"),
                Bytes.of(row.getBytes("hash")));
    }

    // erased words are gone both; one without the other is a row tampered with, and its digest will tell
    private static @Nullable Note note(@Nullable String text, @Nullable Bytes sealed) {
        return text == null && sealed == null
                ? null
                : new Note(text == null ? "" : text, sealed == null ? Bytes.ZERO : sealed);
    }

    private static @Nullable Bytes bytes(ResultSet row, String column) throws SQLException {
        var content = row.getBytes(column);
        return content == null ? null : Bytes.of(content);
    }

    private static List<FileId> files(ResultSet row, String column) throws SQLException {
        return Arrays.stream((UUID[]) row.getArray(column).getArray())
                .map(FileId::new)
                .toList();
    }

    private static Set<AccountId> handlers(ResultSet row) throws SQLException {
        var handlers = new LinkedHashSet<AccountId>();
        for (var id : (UUID[]) row.getArray("handlers").getArray()) {
            handlers.add(new AccountId(id));
        }
        return handlers;
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static @Nullable AreaCode area(ResultSet row, String column) throws SQLException {
        var code = row.getString(column);
        return code == null ? null : new AreaCode(code);
    }

    static @Nullable OrgUnitId unit(ResultSet row, String column) throws SQLException {
        var code = row.getString(column);
        return code == null ? null : new OrgUnitId(code);
    }

    static @Nullable AccountId account(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new AccountId(id);
    }

    private static @Nullable Role role(ResultSet row) throws SQLException {
        var role = row.getString("holder_role");
        return role == null ? null : Role.valueOf(role);
    }
}
