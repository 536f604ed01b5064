package io.linli.privacy;

/** Makes free text fit to be kept in clear: identity and telephone numbers are replaced by markers; names may remain. */
public interface Redaction {

    String redact(String text);
}
