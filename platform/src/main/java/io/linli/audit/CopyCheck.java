package io.linli.audit;

import static io.linli.audit.Verdict.Fault.COPY_CUT_SHORT;
import static io.linli.audit.Verdict.Fault.COPY_KNOWS_MORE;
import static io.linli.audit.Verdict.Fault.COPY_LINE_CHANGED;
import static io.linli.audit.Verdict.Fault.COPY_LINE_MISSING;
import static io.linli.audit.Verdict.Fault.COPY_MISSING;
import static io.linli.audit.Verdict.Fault.COPY_PUT_ASIDE;

import io.linli.audit.Verdict.Fault;
import io.linli.audit.Verdict.Finding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through the files beside the database, line by line as the roots come. */
final class CopyCheck implements AutoCloseable {

    private final List<Path> aside;
    private final Iterator<Path> files;
    private final boolean missing;
    private @Nullable Path file;
    private @Nullable BufferedReader reader;
    private @Nullable String line;
    private boolean cut;

    CopyCheck(RootCopy copy) {
        try {
            aside = copy.aside();
            var all = copy.files();
            missing = all.isEmpty();
            files = all.iterator();
            next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void compare(Seal seal, List<Finding> findings) {
        if (missing || cut) {
            return; // told once
        }
        if (line == null) {
            cut = true;
            find(COPY_CUT_SHORT, seal.number(), seal.at(), findings);
        } else if (RootCopy.number(line) > seal.number()) {
            find(COPY_LINE_MISSING, seal.number(), seal.at(), findings);
        } else { // one that cannot be read stands where the line of this root should be
            if (!line.equals(seal.line())) {
                find(COPY_LINE_CHANGED, seal.number(), seal.at(), findings);
            }
            next();
        }
    }

    /** After the last root of the database, which may have gone on meanwhile, there may be no line left. */
    void end(long last, List<Finding> findings) {
        if (missing && last > 0) {
            find(COPY_MISSING, null, null, findings);
        }
        while (line != null && RootCopy.number(line) >= 0 && RootCopy.number(line) <= last) {
            next();
        }
        if (line != null) {
            findings.add(new Finding(COPY_KNOWS_MORE, last + 1, null, null, line));
        }
        aside.forEach(put -> findings.add(new Finding(COPY_PUT_ASIDE, null, null, null, put.toString())));
    }

    private void find(Fault fault, @Nullable Long number, @Nullable Instant at, List<Finding> findings) {
        findings.add(new Finding(fault, number, at, null, file == null ? null : file.toString()));
    }

    private void next() {
        try {
            line = reader == null ? null : reader.readLine();
            while (line == null && files.hasNext()) {
                if (reader != null) {
                    reader.close();
                }
                file = files.next();
                reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
                line = reader.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
