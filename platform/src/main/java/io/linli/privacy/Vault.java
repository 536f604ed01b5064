package io.linli.privacy;

/**
 * Keeps personal data so that neither the database nor a copy of it can be read: AES-256-GCM with versioned keys from
 * {@code LINLI_KEY_FILE}. The purpose (such as {@code incident.contact}) is bound to the text: sealed for one purpose,
 * it does not open for another.
 */
public interface Vault {

    byte[] seal(String purpose, String text);

    /** Refuses with an {@link IllegalStateException} what was changed or sealed for another purpose. */
    String open(String purpose, byte[] sealed);

    byte[] seal(String purpose, byte[] content);

    byte[] openBytes(String purpose, byte[] sealed);

    /** The same for the same text, and not to be turned back: for equality search. Shows equality (documented). */
    byte[] blindIndex(String purpose, String normalised);
}
