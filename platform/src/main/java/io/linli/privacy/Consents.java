package io.linli.privacy;

/**
 * Whether a person agrees to what is done by consent alone. Whoever does it asks each time, so that a withdrawal
 * works at once (个人信息保护法 art. 15). Implemented above; works without, and then nobody has said anything.
 */
public interface Consents {

    enum State {
        NEVER_ASKED,
        GIVEN,
        WITHDRAWN
    }

    State of(String account, String purpose);
}
