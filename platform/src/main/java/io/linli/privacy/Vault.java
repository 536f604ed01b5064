package io.linli.privacy;

/**
 * Keeps personal data so that neither the database nor a copy of it can be read: AES-256-GCM with versioned keys from
 * {@code LINLI_KEY_FILE}. The purpose (such as {@code incident.contact}) is bound to the text: sealed for one purpose,
 * it does not open for another.
 *
 * <p>The first byte of what is sealed names the format, the next two the version of the key.
 */
public interface Vault {

    byte[] seal(String purpose, String text);

    /** Refuses with an {@link IllegalStateException} what was changed or sealed for another purpose. */
    String open(String purpose, byte[] sealed);

    byte[] seal(String purpose, byte[] content);

    byte[] openBytes(String purpose, byte[] sealed);

    /** The same for the same text, and not to be turned back: for equality search. Shows equality (documented). */
    byte[] blindIndex(String purpose, String normalised);

    /**
     * A code over the content that nobody can make without the key file: proves later that it was not changed. The key
     * is not rotated with the others, or what was written before could no longer be proved.
     */
    byte[] mac(String purpose, byte[] content);

    /** A new key for one large thing, such as one file; keep what {@link DataKey#wrapped} gives beside the thing. */
    DataKey newKey(String purpose);

    /** The key that was wrapped for this purpose; refuses as {@link #open}. */
    DataKey key(String purpose, byte[] wrapped);

    /** The key of one thing. Never shown in clear, so it cannot be written down by mistake. */
    interface DataKey {

        /** The key, sealed by the vault. */
        byte[] wrapped();

        byte[] seal(String purpose, byte[] content);

        byte[] open(String purpose, byte[] sealed);
    }
}
