package io.linli.privacy;

/** Makes free text fit to be kept in clear: identity and telephone numbers are replaced by markers; names may remain. */
public interface Redaction {

    String redact(String text);

    /** Where there is no application to ask for it. */
    static Redaction ofNumbers() {
        return new NumberRedaction();
    }
}
