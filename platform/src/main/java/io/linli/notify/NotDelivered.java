package io.linli.notify;

import org.jspecify.annotations.Nullable;

/** Why a message was not taken. Says nothing of whom it was for. */
final class NotDelivered extends Exception {

    private final String code;
    private final boolean lasting;

    private NotDelivered(String code, boolean lasting, @Nullable Throwable cause) {
        super(code, cause);
        this.code = code;
        this.lasting = lasting;
    }

    /** It may be taken later. */
    static NotDelivered now(String code, @Nullable Throwable cause) {
        return new NotDelivered(code, false, cause);
    }

    /** It will not be taken however often it is tried. */
    static NotDelivered ever(String code, @Nullable Throwable cause) {
        return new NotDelivered(code, true, cause);
    }

    String code() {
        return code;
    }

    boolean lasting() {
        return lasting;
    }
}
