package io.linli.files;

import io.linli.privacy.Vault.DataKey;
import java.util.Locale;

/** What is kept of one file, each sealed with the file's own key. */
enum Rendition {
    /** As it was uploaded, with all that the camera wrote: evidence, never given out with a matter. */
    ORIGINAL,
    COPY,
    THUMBNAIL;

    /** What the vault binds the key of a file to. */
    static final String KEY = "files.key";

    /** Of copy and thumbnail. */
    static final String MEDIA_TYPE = "image/jpeg";

    void put(FileStorage storage, FileId file, DataKey key, byte[] content) {
        storage.put(name(file), key.seal(name(file), content));
    }

    byte[] get(FileStorage storage, FileId file, DataKey key) {
        return key.open(name(file), storage.get(name(file)));
    }

    void delete(FileStorage storage, FileId file) {
        storage.delete(name(file));
    }

    private String name(FileId file) {
        return file + "." + name().toLowerCase(Locale.ROOT);
    }
}
