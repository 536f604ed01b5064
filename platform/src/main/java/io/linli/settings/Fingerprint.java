package io.linli.settings;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A short proof of content that stands in every backup, so that whoever wrote the same down elsewhere can compare it
 * with what a backup gives back. Found through {@link java.util.ServiceLoader}, since backups are made and looked at
 * while the application does not run.
 */
public interface Fingerprint {

    /** Such as {@code audit}. */
    String name();

    /** Of what that connection sees, in the transaction that it is in; none where there is nothing to prove yet. */
    Optional<String> of(Connection database) throws SQLException;
}
