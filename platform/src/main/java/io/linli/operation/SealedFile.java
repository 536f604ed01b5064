package io.linli.operation;

import static io.linli.settings.CannotStart.Reason.BACKUP_CHANGED;
import static io.linli.settings.CannotStart.Reason.BACKUP_CUT_SHORT;
import static io.linli.settings.CannotStart.Reason.BACKUP_FOREIGN;
import static io.linli.settings.CannotStart.Reason.BACKUP_NEWER;
import static io.linli.settings.CannotStart.Reason.BACKUP_UNREADABLE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.linli.settings.CannotStart;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.apache.commons.io.input.BoundedInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file that only the right key opens, however large: a head in clear, the content by Tink's streaming AEAD (AES-256-GCM
 * in segments of a megabyte, bound to the head, each to its place and the last one to being the last), and a closing
 * line. What is missing or changed anywhere is noticed.
 */
final class SealedFile {

    static final int FORMAT = 1;

    private static final byte[] BEGIN = "LINLI BACKUP\n".getBytes(US_ASCII);
    private static final byte[] END = "\nLINLI END\n".getBytes(US_ASCII);
    private static final int LONGEST_HEAD = 64 << 10;
    private static final int SEGMENT = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;
    private final Head head;
    private final byte[] headBytes;
    private final long start;
    private final long length;
    private final byte[] key;

    private SealedFile(Path path, Head head, byte[] headBytes, long start, long length, byte[] key) {
        this.path = path;
        this.head = head;
        this.headBytes = headBytes;
        this.start = start;
        this.length = length;
        this.key = key;
    }

    /** In clear: what is told of a backup before it is opened. */
    record Head(int format, String version, Instant made, Seal.Kept key) {}

    /** Takes the content; the file gets its name when it is whole. */
    static Writing write(Path target, String version, Instant made, Seal seal) throws IOException {
        var key = Seal.random(Seal.KEY_BYTES);
        var head = JSON.writeValueAsBytes(new Head(FORMAT, version, made, seal.keep(key)));
        var part = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(part);
        var channel = FileChannel.open(
                part,
                Set.of(CREATE_NEW, WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            var out = new BufferedOutputStream(Channels.newOutputStream(channel), SEGMENT);
            out.write(BEGIN);
            out.write(ByteBuffer.allocate(Integer.BYTES).putInt(head.length).array());
            out.write(head);
            return new Writing(streaming(key).newEncryptingStream(new Open(out), head), out, channel, part, target);
        } catch (GeneralSecurityException e) {
            channel.close();
            throw new IllegalStateException("AES-256-GCM is missing in this Java", e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Closing makes it whole; what fails before that is abandoned. */
    static final class Writing extends FilterOutputStream {

        private final OutputStream below;
        private final FileChannel channel;
        private final Path part;
        private final Path target;

        private Writing(OutputStream sealing, OutputStream below, FileChannel channel, Path part, Path target) {
            super(sealing);
            this.below = below;
            this.channel = channel;
            this.part = part;
            this.target = target;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            try (channel) {
                out.close();
                below.write(END);
                below.flush();
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        void abandon() throws IOException {
            channel.close();
            Files.deleteIfExists(part);
        }
    }

    /** The stream above it is closed first; this one still has its closing line to come. */
    private static final class Open extends FilterOutputStream {

        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    static SealedFile open(Path path, Seal seal) {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            if (!Arrays.equals(in.readNBytes(BEGIN.length), BEGIN)) {
                throw new CannotStart(BACKUP_FOREIGN, path);
            }
            var size = in.readInt();
            if (size < 0 || size > LONGEST_HEAD) {
                throw new CannotStart(BACKUP_CHANGED, path);
            }
            var bytes = in.readNBytes(size);
            var start = BEGIN.length + Integer.BYTES + size;
            var length = Files.size(path) - start - END.length;
            if (length < 0 || !Arrays.equals(end(path), END)) {
                throw new CannotStart(BACKUP_CUT_SHORT, path);
            }
            var head = head(path, bytes);
            return new SealedFile(path, head, bytes, start, length, key(path, head, seal));
        } catch (EOFException e) {
            throw new CannotStart(e, BACKUP_CUT_SHORT, path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static byte[] end(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            var end = new byte[END.length];
            file.seek(Math.max(0, file.length() - END.length));
            file.readFully(end);
            return end;
        }
    }

    private static Head head(Path path, byte[] bytes) {
        try {
            var format = JSON.readTree(bytes).path("format").asInt(0);
            if (format > FORMAT) {
                var version = JSON.readTree(bytes).path("version").asString("?");
                throw new CannotStart(BACKUP_NEWER, path, version);
            }
            return JSON.readValue(bytes, Head.class);
        } catch (JacksonException e) {
            throw new CannotStart(e, BACKUP_CHANGED, path);
        }
    }

    private static byte[] key(Path path, Head head, Seal seal) {
        try {
            return seal.open(head.key(), path);
        } catch (IllegalArgumentException e) {
            throw new CannotStart(e, BACKUP_CHANGED, path); // not Base64
        }
    }

    Path path() {
        return path;
    }

    Head head() {
        return head;
    }

    long size() {
        return length;
    }

    /** The content; whoever reads to its end has read what was written. */
    InputStream content() throws IOException {
        var file = new Faithful(Files.newInputStream(path));
        try {
            file.skipNBytes(start);
            var sealed = BoundedInputStream.builder()
                    .setInputStream(new BufferedInputStream(file, SEGMENT))
                    .setMaxCount(length)
                    .get();
            return new Checked(streaming(key).newDecryptingStream(sealed, headBytes));
        } catch (GeneralSecurityException e) {
            file.close();
            throw new CannotStart(e, BACKUP_CHANGED, path);
        }
    }

    private static AesGcmHkdfStreaming streaming(byte[] key) {
        try {
            return new AesGcmHkdfStreaming(key, "HmacSha256", Seal.KEY_BYTES, SEGMENT, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is missing in this Java", e);
        }
    }

    private static CannotStart unreadable(Path path, IOException e) {
        return new CannotStart(e, BACKUP_UNREADABLE, path, e.getClass().getSimpleName() + " " + e.getMessage());
    }

    /** The disk's own faults, told apart from those of the content. */
    private final class Faithful extends FilterInputStream {

        Faithful(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int count) {
            try {
                return in.read(into, from, count);
            } catch (IOException e) {
                throw unreadable(path, e);
            }
        }
    }

    private final class Checked extends FilterInputStream {

        Checked(InputStream in) {
            super(in);
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int count) {
            try {
                return in.read(into, from, count);
            } catch (IOException e) {
                throw new CannotStart(e, BACKUP_CHANGED, path);
            }
        }

        // nothing is passed over unread
        @Override
        public long skip(long count) {
            return Math.max(0, read(new byte[(int) Math.min(count, SEGMENT)], 0, (int) Math.min(count, SEGMENT)));
        }
    }
}
