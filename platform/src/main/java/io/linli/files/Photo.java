package io.linli.files;

import static io.linli.files.FilesProblem.FILE_DAMAGED;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import io.linli.files.PhotoHeader.Format;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import net.coobird.thumbnailator.Thumbnails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The picture without what the camera wrote beside it: decoded, turned upright, made smaller, drawn anew. Nothing of the
 * original's bytes goes into what this gives out, so neither place nor camera nor comment can.
 */
final class Photo {

    private static final Logger log = LoggerFactory.getLogger(Photo.class);
    private static final float QUALITY = 0.85f;

    /** Larger pictures are decoded coarser, each second or third pixel, which bounds the memory: 128 MB at worst. */
    private static final long DECODED_AT_MOST = 16_000_000;

    private final BufferedImage upright;

    private Photo(BufferedImage upright) {
        this.upright = upright;
    }

    static Photo decode(byte[] content, PhotoHeader header) {
        var reader = ImageIO.getImageReadersByFormatName(header.format().name()).next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(input, true, true); // what is written beside the picture is of no use here
            var damaged = new AtomicBoolean();
            reader.addIIOReadWarningListener((source, warning) -> {
                // the decoder fills the missing rest with grey and says so in passing
                damaged.compareAndSet(false, warning.contains("remature end"));
                log.debug("Decoding: {}", warning);
            });
            var parameters = reader.getDefaultReadParam();
            var step = step(header);
            parameters.setSourceSubsampling(step, step, 0, 0);
            var image = reader.read(0, parameters);
            if (damaged.get()) {
                throw FILE_DAMAGED.with().at("file");
            }
            return new Photo(upright(image, header.format() == Format.JPEG ? orientation(content) : 1));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            log.debug("Not decoded", e);
            throw FILE_DAMAGED.with().at("file");
        } finally {
            reader.dispose();
        }
    }

    /** A JPEG with neither side longer than this. */
    Jpeg jpeg(int side) {
        var fitting = scaled(side);
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(fitting, List.of(), null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return new Jpeg(bytes.toByteArray(), fitting.getWidth(), fitting.getHeight());
    }

    private BufferedImage scaled(int side) {
        if (Math.max(upright.getWidth(), upright.getHeight()) <= side) {
            return upright;
        }
        try {
            return Thumbnails.of(upright).size(side, side).asBufferedImage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int step(PhotoHeader header) {
        var step = 1;
        while (header.pixels() / ((long) step * step) > DECODED_AT_MOST) {
            step++;
        }
        return step;
    }

    /** Exif 2.32, tag 0x0112; a camera block that cannot be read says nothing. */
    private static int orientation(byte[] jpeg) throws IOException {
        try {
            var exif = JpegMetadataReader.readMetadata(new ByteArrayInputStream(jpeg), List.of(new ExifReader()))
                    .getFirstDirectoryOfType(ExifIFD0Directory.class);
            return exif != null && exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
                    ? exif.getInt(ExifIFD0Directory.TAG_ORIENTATION)
                    : 1;
        } catch (ImageProcessingException | MetadataException e) {
            log.debug("No orientation", e);
            return 1;
        }
    }

    private static BufferedImage upright(BufferedImage image, int orientation) {
        var width = image.getWidth();
        var height = image.getHeight();
        var turned = orientation >= 5 && orientation <= 8;
        // the six numbers of an affine transformation: x' = a x + c y + e, y' = b x + d y + f
        var transform =
                switch (orientation) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
                    case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
                    default -> new AffineTransform();
                };
        var upright = new BufferedImage(turned ? height : width, turned ? width : height, BufferedImage.TYPE_INT_RGB);
        var canvas = upright.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_COLOR_RENDERING, RenderingHints.VALUE_COLOR_RENDER_QUALITY);
            canvas.setColor(Color.WHITE); // where a PNG lets one see through
            canvas.fillRect(0, 0, upright.getWidth(), upright.getHeight());
            canvas.drawImage(image, transform, null);
        } finally {
            canvas.dispose();
        }
        return upright;
    }
}
