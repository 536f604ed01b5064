package io.linli.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One act as it stands in the database. What the application wrote is under its code; the rest comes with the seal. Codes
 * and digests are hexadecimal.
 */
record AuditRecord(Written by, String mac, Position position, Instant written) {

    /** What the application says of the act. */
    record Written(
            UUID id,
            Instant at,
            @Nullable UUID account,
            @Nullable String role,
            @Nullable String unit,
            String area,
            String action,
            String outcome,
            @Nullable String kind,
            List<String> objects,
            @Nullable String code,
            List<byte[]> persons,
            @Nullable String network,
            @Nullable UUID request,
            @Nullable String reason) {

        byte[] toBytes() {
            return new Content()
                    .add(id)
                    .add(at)
                    .add(account)
                    .add(role)
                    .add(unit)
                    .add(area)
                    .add(action)
                    .add(outcome)
                    .add(kind)
                    .addTexts(objects)
                    .add(code)
                    .addAll(persons)
                    .add(network)
                    .add(request)
                    .add(reason)
                    .toBytes();
        }
    }

    byte[] leaf() {
        return Merkle.leaf(new Content()
                .add(by.toBytes())
                .add(mac)
                .add(position.epoch())
                .add(position.transaction())
                .add(position.number())
                .add(written)
                .toBytes());
    }
}
