package io.linli.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values as bytes, each with its length, so that no two lists of values read the same. */
final class Content {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final DataOutputStream out = new DataOutputStream(bytes);

    Content add(@Nullable String text) {
        return add(text == null ? null : text.getBytes(UTF_8));
    }

    Content add(byte @Nullable [] value) {
        try {
            out.writeInt(value == null ? -1 : value.length);
            out.write(value == null ? new byte[0] : value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Content add(@Nullable UUID id) {
        return add(id == null ? null : id.toString());
    }

    Content add(long number) {
        try {
            out.writeLong(number);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To the microsecond, which is what the database keeps. */
    Content add(Instant at) {
        return add(Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000));
    }

    Content addTexts(List<String> texts) {
        add(texts.size());
        texts.forEach(this::add);
        return this;
    }

    Content addAll(List<byte[]> values) {
        add(values.size());
        values.forEach(this::add);
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
