package io.linli.files;

import static io.linli.files.FilesProblem.FILES_TOO_MANY;
import static io.linli.files.FilesProblem.FILE_DAMAGED;
import static io.linli.files.FilesProblem.FILE_FORMAT_NOT_TAKEN;
import static io.linli.files.FilesProblem.FILE_MISSING;
import static io.linli.files.FilesProblem.FILE_NOT_ATTACHABLE;
import static io.linli.files.FilesProblem.FILE_NOT_A_PHOTO;
import static io.linli.files.FilesProblem.FILE_TOO_LARGE;
import static io.linli.files.FilesProblem.FILE_TOO_MANY_PIXELS;
import static io.linli.files.FilesProblem.FILE_UNKNOWN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.jpeg.JpegCommentDirectory;
import io.linli.problem.Problem;
import io.linli.problem.ProblemException;
import io.linli.settings.Ids;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
class UploadsTests {

    private String uploader = "";
    private String matter = "";

    @Autowired
    Uploads uploads;

    @Autowired
    Files files;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void comeAnew() {
        uploader = "uploader-" + UUID.randomUUID();
        matter = "incident:" + Ids.next();
    }

    @Test
    void keepsAPhotoForTheMatterThatHoldsIt() throws IOException {
        var photo = uploads.take(SomePhoto.jpeg(1200, 800), uploader);

        attach(photo.id());

        var copy = image(files.open(photo.id(), matter));
        assertThat(copy.getWidth()).isEqualTo(photo.width()).isEqualTo(1200);
        assertThat(copy.getHeight()).isEqualTo(photo.height()).isEqualTo(800);
        var thumbnail = image(files.thumbnail(photo.id(), matter));
        assertThat(thumbnail.getWidth()).isEqualTo(480);
        assertThat(thumbnail.getHeight()).isEqualTo(320);
    }

    @Test
    void takesAPngAndPutsWhiteWhereItIsTransparent() throws IOException {
        var photo = uploads.take(SomePhoto.png(300, 200), uploader);
        attach(photo.id());

        assertThat(photo.mediaType()).isEqualTo("image/jpeg");
        var copy = image(files.open(photo.id(), matter));
        assertThat(new Color(copy.getRGB(280, 100)).getGreen()).isGreaterThan(240);
        assertThat(new Color(copy.getRGB(20, 100)).getGreen()).isLessThan(40);
    }

    @Test
    void makesALargePhotoSmallerForOthers() {
        var photo = uploads.take(SomePhoto.jpeg(6000, 3000), uploader);

        assertThat(photo.width()).isEqualTo(2560);
        assertThat(photo.height()).isEqualTo(1280);
    }

    @Test
    void givesOutNothingThatTheCameraWrote() throws Exception {
        var original = SomePhoto.jpegOfAPhone(600, 400, 1);
        assertThat(requireNonNull(metadata(original).getFirstDirectoryOfType(GpsDirectory.class))
                        .getGeoLocation())
                .as("the test's photo has a place")
                .isNotNull();
        var photo = uploads.take(original, uploader);
        attach(photo.id());

        for (var content : List.of(files.open(photo.id(), matter), files.thumbnail(photo.id(), matter))) {
            var bytes = content.body().getContentAsByteArray();
            assertThat(new String(bytes, ISO_8859_1))
                    .doesNotContain("Exif", "GPS", SomePhoto.CAMERA, SomePhoto.COMMENT, "http", "ICC");
            var found = metadata(bytes);
            assertThat(found.containsDirectoryOfType(ExifDirectoryBase.class)).isFalse();
            assertThat(found.containsDirectoryOfType(GpsDirectory.class)).isFalse();
            assertThat(found.containsDirectoryOfType(JpegCommentDirectory.class))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, left, red",
        "2, left, blue",
        "3, left, blue",
        "4, left, red",
        "5, top, red",
        "6, top, red",
        "7, top, blue",
        "8, top, blue",
    })
    void turnsAPhotoUpright(int orientation, String side, String colour) throws IOException {
        var photo = uploads.take(SomePhoto.jpegOfAPhone(400, 200, orientation), uploader);
        attach(photo.id());

        var copy = image(files.open(photo.id(), matter));
        assertThat(copy.getWidth()).isEqualTo(side.equals("left") ? 400 : 200);
        var pixel = new Color(side.equals("left") ? copy.getRGB(20, 100) : copy.getRGB(100, 20));
        assertThat(pixel.getRed() > 200).isEqualTo(colour.equals("red"));
        assertThat(pixel.getBlue() > 200).isEqualTo(colour.equals("blue"));
    }

