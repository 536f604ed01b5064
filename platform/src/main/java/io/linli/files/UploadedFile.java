package io.linli.files;

/** A file that was taken in, as others will see it. */
public record UploadedFile(FileId id, String mediaType, int width, int height, int bytes) {}
