package io.linli.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrPictureTests {

    private static final Pattern SQUARE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");
    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) ");
    private static final int DOTS = 8; // to a square

    @Test
    void isReadByAScannerAsWhatItWasMadeOf() throws Exception {
        var address = "otpauth://totp/%E9%82%BB%E9%87%8C:wang?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=%E9%82%BB"
                + "%E9%87%8C&algorithm=SHA1&digits=6&period=30";

        assertThat(scanned(QrPicture.svg(address))).isEqualTo(address);
    }

    private static String scanned(String svg) throws Exception {
        var size = SIZE.matcher(svg);
        assertThat(size.find()).isTrue();
        int dots = Integer.parseInt(size.group(1)) * DOTS;
        var picture = new BufferedImage(dots, dots, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, dots, dots);
        pen.setColor(Color.BLACK);
        SQUARE.matcher(svg)
                .results()
                .forEach(square -> pen.fillRect(
                        Integer.parseInt(square.group(1)) * DOTS,
                        Integer.parseInt(square.group(2)) * DOTS,
                        DOTS,
                        DOTS));
        var light = new RGBLuminanceSource(dots, dots, picture.getRGB(0, 0, dots, dots, null, 0, dots));
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(light)))
                .getText();
    }
}
