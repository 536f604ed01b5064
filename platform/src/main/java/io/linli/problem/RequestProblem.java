package io.linli.problem;

/** What is refused before any module is asked, or when none can be. */
enum RequestProblem implements Problem {
    DATA_INVALID(Kind.INVALID),
    CHANGED_MEANWHILE(Kind.CONFLICT),
    BODY_TOO_LARGE(Kind.TOO_LARGE),
    PATH_UNKNOWN(Kind.NOT_FOUND),
    METHOD_NOT_ALLOWED(Kind.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(Kind.NOT_ACCEPTABLE),
    MEDIA_TYPE_NOT_SUPPORTED(Kind.UNSUPPORTED_TYPE),
    REQUEST_REFUSED(Kind.INVALID),
    DISK_FULL(Kind.NO_ROOM),
    SERVICE_UNAVAILABLE(Kind.UNAVAILABLE),
    INTERNAL_ERROR(Kind.FAULT);

    private final Kind kind;

    RequestProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
