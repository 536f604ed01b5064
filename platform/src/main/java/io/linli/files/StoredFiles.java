package io.linli.files;

import static io.linli.files.FilesProblem.FILE_NOT_ATTACHABLE;
import static io.linli.files.FilesProblem.FILE_UNKNOWN;
import static io.linli.files.FilesProblem.SOUND_NOT_ATTACHABLE;
import static java.time.ZoneOffset.UTC;

import io.linli.privacy.Vault;
import io.linli.settings.WriteRefusal;
import io.linli.settings.Writes;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Files between their upload and those who may see the matter that holds them. */
@Service
class StoredFiles implements Files, WriteRefusal {

    private static final String NOT_ATTACHABLE = "LF001"; // as files.attach says it
    private static final String SOUND_NOT_ATTACHED = "LF002"; // as files.attach_sound says it

    private final FileStorage storage;
    private final Vault vault;
    private final JdbcClient database;
    private final Writes writes;
    private final Clock clock;

    StoredFiles(FileStorage storage, Vault vault, JdbcClient database, Writes writes, Clock clock) {
        this.storage = storage;
        this.vault = vault;
        this.database = database;
        this.writes = writes;
        this.clock = clock;
    }

    @Override
    public void attach(Collection<FileId> files, String uploader, String matter) {
        if (files.isEmpty()) {
            return;
        }
        writes.add(
                "call files.attach(string_to_array(?, ',')::uuid[], ?, ?, ?)",
                files.stream().map(FileId::toString).collect(Collectors.joining(",")),
                uploader,
                matter,
                clock.instant().atOffset(UTC));
    }

    @Override
    public void attachSound(FileId sound, String uploader, String matter) {
        writes.add(
                "call files.attach_sound(?, ?, ?, ?)",
                sound.id(),
                uploader,
                matter,
                clock.instant().atOffset(UTC));
    }

    @Override
    public void forgetUploader(String matter) {
        writes.add("update files.file set uploader = '' where matter = ?", matter);
    }

    // the row says so in this transaction, and the content goes the way of what nobody took: a crash leaves nothing
    // over
    @Override
    public void release(Collection<String> matters) {
        writes.add(
                "update files.file set matter = null, uploader = '', expires_at = ? where matter = any (?)",
                clock.instant().atOffset(UTC),
                matters.toArray(String[]::new));
    }

    @Override
    public void release(FileId file, String matter) {
        writes.add(
                "update files.file set matter = null, uploader = '', expires_at = ? where id = ? and matter = ?",
                clock.instant().atOffset(UTC),
                file.id(),
                matter);
    }

    @Override
    public @Nullable RuntimeException refusalOf(SQLException failure) {
        return switch (failure.getSQLState()) {
            case NOT_ATTACHABLE -> FILE_NOT_ATTACHABLE.with().at("photos");
            case SOUND_NOT_ATTACHED -> SOUND_NOT_ATTACHABLE.with().at("voice");
            case null, default -> null;
        };
    }

    @Override
    public Content open(FileId file, String matter) {
        return read(Rendition.COPY, file, matter);
    }

    @Override
    public Content thumbnail(FileId file, String matter) {
        return read(Rendition.THUMBNAIL, file, matter);
    }

    private Content read(Rendition rendition, FileId file, String matter) {
        record Held(Vault.DataKey key, String mediaType) {}
        var held = database.sql("select key, media_type from files.file where id = ? and matter = ? and stored")
                .params(file.id(), matter)
                .query((row, n) -> new Held(vault.key(Rendition.KEY, row.getBytes("key")), row.getString("media_type")))
                .optional()
                .filter(known ->
                        rendition == Rendition.COPY || known.mediaType().equals(Rendition.MEDIA_TYPE))
                .orElseThrow(() -> FILE_UNKNOWN.with(file));
        var content = rendition.get(storage, file, held.key());
        return new Content(held.mediaType(), new ByteArrayResource(content));
    }
}
