package io.linli.privacy;

import static io.linli.settings.CannotStart.Reason.KEYS_FOREIGN;
import static io.linli.settings.CannotStart.Reason.KEYS_UNREADABLE;

import io.linli.settings.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The key file for those who work without the application, such as a backup: it seals and opens by the newest key. */
public final class KeysApart {

    private final KeyFile file;

    private KeysApart(KeyFile file) {
        this.file = file;
    }

    public static KeysApart in(Path file) {
        return new KeysApart(new KeyFile(file));
    }

    /** The same place as the server's: see linli.key-file. */
    public static KeysApart named() {
        var set = System.getenv("LINLI_KEY_FILE");
        return in(
                set == null || set.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".config", "linli", "keys.json")
                        : Path.of(set));
    }

    public Path path() {
        return file.path();
    }

    public boolean exist() {
        return file.exists();
    }

    public byte[] seal(String purpose, byte[] content) {
        var keys = read();
        return Envelope.seal(keys, keys.current(), purpose, content);
    }

    /** Empty when this file does not have the key. */
    public Optional<byte[]> open(String purpose, byte[] sealed) {
        var keys = read();
        try {
            return Optional.of(Envelope.open(keys, purpose, sealed));
        } catch (IllegalStateException e) {
            return Optional.empty(); // why it does not open is the same for whoever has the wrong file
        }
    }

    /** The file as it is; for a copy that is sealed otherwise. */
    public byte[] content() {
        read();
        try {
            return Files.readAllBytes(file.path());
        } catch (IOException e) {
            throw new CannotStart(e, KEYS_UNREADABLE, file.path());
        }
    }

    /** Puts a file back from its copy. One that is there is never overwritten: it must be the same. */
    public void putBack(byte[] content) {
        if (file.exists()) {
            if (!Arrays.equals(content(), content)) {
                throw new CannotStart(KEYS_FOREIGN, file.path());
            }
            return;
        }
        file.create(KeyFile.parsed(content, file.path()));
    }

    private KeyRing read() {
        if (!file.exists()) {
            throw new CannotStart(KEYS_UNREADABLE, file.path());
        }
        return file.read();
    }
}
