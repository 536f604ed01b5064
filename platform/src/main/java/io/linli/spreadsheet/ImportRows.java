package io.linli.spreadsheet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.privacy.Vault;
import io.linli.privacy.Vault.DataKey;
import io.linli.spreadsheet.ImportJob.Found;
import io.linli.spreadsheet.ImportList.Changes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Seals what stands in the rows of imports under the key of each, and opens it. */
@Component
class ImportRows {

    private static final String KEY = "spreadsheet.import";
    private static final String FILE_NAME = "spreadsheet.name";
    private static final String HEADINGS = "spreadsheet.headings";
    private static final String DETAILS = "spreadsheet.details";

    private final Vault vault;
    private final JsonMapper json;

    ImportRows(Vault vault, JsonMapper json) {
        this.vault = vault;
        this.json = json;
    }

    DataKey newKey() {
        return vault.newKey(KEY);
    }

    static byte[] name(DataKey key, String name) {
        return key.seal(FILE_NAME, name.getBytes(UTF_8));
    }

    byte[] headings(DataKey key, Found found) {
        return key.seal(HEADINGS, json.writeValueAsBytes(found));
    }

    byte @Nullable [] details(DataKey key, KeptProblem problem) {
        return problem.details().isEmpty() ? null : key.seal(DETAILS, json.writeValueAsBytes(problem.details()));
    }

    KeptProblem problem(DataKey key, String name, byte @Nullable [] details) {
        return new KeptProblem(
                name,
                details == null ? List.of() : List.of(json.readValue(key.open(DETAILS, details), String[].class)));
    }

    @SuppressWarnings("UnusedVariable") // a row mapper is given the row's number
    ImportJob job(ResultSet row, int number) throws SQLException {
        var key = vault.key(KEY, row.getBytes("key"));
        var name = row.getBytes("file_name");
        var headings = row.getBytes("headings");
        var problem = row.getString("problem");
        var wouldAdd = row.getObject("would_add", Integer.class);
        return new ImportJob(
                row.getObject("id", UUID.class),
                row.getString("list"),
                row.getString("owner"),
                row.getString("mandate"),
                Locale.of(row.getString("language")),
                key,
                name == null ? null : new String(key.open(FILE_NAME, name), UTF_8),
                headings == null ? Found.NOTHING : json.readValue(key.open(HEADINGS, headings), Found.class),
                row.getInt("parts"),
                ImportState.valueOf(row.getString("state")),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
                instant(row, "confirmed_at"),
                instant(row, "ended_at"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getInt("line"),
                row.getInt("rows"),
                row.getObject("total", Integer.class),
                row.getInt("bad"),
                wouldAdd == null ? null : new Changes(wouldAdd, row.getInt("would_change"), row.getInt("would_leave")),
                new Changes(row.getInt("added"), row.getInt("changed"), row.getInt("unchanged")),
                row.getInt("attempts"),
                row.getBoolean("cancelled"),
                problem == null ? null : problem(key, problem, row.getBytes("details")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
