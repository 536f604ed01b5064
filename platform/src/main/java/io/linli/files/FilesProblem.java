package io.linli.files;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.NOT_FOUND;
import static io.linli.problem.Problem.Kind.NO_ROOM;
import static io.linli.problem.Problem.Kind.TOO_LARGE;
import static io.linli.problem.Problem.Kind.TOO_MANY;
import static io.linli.problem.Problem.Kind.UNAVAILABLE;

import io.linli.problem.Problem;

/** Everything that can be refused about a file. */
public enum FilesProblem implements Problem {
    FILE_MISSING(INVALID),
    FILE_TOO_LARGE(TOO_LARGE),
    SOUND_TOO_LARGE(TOO_LARGE),
    SOUND_TOO_LONG(INVALID),
    FILE_NOT_A_PHOTO(INVALID),
    FILE_FORMAT_NOT_TAKEN(INVALID),
    FILE_DAMAGED(INVALID),
    FILE_TOO_MANY_PIXELS(INVALID),
    FILES_TOO_MANY(TOO_MANY),
    FILES_BUSY(TOO_MANY),
    FILES_NO_ROOM(NO_ROOM),
    FILE_UNKNOWN(NOT_FOUND),
    /** It was taken in, but its content is not where this instance keeps files: storage that instances do not share. */
    FILE_NOT_HERE(UNAVAILABLE),
    FILE_NOT_ATTACHABLE(INVALID),
    SOUND_NOT_ATTACHABLE(INVALID),
    /** The id that the sender chose is that of another file. */
    FILE_ID_TAKEN(CONFLICT);

    private final Kind kind;

    FilesProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
