package io.linli.settings;

import java.util.Locale;

/** Why Linli, or one of its commands, does not start: told in one line, in Chinese and in English. */
public final class CannotStart extends RuntimeException {

    /** Each has its text in {@code messages/settings.properties} under {@code start.<name>}. */
    public enum Reason {
        PORT_IN_USE,
        ADDRESS_NOT_OURS,
        DATA_NOT_A_FOLDER,
        DATA_NOT_WRITABLE,
        DATA_FOREIGN,
        DATA_NEWER,
        DATA_UNREADABLE,
        DATA_IN_USE,
        DATA_OF_DEMO,
        DATA_OF_PRODUCTION,
        DATA_NOT_OURS_TO_CLEAR,
        DISK_FULL,
        DATABASE_DAMAGED,
        DATABASE_STILL_RUNNING,
        DATABASE_NOT_FOR_THIS_MACHINE,
        DATABASE_AS_ROOT,
        DATABASE_UNREACHABLE,
        DATABASE_TOO_OLD,
        DATABASE_NOT_UTF8,
        DATABASE_WITHOUT_EXTENSION,
        DATABASE_BLIND_TO_CHINESE,
        DATABASE_FORGETS,
        DATABASE_OF_DEMO,
        DATABASE_OF_PRODUCTION,
        DATABASE_ROLE_TOO_STRONG,
        SCHEMA_NEWER,
        SCHEMA_CHANGED,
        KEYS_MISSING,
        KEYS_FOREIGN,
        KEYS_VERSION_MISSING,
        KEYS_DAMAGED,
        KEYS_NEWER,
        KEYS_OPEN_TO_OTHERS,
        KEYS_UNREADABLE,
        KEYS_NOT_WRITABLE,
        KEYS_IN_DATA,
        TLS_UNUSABLE,
        DATA_NOT_EMPTY,
        DATABASE_NOT_EMPTY,
        BACKUP_NOT_WRITTEN,
        BACKUP_UNREADABLE,
        BACKUP_FOREIGN,
        BACKUP_CUT_SHORT,
        BACKUP_CHANGED,
        BACKUP_NEWER,
        BACKUP_MIGRATIONS_CHANGED,
        BACKUP_UNFIT,
        BACKUP_KEYS_FOREIGN,
        BACKUP_PASSPHRASE_MISSING,
        BACKUP_PASSPHRASE_WRONG,
        BACKUP_PASSPHRASE_SHORT,
        OPTION_UNKNOWN,
        DUTY_UNKNOWN,
        DUTY_MISSING,
        INSTANCES_OUT_OF_RANGE,
        INSTANCES_NOT_OWN_TLS,
        INSTANCE_ENDED,
        GATEWAY_MISSING,
        GATEWAY_SILENT,
        REGISTRY_SECRET_SHORT,
        UNEXPECTED
    }

    private final Reason reason;
    private final transient Object[] details;

    public CannotStart(Reason reason, Object... details) {
        super(reason.name());
        this.reason = reason;
        this.details = details;
    }

    public CannotStart(Throwable cause, Reason reason, Object... details) {
        super(reason.name(), cause);
        this.reason = reason;
        this.details = details;
    }

    public Reason reason() {
        return reason;
    }

    /** The line for people, without a line break in it. */
    public String line() {
        var key = "start." + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return "linli: "
                + BothLanguages.of("messages/settings").say(key, details).replaceAll("\\s*\\R\\s*", " ");
    }
}
