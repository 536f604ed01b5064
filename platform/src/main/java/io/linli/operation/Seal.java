package io.linli.operation;

import static io.linli.settings.CannotStart.Reason.BACKUP_KEYS_FOREIGN;
import static io.linli.settings.CannotStart.Reason.BACKUP_PASSPHRASE_MISSING;
import static io.linli.settings.CannotStart.Reason.BACKUP_PASSPHRASE_SHORT;
import static io.linli.settings.CannotStart.Reason.BACKUP_PASSPHRASE_WRONG;
import static io.linli.settings.CannotStart.Reason.BACKUP_UNREADABLE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.subtle.AesGcmJce;
import io.linli.privacy.KeysApart;
import io.linli.settings.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/** What the key of a backup is kept with: the key file, or a passphrase that lies in a file of its own. */
record Seal(KeysApart keys, @Nullable Path passphraseFile) {

    static final int KEY_BYTES = 32;
    static final int SHORTEST = 12;

    private static final String PURPOSE = "operation.backup";
    private static final byte[] WORD = "linli backup".getBytes(UTF_8);
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * The key as it stands in a backup, in Base64.
     *
     * @param byKeyFile sealed by the key file: the key itself or, when a passphrase keeps it, a word that shows whether a
     *     key file fits, since without a fitting one nothing personal in the restored data can be read
     */
    record Kept(
            String byKeyFile,
            @Nullable String salt,
            @Nullable String byPassphrase) {}

    static byte[] random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    Kept keep(byte[] key) {
        if (passphraseFile == null) {
            return new Kept(text(keys.seal(PURPOSE, key)), null, null);
        }
        var salt = random(SALT_BYTES);
        try {
            var sealed = new AesGcmJce(derived(passphraseFile, salt)).encrypt(key, WORD);
            return new Kept(text(keys.seal(PURPOSE, WORD)), text(salt), text(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is missing in this Java", e);
        }
    }

    /** The key of a backup; refused in one line when this cannot open it. */
    byte[] open(Kept kept, Path backup) {
        if (kept.salt() == null || kept.byPassphrase() == null) {
            return keys.open(PURPOSE, bytes(kept.byKeyFile()))
                    .orElseThrow(() -> new CannotStart(BACKUP_KEYS_FOREIGN, keys.path(), backup));
        }
        if (passphraseFile == null) {
            throw new CannotStart(BACKUP_PASSPHRASE_MISSING, backup);
        }
        try {
            return new AesGcmJce(derived(passphraseFile, bytes(kept.salt()))).decrypt(bytes(kept.byPassphrase()), WORD);
        } catch (GeneralSecurityException e) {
            throw new CannotStart(e, BACKUP_PASSPHRASE_WRONG, backup);
        }
    }

    /** That what is restored could be read with the key file. */
    void fits(Kept kept, Path backup) {
        if (keys.open(PURPOSE, bytes(kept.byKeyFile())).isEmpty()) {
            throw new CannotStart(BACKUP_KEYS_FOREIGN, keys.path(), backup);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getDecoder().decode(text);
    }

    /** Argon2id with the second recommended parameters of RFC 9106. */
    private static byte[] derived(Path file, byte[] salt) {
        try {
            var passphrase = Files.readString(file).strip();
            if (passphrase.length() < SHORTEST) {
                throw new CannotStart(BACKUP_PASSPHRASE_SHORT, file, SHORTEST);
            }
            var generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withIterations(3)
                    .withMemoryAsKB(64 << 10)
                    .withParallelism(4)
                    .withSalt(salt)
                    .build());
            var key = new byte[KEY_BYTES];
            generator.generateBytes(passphrase.getBytes(UTF_8), key);
            return key;
        } catch (IOException e) {
            throw new CannotStart(e, BACKUP_UNREADABLE, file, String.valueOf(e.getMessage()));
        }
    }
}
