package io.linli.files;

import java.util.Collection;
import org.springframework.core.io.Resource;

/**
 * The store of uploaded files. {@code POST /api/files} (multipart, part {@code file}) takes one in for its uploader; a
 * module then attaches it to a matter of its own, once, and gives it out to those who may see that matter.
 */
public interface Files {

    /**
     * Binds files to a matter. Refused (field {@code photos}) when one is unknown, someone else's or already attached.
     *
     * @param uploader the username that uploaded them
     * @param matter who holds them from now on, such as {@code incident:<id>}
     */
    void attach(Collection<FileId> files, String uploader, String matter);

    /** Binds a voice note to a matter, as photos are; refused (field {@code voice}) when it is none. */
    void attachSound(FileId sound, String uploader, String matter);

    /** Forgets who uploaded what the matter holds: for what is reported anonymously. */
    void forgetUploader(String matter);

    /** Lets go of one file that the matter holds, as {@link #release(Collection)} does of all. */
    void release(FileId file, String matter);

    /** Lets go of all that these matters hold: nobody is given it any more, and soon it is gone from the disk. */
    void release(Collection<String> matters);

    /** The copy for others (no position, no camera data), or a voice note as it was spoken; refused as unknown when the matter does not hold the file. */
    Content open(FileId file, String matter);

    /** A JPEG of at most 480 pixels a side; refused as {@link #open}, and for a voice note. */
    Content thumbnail(FileId file, String matter);

    record Content(String mediaType, Resource body) {}
}
