package io.linli.identity;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;

/** A text as a QR code, drawn as SVG: one path over the dark squares of each line. */
final class QrPicture {

    private static final int QUIET = 4; // squares around it that scanners need (ISO/IEC 18004)

    private QrPicture() {}

    static String svg(String text) {
        try {
            var code =
                    new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, QUIET));
            var path = new StringBuilder();
            for (int y = 0; y < code.getHeight(); y++) {
                for (int x = 0; x < code.getWidth(); x++) {
                    if (code.get(x, y)) {
                        path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                    }
                }
            }
            return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
                            .formatted(code.getWidth(), code.getHeight())
                    + "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"%s\"/></svg>"
                            .formatted(code.getWidth(), code.getHeight(), path);
        } catch (WriterException e) {
            throw new IllegalStateException(e); // a text of ours is never too long
        }
    }
}
