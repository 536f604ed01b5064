package io.linli.files;

import static io.linli.files.FilesProblem.FILES_NO_ROOM;
import static io.linli.files.FilesProblem.FILES_TOO_MANY;
import static io.linli.files.FilesProblem.FILE_ID_TAKEN;
import static io.linli.files.FilesProblem.FILE_MISSING;
import static io.linli.files.FilesProblem.FILE_TOO_LARGE;
import static io.linli.files.FilesProblem.FILE_TOO_MANY_PIXELS;
import static io.linli.files.FilesProblem.SOUND_TOO_LARGE;
import static io.linli.files.FilesProblem.SOUND_TOO_LONG;
import static java.time.ZoneOffset.UTC;

import io.linli.privacy.Vault;
import io.linli.privacy.Vault.DataKey;
import io.linli.settings.Ids;
import io.linli.settings.Room;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Takes photos and voice notes in. What it answers for is kept: sealed, on the disk, and known to the database. */
@Service
public class Uploads implements Room {

    private static final Duration LATER = Duration.ofHours(1);

    private final FilesSettings settings;
    private final Darkroom darkroom;
    private final FileStorage storage;
    private final Vault vault;
    private final JdbcClient database;
    private final Clock clock;

    Uploads(
            FilesSettings settings,
            Darkroom darkroom,
            FileStorage storage,
            Vault vault,
            JdbcClient database,
            Clock clock) {
        this.settings = settings;
        this.darkroom = darkroom;
        this.storage = storage;
        this.vault = vault;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean isLeft() {
        return storage.percentFull() < settings.fullAt();
    }

    public UploadedFile take(byte[] content, String uploader) {
        return take(content, uploader, null);
    }

    /**
     * Takes it in under the id that the sender chose, once, however often it is sent.
     *
     * @param chosen null: a new one
     */
    public UploadedFile take(byte[] content, String uploader, @Nullable FileId chosen) {
        if (content.length == 0) {
            throw FILE_MISSING.with().at("file");
        }
        if (content.length > settings.largest().toBytes()) {
            throw FILE_TOO_LARGE.with(settings.largest().toMegabytes()).at("file");
        }
        var kind = SoundHeader.isOne(content) ? sound(content) : photo(content);
        if (!isLeft()) {
            throw FILES_NO_ROOM.with();
        }
        var id = chosen == null ? new FileId(Ids.next()) : chosen;
        var earlier = chosen == null ? null : earlier(id, content, uploader);
        return earlier == null ? keep(id, content, kind.get(), uploader) : earlier;
    }

    /**
     * What is kept of an upload.
     *
     * @param original what it was, for the record
     */
    private record Kept(String original, String mediaType, int width, int height, Map<Rendition, byte[]> renditions) {}

    private Supplier<Kept> photo(byte[] content) {
        var header = PhotoHeader.of(content);
        if (header.pixels() > settings.pixels()) {
            throw FILE_TOO_MANY_PIXELS
                    .with(settings.pixels() / 10_000, settings.pixels() / 1_000_000)
                    .at("file");
        }
        return () -> {
            var prints = darkroom.develop(content, header);
            return new Kept(
                    header.format().mediaType(),
                    Rendition.MEDIA_TYPE,
                    prints.copy().width(),
                    prints.copy().height(),
                    Map.of(
                            Rendition.ORIGINAL,
                            content,
                            Rendition.COPY,
                            prints.copy().bytes(),
                            Rendition.THUMBNAIL,
                            prints.thumbnail().bytes()));
        };
    }

    /** It is given out as it was spoken: there is nothing beside the voice to leave away, and so no second copy. */
    private Supplier<Kept> sound(byte[] content) {
        if (content.length > settings.largestSound().toBytes()) {
            throw SOUND_TOO_LARGE.with(settings.largestSound().toMegabytes()).at("file");
        }
        var header = SoundHeader.of(content);
        if (header.length().compareTo(settings.longestSound()) > 0) {
            throw SOUND_TOO_LONG.with(settings.longestSound().toMinutes()).at("file");
        }
        var type = header.format().mediaType();
        return () -> new Kept(type, type, 0, 0, Map.of(Rendition.COPY, content));
    }

    /** What an earlier sending made; null when there was none, or when a crash cut it short. */
    private @Nullable UploadedFile earlier(FileId id, byte[] content, String uploader) {
        var now = clock.instant();
        // whole, but its time has nearly run out: it waits for its matter from now on
        database.sql("update files.file set expires_at = ? where id = ? and uploader = ? and matter is null and stored")
                .params(now.plus(settings.keep()).atOffset(UTC), id.id(), uploader)
                .update();
        record Known(String uploader, boolean stored, String sha256, UploadedFile file) {}
        var known = database.sql("""
                        select uploader, stored, encode(original_sha256, 'hex') as sha256, media_type, width, height, bytes
                        from files.file where id = ?""")
                .param(id.id())
                .query((row, n) -> new Known(
                        row.getString("uploader"),
                        row.getBoolean("stored"),
                        Objects.requireNonNullElse(row.getString("sha256"), ""),
                        new UploadedFile(
                                id,
                                Objects.requireNonNullElse(row.getString("media_type"), ""),
                                row.getInt("width"),
                                row.getInt("height"),
                                row.getInt("bytes"))))
                .optional()
                .orElse(null);
        if (known == null) {
            return null;
        }
        if (!known.uploader().equals(uploader)
                || (known.stored() && !known.sha256().equals(HexFormat.of().formatHex(sha256(content))))) {
            throw FILE_ID_TAKEN.with().at("id");
        }
        return known.stored() ? known.file() : null;
    }

    /** The row first, so that a crash leaves no content without one; it counts only when all its content is there. */
    private UploadedFile keep(FileId id, byte[] content, Kept kept, String uploader) {
        var key = vault.newKey(Rendition.KEY);
        var now = clock.instant();
        var made = database.sql("""
                        insert into files.file (id, uploader, key, uploaded_at, expires_at)
                        select :id, :uploader, :key, :now, :expires
                         where (select count(*) from files.file
                                 where uploader = :uploader and matter is null and uploaded_at > :since) < :most
                        on conflict (id) do nothing""")
                .param("id", id.id())
                .param("uploader", uploader)
                .param("key", key.wrapped())
                .param("now", now.atOffset(UTC))
                .param("expires", now.plus(settings.keep()).atOffset(UTC))
                .param("since", now.minus(settings.keep()).atOffset(UTC))
                .param("most", settings.unattached())
                .update();
        if (made == 0) {
            // begun before, and cut short or still at it: under the same key it does not matter who writes last
            key = unfinished(id, uploader)
                    .orElseThrow(
                            () -> FILES_TOO_MANY.with(settings.unattached()).retryAfter(LATER));
        }
        for (var rendition : Rendition.values()) {
            var print = kept.renditions().get(rendition);
            if (print != null) {
                rendition.put(storage, id, key, print);
            }
        }
        var copy = Objects.requireNonNull(kept.renditions().get(Rendition.COPY));
        var stored = new UploadedFile(id, kept.mediaType(), kept.width(), kept.height(), copy.length);
        database.sql("""
                        update files.file
                           set stored = true, media_type = :type, width = :width, height = :height, bytes = :bytes,
                               original_type = :original, original_bytes = :size, original_sha256 = :sha256
                         where id = :id""")
                .param("type", stored.mediaType())
                .param("width", stored.width())
                .param("height", stored.height())
                .param("bytes", stored.bytes())
                .param("original", kept.original())
                .param("size", content.length)
                .param("sha256", sha256(content))
                .param("id", id.id())
                .update();
        return stored;
    }

    private Optional<DataKey> unfinished(FileId id, String uploader) {
        return database.sql("select key from files.file where id = ? and uploader = ? and not stored")
                .params(id.id(), uploader)
                .query((row, n) -> vault.key(Rendition.KEY, row.getBytes(1)))
                .optional();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
