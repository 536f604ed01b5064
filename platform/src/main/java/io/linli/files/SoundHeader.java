package io.linli.files;

import static io.linli.files.FilesProblem.FILE_DAMAGED;
import static io.linli.files.FilesProblem.FILE_FORMAT_NOT_TAKEN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What a voice note says of itself, found without decoding anything: the container, that it holds one voice in a format
 * that browsers record and play, and nothing to be seen, and how long it is by the times of its parts. What a header
 * claims of the length is not believed: a browser that is still recording cannot know it.
 */
record SoundHeader(Format format, Duration length) {

    enum Format {
        WEBM("audio/webm"),
        MP4("audio/mp4"),
        OGG("audio/ogg");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    private static final String EBML = "\u001aE\u00df\u00a3";
    private static final String OGG_PAGE = "OggS";
    private static final String MOVIE = "ftyp";

    /** Samples a second in the times of Ogg Opus (RFC 7845). */
    private static final long OPUS_RATE = 48_000;

    /** Whether it is a container that can hold a voice note; pictures in the same container are none. */
    static boolean isOne(byte[] content) {
        return starts(content, 0, EBML)
                || starts(content, 0, OGG_PAGE)
                || (starts(content, 4, MOVIE) && !PhotoHeader.isHeif(content));
    }

    static SoundHeader of(byte[] content) {
        try {
            var bytes = ByteBuffer.wrap(content);
            var header =
                    starts(content, 0, EBML) ? webm(bytes) : starts(content, 0, OGG_PAGE) ? ogg(bytes) : mp4(bytes);
            if (header.length().isNegative()) {
                throw damaged();
            }
            return header;
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw damaged();
        }
    }

    /**
     * Matroska: each element is its id, its size and its content. Those that hold others are entered and their size is not
     * asked: of what was recorded live it is not known.
     */
    private static SoundHeader webm(ByteBuffer content) {
        boolean opus = false;
        long scale = 1_000_000;
        long cluster = 0;
        long last = -1;
        for (int at = 0; at < content.capacity(); ) {
            int idLength = vintLength(content, at);
            int id = (int) whole(content, at, idLength);
            at += idLength;
            int sizeLength = vintLength(content, at);
            long size = whole(content, at, sizeLength) & ((1L << (7 * sizeLength)) - 1);
            at += sizeLength;
            boolean holdsOthers =
                    switch (id) {
                        case 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0 -> true;
                        default -> false;
                    };
            if (holdsOthers) {
                continue;
            }
            int end = Math.addExact(at, Math.toIntExact(size));
            if (end > content.capacity()) {
                throw damaged();
            }
            switch (id) {
                case 0x4282 -> require(text(content, at, (int) size).startsWith("webm"), "Matroska");
                case 0x83 -> require(whole(content, at, (int) size) == 2, "WebM (video)");
                case 0x86 -> {
                    require(text(content, at, (int) size).startsWith("A_OPUS"), "WebM");
                    opus = true;
                }
                case 0x2AD7B1 -> scale = whole(content, at, (int) size);
                case 0xE7 -> cluster = whole(content, at, (int) size);
                case 0xA3, 0xA1 -> last = Math.max(last, cluster + content.getShort(at + vintLength(content, at)));
                default -> {}
            }
            at = end;
        }
        if (!opus || last < 0) {
            throw damaged();
        }
        return new SoundHeader(Format.WEBM, Duration.ofNanos(Math.multiplyExact(last, scale)));
    }

    /** RFC 3533: pages, each with how many samples have gone by at its end. */
    private static SoundHeader ogg(ByteBuffer content) {
        require(text(content, 28, 8).equals("OpusHead"), "Ogg");
        int voice = content.getInt(14);
        long samples = 0;
        for (int at = 0; at < content.capacity(); ) {
            if (!text(content, at, 4).equals(OGG_PAGE)) {
                throw damaged();
            }
            require(content.getInt(at + 14) == voice, "Ogg");
            samples = Math.max(samples, Long.reverseBytes(content.getLong(at + 6)));
            int parts = content.get(at + 26) & 0xFF;
            int size = 27 + parts;
            for (int part = 0; part < parts; part++) {
                size += content.get(at + 27 + part) & 0xFF;
            }
            at += size;
            if (at > content.capacity()) {
                throw damaged();
            }
        }
        if (samples <= 0) {
            throw damaged();
        }
        return new SoundHeader(Format.OGG, Duration.ofMillis(Math.multiplyExact(samples, 1_000) / OPUS_RATE));
    }

