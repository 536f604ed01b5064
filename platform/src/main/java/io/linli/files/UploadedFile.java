package io.linli.files;

/** A file that was taken in, as others will see it; a voice note has neither width nor height. */
public record UploadedFile(FileId id, String mediaType, int width, int height, int bytes) {}
