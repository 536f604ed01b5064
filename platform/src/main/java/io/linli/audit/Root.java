package io.linli.audit;

import java.time.Instant;

/**
 * The last root of the audit record: whoever keeps it elsewhere can prove later that nothing up to here was changed.
 *
 * @param root 64 hexadecimal digits
 */
public record Root(long number, Instant sealedAt, String root) {

    /** As it is written down: 17:9f86d081… */
    public String words() {
        return number + ":" + root;
    }
}