    static Stream<Arguments> badFiles() {
        var jpeg = SomePhoto.jpeg(800, 600);
        var png = SomePhoto.png(800, 600);
        return Stream.of(
                Arguments.of("nothing", new byte[0], FILE_MISSING),
                Arguments.of("a text", "这不是照片".getBytes(UTF_8), FILE_NOT_A_PHOTO),
                Arguments.of("three bytes", new byte[] {1, 2, 3}, FILE_NOT_A_PHOTO),
                Arguments.of("a page", "<html><script>alert(1)</script>".getBytes(UTF_8), FILE_NOT_A_PHOTO),
                Arguments.of("a GIF", "GIF89a0000000000".getBytes(UTF_8), FILE_NOT_A_PHOTO),
                Arguments.of("HEIC", SomePhoto.heic(), FILE_FORMAT_NOT_TAKEN),
                Arguments.of("WebP", SomePhoto.webp(), FILE_FORMAT_NOT_TAKEN),
                Arguments.of("a JPEG for print", SomePhoto.jpegOfFourColours(), FILE_FORMAT_NOT_TAKEN),
                Arguments.of("a JPEG of a thousand scans", SomePhoto.jpegOfScans(1_000), FILE_DAMAGED),
                Arguments.of("over 20 MB", Arrays.copyOf(jpeg, 20 * 1024 * 1024 + 1), FILE_TOO_LARGE),
                Arguments.of("a bomb", SomePhoto.pngThatClaims(50_000, 50_000), FILE_TOO_MANY_PIXELS),
                Arguments.of(
                        "a larger bomb",
                        SomePhoto.pngThatClaims(Integer.MAX_VALUE, Integer.MAX_VALUE),
                        FILE_TOO_MANY_PIXELS),
                Arguments.of("a long bomb", SomePhoto.pngThatClaims(1, 50_000_001), FILE_TOO_MANY_PIXELS),
                Arguments.of("a negative size", SomePhoto.pngThatClaims(-1, 10), FILE_DAMAGED),
                Arguments.of("no size", SomePhoto.pngThatClaims(0, 10), FILE_DAMAGED),
                Arguments.of("a PNG without most of its rows", SomePhoto.pngThatClaims(900, 900), FILE_DAMAGED),
                Arguments.of("a JPEG's first bytes", Arrays.copyOf(jpeg, 20), FILE_DAMAGED),
                Arguments.of("half a JPEG", Arrays.copyOf(jpeg, jpeg.length / 2), FILE_DAMAGED),
                Arguments.of("half a JPEG with an end", ended(Arrays.copyOf(jpeg, jpeg.length / 2)), FILE_DAMAGED),
                Arguments.of("a JPEG without its end", Arrays.copyOf(jpeg, jpeg.length - 2), FILE_DAMAGED),
                Arguments.of("half a PNG", Arrays.copyOf(png, png.length / 2), FILE_DAMAGED),
                Arguments.of("a PNG's first bytes", Arrays.copyOf(png, 10), FILE_DAMAGED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void refuses(String what, byte[] content, FilesProblem problem) {
        assertRefused(problem, () -> uploads.take(content, uploader));
    }

    @Test
    void takesAPhotoOfManyScans() {
        assertThat(uploads.take(SomePhoto.jpegOfScans(10), uploader).width()).isEqualTo(40);
    }

    @Test
    void takesOnlySoManyThatNoReportTook() {
        for (var i = 0; i < 50; i++) {
            uploads.take(SomePhoto.png(4, 3), uploader);
        }

        assertRefused(FILES_TOO_MANY, () -> uploads.take(SomePhoto.png(4, 3), uploader));
        assertThat(uploads.take(SomePhoto.png(4, 3), "another-" + uploader)).isNotNull();
    }

    @Test
    void opensNothingByTheIdAlone() {
        var photo = uploads.take(SomePhoto.jpeg(40, 30), uploader);

        assertRefused(FILE_UNKNOWN, () -> files.open(photo.id(), matter));
        attach(photo.id());
        assertRefused(FILE_UNKNOWN, () -> files.open(photo.id(), "incident:" + Ids.next()));
        assertRefused(FILE_UNKNOWN, () -> files.thumbnail(photo.id(), "incident:" + Ids.next()));
    }

    @Test
    void isAttachedOnce() {
        var photo = uploads.take(SomePhoto.jpeg(40, 30), uploader);
        attach(photo.id());

        assertRefused(FILE_NOT_ATTACHABLE, () -> attach(photo.id()));
        var other = uploads.take(SomePhoto.jpeg(40, 30), uploader);
        assertRefused(FILE_NOT_ATTACHABLE, () -> attach(other.id(), other.id()));
    }

    @Test
    void isAttachedByItsUploaderOnly() {
        var photo = uploads.take(SomePhoto.jpeg(40, 30), "someone-else");

        assertRefused(FILE_NOT_ATTACHABLE, () -> attach(photo.id()));
        assertRefused(FILE_NOT_ATTACHABLE, () -> attach(new FileId(Ids.next())));
    }

    @Test
    void bindsAllOrNone() {
        var mine = uploads.take(SomePhoto.jpeg(40, 30), uploader);

        assertRefused(FILE_NOT_ATTACHABLE, () -> attach(mine.id(), new FileId(Ids.next())));
        assertRefused(FILE_UNKNOWN, () -> files.open(mine.id(), matter));
        attach(mine.id());
        assertThat(files.open(mine.id(), matter).mediaType()).isEqualTo("image/jpeg");
    }

    private void attach(FileId... photos) {
        transaction.executeWithoutResult(status -> files.attach(List.of(photos), uploader, matter));
    }

    private static void assertRefused(Problem problem, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .extracting(ProblemException::problem)
                .isEqualTo(problem);
    }

    private static byte[] ended(byte[] jpeg) {
        jpeg[jpeg.length - 2] = (byte) 0xFF;
        jpeg[jpeg.length - 1] = (byte) 0xD9;
        return jpeg;
    }

    private static BufferedImage image(Files.Content content) throws IOException {
        return ImageIO.read(content.body().getInputStream());
    }

    private static Metadata metadata(byte[] jpeg) throws IOException, ImageProcessingException {
        return ImageMetadataReader.readMetadata(new ByteArrayInputStream(jpeg));
    }
}
