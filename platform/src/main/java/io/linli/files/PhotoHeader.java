package io.linli.files;

import static io.linli.files.FilesProblem.FILE_DAMAGED;
import static io.linli.files.FilesProblem.FILE_FORMAT_NOT_TAKEN;
import static io.linli.files.FilesProblem.FILE_NOT_A_PHOTO;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Set;

/**
 * What an upload says of itself in its first bytes, found without decoding anything: its name and the type that the
 * sender gives are not looked at.
 */
record PhotoHeader(Format format, int width, int height) {

    enum Format {
        JPEG("image/jpeg"),
        PNG("image/png");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        String mediaType() {
            return mediaType;
        }
    }

    private static final String PNG_MAGIC = "\u0089PNG\r\n\u001a\n";
    private static final Set<String> HEIF_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis");
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;

    /** For printing; no camera makes it and no browser shows it as it is meant. */
    private static final int FOUR_COLOURS = 4;

    /** Progressive photos have about ten scans; hundreds are made to keep a decoder busy. */
    private static final int MOST_SCANS = 64;

    static PhotoHeader of(byte[] content) {
        if (starts(content, 0, "\u00ff\u00d8\u00ff")) {
            return jpeg(content);
        }
        if (starts(content, 0, PNG_MAGIC)) {
            return png(content);
        }
        if (isHeif(content)) {
            throw FILE_FORMAT_NOT_TAKEN.with("HEIC").at("file");
        }
        if (starts(content, 0, "RIFF") && starts(content, 8, "WEBP")) {
            throw FILE_FORMAT_NOT_TAKEN.with("WebP").at("file");
        }
        throw FILE_NOT_A_PHOTO.with().at("file");
    }

    static boolean isHeif(byte[] content) {
        return starts(content, 4, "ftyp") && content.length >= 12 && HEIF_BRANDS.contains(text(content, 8, 4));
    }

    long pixels() {
        return (long) width * height;
    }

    /** ITU-T T.81, annex B: segments up to the first scan, then coded data until the end of the image. */
    private static PhotoHeader jpeg(byte[] content) {
        PhotoHeader found = null;
        for (var at = 2; at + 4 <= content.length; ) {
            if (byteAt(content, at) != 0xFF) {
                throw damaged();
            }
            var marker = byteAt(content, at + 1);
            if (marker == 0xFF) {
                at++; // fill
                continue;
            }
            if (marker == START_OF_SCAN) {
                if (found == null || !endsWell(content, at)) {
                    throw damaged();
                }
                return found;
            }
            if (isFrame(marker) && at + 10 <= content.length) {
                if (byteAt(content, at + 9) == FOUR_COLOURS) {
                    throw FILE_FORMAT_NOT_TAKEN.with("JPEG (CMYK)").at("file");
                }
                found = new PhotoHeader(Format.JPEG, shortAt(content, at + 7), shortAt(content, at + 5)).checked();
            }
            at += 2 + Math.max(2, shortAt(content, at + 2));
        }
        throw damaged();
    }

    /** In coded data 0xFF is followed by zero or a restart, so that markers are found by looking for them. */
    private static boolean endsWell(byte[] content, int from) {
        var scans = 0;
        for (var at = from; at + 1 < content.length; at++) {
            if (content[at] == (byte) 0xFF) {
                var marker = byteAt(content, at + 1);
                if (marker == END_OF_IMAGE) {
                    return true;
                }
                if (marker == START_OF_SCAN && ++scans > MOST_SCANS) {
                    return false;
                }
            }
        }
        return false;
    }

    /** PNG specification, section 5: the header comes first, IEND last. */
    private static PhotoHeader png(byte[] content) {
        if (!starts(content, 12, "IHDR") || content.length < 33) {
            throw damaged();
        }
        var found = new PhotoHeader(Format.PNG, intAt(content, 16), intAt(content, 20)).checked();
        for (long at = PNG_MAGIC.length(); at + 12 <= content.length; ) {
            if (starts(content, (int) at + 4, "IEND")) {
                return found;
            }
            at += 12 + Integer.toUnsignedLong(intAt(content, (int) at));
        }
        throw damaged();
    }

    private PhotoHeader checked() {
        if (width <= 0 || height <= 0) {
            throw damaged();
        }
        return this;
    }

    /** SOF0 to SOF15, but for the tables DHT, JPG and DAC. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static RuntimeException damaged() {
        return FILE_DAMAGED.with().at("file");
    }

    private static boolean starts(byte[] content, int at, String expected) {
        return content.length >= at + expected.length()
                && text(content, at, expected.length()).equals(expected);
    }

    private static String text(byte[] content, int at, int length) {
        return new String(content, at, length, ISO_8859_1);
    }

    private static int byteAt(byte[] content, int at) {
        return content[at] & 0xFF;
    }

    private static int shortAt(byte[] content, int at) {
        return byteAt(content, at) << 8 | byteAt(content, at + 1);
    }

    private static int intAt(byte[] content, int at) {
        return shortAt(content, at) << 16 | shortAt(content, at + 2);
    }
}
