package io.linli.operation;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Passes on what is written, counts it and keeps its SHA-256. It does not close what it passes it on to. */
final class Measured extends FilterOutputStream {

    private final MessageDigest digest;
    private final LongConsumer progress;
    private long bytes;

    Measured(OutputStream out, LongConsumer progress) {
        super(out);
        this.progress = progress;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] content, int from, int count) throws IOException {
        out.write(content, from, count);
        digest.update(content, from, count);
        bytes += count;
        progress.accept(count);
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }

    long bytes() {
        return bytes;
    }

    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
