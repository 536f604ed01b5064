package io.linli.incident;

import io.linli.files.FileId;
import java.util.List;

/** 即报即处: a report with what was done about it at once, and photos of that. */
public record Settled(Report report, String note, List<FileId> photos) {}
