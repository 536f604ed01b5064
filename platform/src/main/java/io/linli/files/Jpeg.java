package io.linli.files;

/** A picture made by us. */
final class Jpeg {

    private final byte[] bytes;
    private final int width;
    private final int height;

    Jpeg(byte[] bytes, int width, int height) {
        this.bytes = bytes;
        this.width = width;
        this.height = height;
    }

    byte[] bytes() {
        return bytes;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