    /** ISO/IEC 14496-12: boxes; some phones write what they record in fragments, each with its own times. */
    private static SoundHeader mp4(ByteBuffer content) {
        boolean aac = false;
        long rate = 0;
        long whole = 0;
        long fragments = 0;
        long usual = 0;
        for (int at = 0; at + 8 <= content.capacity(); ) {
            long size = Integer.toUnsignedLong(content.getInt(at));
            var type = text(content, at + 4, 4);
            int body = at + 8;
            if (size == 1) {
                size = content.getLong(body);
                body += 8;
            }
            int end = size == 0 ? content.capacity() : Math.addExact(at, Math.toIntExact(size));
            if (end < body || end > content.capacity()) {
                throw damaged();
            }
            int flags = end >= body + 4 ? content.getInt(body) & 0xFF_FFFF : 0;
            switch (type) {
                case "moov", "trak", "mdia", "minf", "stbl", "moof", "traf", "mvex" -> end = body;
                case "hdlr" -> require(!text(content, body + 8, 4).equals("vide"), "MP4 (video)");
                case "stsd" -> {
                    require(text(content, body + 12, 4).equals("mp4a"), "MP4");
                    aac = true;
                }
                case "mdhd" -> {
                    boolean wide = content.get(body) == 1;
                    rate = Integer.toUnsignedLong(content.getInt(body + (wide ? 20 : 12)));
                    whole = wide ? content.getLong(body + 24) : Integer.toUnsignedLong(content.getInt(body + 16));
                }
                case "trex" -> usual = Integer.toUnsignedLong(content.getInt(body + 12));
                case "tfhd" -> {
                    if ((flags & 0x8) != 0) {
                        int before = 8 + ((flags & 0x1) == 0 ? 0 : 8) + ((flags & 0x2) == 0 ? 0 : 4);
                        usual = Integer.toUnsignedLong(content.getInt(body + before));
                    }
                }
                case "trun" -> fragments = Math.addExact(fragments, run(content, body, flags, usual));
                default -> {}
            }
            at = end;
        }
        long units = Math.max(fragments, whole);
        if (!aac || rate == 0 || units <= 0) {
            throw damaged();
        }
        return new SoundHeader(Format.MP4, Duration.ofMillis(Math.multiplyExact(units, 1_000) / rate));
    }

    private static long run(ByteBuffer content, int body, int flags, long usual) {
        long samples = Integer.toUnsignedLong(content.getInt(body + 4));
        if ((flags & 0x100) == 0) {
            return Math.multiplyExact(samples, usual);
        }
        int at = body + 8 + ((flags & 0x1) == 0 ? 0 : 4) + ((flags & 0x4) == 0 ? 0 : 4);
        int each = 4 * Integer.bitCount(flags & 0xF00);
        long sum = 0;
        for (long sample = 0; sample < samples; sample++) {
            sum += Integer.toUnsignedLong(content.getInt(at));
            at += each;
        }
        return sum;
    }

    /** A number whose first set bit tells how many bytes it has. */
    private static int vintLength(ByteBuffer content, int at) {
        int zeros = Integer.numberOfLeadingZeros(content.get(at) & 0xFF) - 24;
        if (zeros > 7) {
            throw damaged();
        }
        return zeros + 1;
    }

    private static long whole(ByteBuffer content, int at, int length) {
        if (length > 8) {
            throw damaged();
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = (number << 8) | (content.get(at + i) & 0xFF);
        }
        return number;
    }

    private static void require(boolean taken, String what) {
        if (!taken) {
            throw FILE_FORMAT_NOT_TAKEN.with(what).at("file");
        }
    }

    private static RuntimeException damaged() {
        return FILE_DAMAGED.with().at("file");
    }

    private static boolean starts(byte[] content, int at, String expected) {
        return content.length >= at + expected.length()
                && new String(content, at, expected.length(), ISO_8859_1).equals(expected);
    }

    private static String text(ByteBuffer content, int at, int length) {
        var bytes = new byte[length];
        content.get(at, bytes);
        return new String(bytes, ISO_8859_1);
    }
}
