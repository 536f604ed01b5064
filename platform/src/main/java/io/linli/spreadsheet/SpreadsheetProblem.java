package io.linli.spreadsheet;

import static io.linli.problem.Problem.Kind.CONFLICT;
import static io.linli.problem.Problem.Kind.FORBIDDEN;
import static io.linli.problem.Problem.Kind.INVALID;
import static io.linli.problem.Problem.Kind.NOT_FOUND;
import static io.linli.problem.Problem.Kind.NO_ROOM;
import static io.linli.problem.Problem.Kind.TOO_LARGE;
import static io.linli.problem.Problem.Kind.TOO_MANY;

import io.linli.problem.Problem;

/** Everything that can be refused about a file, a row or a cell, an import or an export. */
public enum SpreadsheetProblem implements Problem {
    SHEET_MISSING(INVALID),
    SHEET_TOO_LARGE(TOO_LARGE),
    SHEET_UNPACKS_TOO_LARGE(TOO_LARGE),
    SHEET_OLD_EXCEL(INVALID),
    SHEET_ENCRYPTED(INVALID),
    SHEET_FORMAT_UNKNOWN(INVALID),
    SHEET_ENCODING_UNKNOWN(INVALID),
    SHEET_BROKEN(INVALID),
    SHEET_EMPTY(INVALID),
    SHEET_TOO_MANY_ROWS(TOO_LARGE),
    SHEET_TOO_MANY_COLUMNS(TOO_LARGE),
    SHEET_HEADER_NOT_FOUND(INVALID),
    SHEET_COLUMNS_MISSING(INVALID),
    SHEET_COLUMN_REPEATED(INVALID),
    CELL_REQUIRED(INVALID),
    CELL_FORMULA(INVALID),
    CELL_IS_ERROR(INVALID),
    CELL_MERGED(INVALID),
    CELL_TOO_LONG(INVALID),
    CELL_BROKEN_TEXT(INVALID),
    CELL_NOT_WHOLE(INVALID),
    CELL_NOT_NUMBER(INVALID),
    CELL_NOT_DATE(INVALID),
    CELL_NOT_TIME(INVALID),
    CELL_NOT_DATE_TIME(INVALID),
    CELL_NOT_CHOICE(INVALID),
    CELL_NOT_PHONE(INVALID),
    CELL_NOT_IDENTITY(INVALID),
    CELL_DIGITS_LOST(INVALID),
    ROW_REPEATED(INVALID),
    ROW_NOT_TAKEN(INVALID),
    IMPORT_LIST_UNKNOWN(NOT_FOUND),
    IMPORT_UNKNOWN(NOT_FOUND),
    IMPORT_NOT_READY(CONFLICT),
    IMPORT_OVER(CONFLICT),
    IMPORT_NOTHING_TO_TAKE(CONFLICT),
    IMPORT_FILE_GONE(CONFLICT),
    IMPORT_FAILED(CONFLICT),
    IMPORTS_TOO_MANY(TOO_MANY),
    IMPORTS_BUSY(TOO_MANY),
    IMPORTS_NO_ROOM(NO_ROOM),
    EXPORT_NEEDS_APPROVAL(FORBIDDEN),
    EXPORT_TOO_MANY_ROWS(INVALID);

    private final Kind kind;

    SpreadsheetProblem(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
