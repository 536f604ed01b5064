package io.linli.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Photos made for a test. */
public final class SomePhoto {

    public static final String CAMERA = "LinliCanaryCamera";
    public static final String COMMENT = "LinliCanaryComment";

    private SomePhoto() {}

    /** The left half red, the right half blue. */
    public static byte[] jpeg(int width, int height) {
        return encoded(picture(width, height, BufferedImage.TYPE_INT_RGB), "jpeg");
    }

    /** As {@link #jpeg}, with nothing in its right half. */
    public static byte[] png(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var canvas = image.createGraphics();
        canvas.setColor(Color.RED);
        canvas.fillRect(0, 0, width / 2, height);
        canvas.dispose();
        return encoded(image, "png");
    }

    /** With what a phone writes beside the picture: camera, orientation, place, and a comment. */
    public static byte[] jpegOfAPhone(int width, int height, int orientation) {
        var plain = jpeg(width, height);
        var exif = exif(orientation);
        var comment = COMMENT.getBytes(US_ASCII);
        return ByteBuffer.allocate(plain.length + exif.length + 4 + comment.length + 4)
                .put(plain, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (exif.length + 2))
                .put(exif)
                .putShort((short) 0xFFFE)
                .putShort((short) (comment.length + 2))
                .put(comment)
                .put(plain, 2, plain.length - 2)
                .array();
    }

    /** A small file that would be so large once decoded. */
    public static byte[] pngThatClaims(int width, int height) {
        var packed = new byte[1024];
        var deflater = new Deflater();
        deflater.setInput(new byte[1024]);
        deflater.finish();
        var length = deflater.deflate(packed);
        deflater.end();
        var data = Arrays.copyOf(packed, length);
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));
        bytes.writeBytes(chunk("IHDR", header));
        bytes.writeBytes(chunk("IDAT", data));
        bytes.writeBytes(chunk("IEND", new byte[0]));
        return bytes.toByteArray();
    }

    /** A photo whose last scan is said again and again, each time to be decoded over the whole picture. */
    public static byte[] jpegOfScans(int scans) {
        var plain = progressive(picture(40, 30, BufferedImage.TYPE_INT_RGB));
        var from = plain.length;
        do {
            from--;
        } while (plain[from] != (byte) 0xFF || plain[from + 1] != (byte) 0xDA);
        var scan = Arrays.copyOfRange(plain, from, plain.length - 2);
        var bytes = new ByteArrayOutputStream();
        bytes.write(plain, 0, from);
        for (var i = 0; i < scans; i++) {
            bytes.writeBytes(scan);
        }
        bytes.write(plain, plain.length - 2, 2);
        return bytes.toByteArray();
    }

    /** The frame of a picture for print: four colours. */
    public static byte[] jpegOfFourColours() {
        var plain = jpeg(40, 30);
        for (var at = 2; ; at += 2 + Short.toUnsignedInt(ByteBuffer.wrap(plain).getShort(at + 2))) {
            if (plain[at + 1] == (byte) 0xC0) {
                plain[at + 9] = 4;
                return plain;
            }
        }
    }

    /** The beginning of a photo as an iPhone keeps it. */
    public static byte[] heic() {
        return ByteBuffer.allocate(64)
                .putInt(24)
                .put("ftypheic".getBytes(US_ASCII))
                .putInt(0)
                .put("mif1heic".getBytes(US_ASCII))
                .array();
    }

    public static byte[] webp() {
        return ByteBuffer.allocate(64)
                .put("RIFF".getBytes(US_ASCII))
                .putInt(Integer.reverseBytes(56))
                .put("WEBPVP8 ".getBytes(US_ASCII))
                .array();
    }

    private static byte[] chunk(String type, byte[] data) {
        var typed = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(US_ASCII))
                .put(data)
                .array();
        var sum = new CRC32();
        sum.update(typed);
        return ByteBuffer.allocate(8 + typed.length)
                .putInt(data.length)
                .put(typed)
                .putInt((int) sum.getValue())
                .array();
    }

    /** TIFF 6.0 with a first directory (make, orientation, pointer) and a GPS directory. */
    private static byte[] exif(int orientation) {
        var make = (CAMERA + "\0").getBytes(US_ASCII);
        var first = 8;
        var gps = first + 2 + 3 * 12 + 4;
        var values = gps + 2 + 4 * 12 + 4;
        var exif = ByteBuffer.allocate(6 + values + make.length + 2 * 24);
        exif.put("Exif\0\0MM".getBytes(US_ASCII)).putShort((short) 42).putInt(first);
        exif.putShort((short) 3);
        entry(exif, 0x010F, 2, make.length, values);
        entry(exif, 0x0112, 3, 1, orientation << 16);
        entry(exif, 0x8825, 4, 1, gps);
        exif.putInt(0);
        var places = values + make.length;
        exif.putShort((short) 4);
        entry(exif, 1, 2, 2, 'N' << 24);
        entry(exif, 2, 5, 3, places);
        entry(exif, 3, 2, 2, 'E' << 24);
        entry(exif, 4, 5, 3, places + 24);
        exif.putInt(0);
        exif.put(make);
        for (var part : new int[] {28, 9, 36, 113, 38, 24}) {
            exif.putInt(part).putInt(1);
        }
        return exif.array();
    }

    private static void entry(ByteBuffer exif, int tag, int type, int count, int value) {
        exif.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static BufferedImage picture(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        var canvas = image.createGraphics();
        canvas.setColor(Color.RED);
        canvas.fillRect(0, 0, width / 2, height);
        canvas.setColor(Color.BLUE);
        canvas.fillRect(width / 2, 0, width - width / 2, height);
        canvas.dispose();
        return image;
    }

    private static byte[] progressive(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] encoded(BufferedImage image, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("Not written as " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
