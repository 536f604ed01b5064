package io.linli.incident;

/** How far a report may lead back to who made it. */
public enum ReportPrivacy {
    /** Who handles it may ask for the reporter, with a reason. */
    OPEN,
    /** Kept, but hidden from all who handle it; opened by two persons with a reason, and the reporter is told. */
    CONFIDENTIAL,
    /** No link is kept: only the query code leads back. */
    ANONYMOUS
}
