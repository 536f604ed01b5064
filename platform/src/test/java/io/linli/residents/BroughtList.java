package io.linli.residents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.linli.identity.SignedIn;
import io.linli.spreadsheet.ImportState;
import io.linli.spreadsheet.ImportView;
import io.linli.spreadsheet.Imports;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.WebApplicationContext;

/** Brings one of the lists as one of the demo's accounts, to its end. */
public final class BroughtList {

    private final WebApplicationContext context;
    private final Imports imports;
    private final String list;

    public BroughtList(WebApplicationContext context, Imports imports, String list) {
        this.context = context;
        this.imports = imports;
        this.list = list;
    }

    /** Looked through, and nothing taken in yet. */
    ImportView looked(String who, String head, String... rows) {
        var file = (head + "\n" + String.join("\n", rows) + "\n").getBytes(UTF_8);
        var id = imports.bring(list, as(who), Locale.CHINESE, "名单.csv", file).id();
        return until(id, who, ImportState.READY);
    }

    public ImportView brought(String who, String head, String... rows) {
        var id = looked(who, head, rows).id();
        imports.confirm(id, as(who), Locale.CHINESE);
        return until(id, who, ImportState.DONE);
    }

    private ImportView until(UUID id, String who, ImportState state) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> imports.view(id, as(who), Locale.CHINESE), view -> view.state() == state);
    }

    /** What was wrong: line, column and code of each fault. */
    public List<String> codes(String who, ImportView done) {
        return imports.faults(done.id(), as(who), Locale.CHINESE, 0, 0, 50).stream()
                .map(fault -> fault.line() + ":" + fault.column() + ":" + fault.code())
                .toList();
    }

    private Authentication as(String who) {
        return SignedIn.as(
                context, who, () -> SecurityContextHolder.getContext().getAuthentication());
    }
}
