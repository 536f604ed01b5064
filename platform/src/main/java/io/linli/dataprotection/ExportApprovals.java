package io.linli.dataprotection;

import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acting;
import io.linli.settings.Acts;
import io.linli.spreadsheet.ExportGate;
import io.linli.spreadsheet.ExportRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets many people's data out with a purpose and a second person's word: for that list, that person, so many rows, within
 * some days, and once.
 */
@Component
class ExportApprovals implements ExportGate {

    private final JdbcClient database;
    private final ObjectProvider<Acting> acting;
    private final Vault vault;
    private final Acts acts;
    private final Clock clock;

    ExportApprovals(JdbcClient database, ObjectProvider<Acting> acting, Vault vault, Acts acts, Clock clock) {
        this.database = database;
        this.acting = acting;
        this.vault = vault;
        this.acts = acts;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<String> purpose(ExportRequest request) {
        var approval = id(request.approval());
        var actor = Optional.ofNullable(acting.getIfAvailable()).flatMap(Acting::now);
        if (approval.isEmpty() || actor.isEmpty()) {
            return Optional.empty();
        }
        var now = Rows.at(clock.instant());
        var purpose = database.sql("""
                        update dataprotection.request set used_at = ?
                        where id = ? and kind = 'EXPORT' and state = 'GRANTED' and owner = ? and what = array[?::text]
                          and most >= ? and until > ? and used_at is null
                        returning purpose""")
                .params(
                        now,
                        approval.get(),
                        UUID.fromString(actor.get().account()),
                        request.name(),
                        request.personalRows(),
                        now)
                .query((row, n) -> vault.open(ProtectionRequests.PURPOSE, row.getBytes("purpose")))
                .optional();
        purpose.ifPresent(why -> acts.did(Act.of("dataprotection.export")
                .on("request", approval.get(), request.name(), request.personalRows())
                .because(why)));
        return purpose;
    }

    private static Optional<UUID> id(@Nullable String approval) {
        try {
            return Optional.ofNullable(approval).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
