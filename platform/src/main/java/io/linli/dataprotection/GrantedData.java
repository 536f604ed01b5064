package io.linli.dataprotection;

import static io.linli.dataprotection.DataProtectionProblem.GRANT_NOT_IN_FORCE;

import io.linli.dataprotection.ProtectionRequests.Kind;
import io.linli.dataprotection.ProtectionRequests.Request;
import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Post;
import io.linli.privacy.AccessLog;
import io.linli.privacy.PersonalSource;
import io.linli.privacy.PersonalSource.Row;
import io.linli.settings.SystemScope;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.ExportRequest;
import io.linli.spreadsheet.ExportRequest.Heading;
import io.linli.spreadsheet.Exports;
import io.linli.spreadsheet.SheetFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a department sees of what it was granted: each page is a look that is written down, with its purpose. */
@Service
public class GrantedData {

    private static final int PAGE = 500;

    private final ProtectionRequests requests;
    private final List<PersonalSource> sources;
    private final ObjectProvider<AccessLog> log;
    private final SystemScope system;
    private final TransactionTemplate transaction;
    private final Exports exports;
    private final Texts texts;

    GrantedData(
            ProtectionRequests requests,
            List<PersonalSource> sources,
            ObjectProvider<AccessLog> log,
            SystemScope system,
            PlatformTransactionManager transactions,
            Exports exports,
            Texts texts) {
        this.requests = requests;
        this.sources = List.copyOf(sources);
        this.log = log;
        this.system = system;
        this.transaction = new TransactionTemplate(transactions);
        this.exports = exports;
        this.texts = texts;
    }

    /** What a column holds, by name and in words. */
    public record Field(String name, String label) {}

    public record Person(UUID id, Map<String, String> values) {}

    /** One page; next is absent on the last. */
    public record Page(
            List<Field> fields,
            List<Person> items,
            long total,
            @Nullable String next) {}

    public Page page(UUID grant, String kind, @Nullable String after, int size, Caller caller) {
        var granted = granted(grant, kind, caller);
        var source = source(kind);
        var behind = after == null ? null : Rows.after(after);
        return read(() -> {
            var found = source.rows(granted.area().code(), behind, size + 1);
            var shown = found.size() > size ? found.subList(0, size) : found;
            looked(granted, source, shown, caller);
            return new Page(
                    source.fields().stream().map(this::field).toList(),
                    shown.stream()
                            .map(row -> new Person(row.id(), row.values()))
                            .toList(),
                    source.count(granted.area().code()),
                    found.size() > size ? shown.getLast().id().toString() : null);
        });
    }

    /** Takes it away as a list; many people's only with a second approval. */
    public void export(
            UUID grant, String kind, SheetFormat format, @Nullable UUID approval, Caller caller, Opening opening)
            throws IOException {
        var granted = granted(grant, kind, caller);
        var source = source(kind);
        var area = granted.area().code();
        var request = new ExportRequest(
                kind,
                texts.say("personal." + kind + ".what"),
                source.fields().stream()
                        .map(name -> new Heading(field(name).label(), ColumnType.TEXT))
                        .toList(),
                format,
                LocaleContextHolder.getLocale(),
                caller.name(),
                read(() -> source.count(area)),
                granted.purpose(),
                approval == null ? null : approval.toString());
        try (var export = exports.open(request, opening.out())) {
            UUID behind = null;
            List<Row> rows;
            do {
                var from = behind;
                rows = read(() -> {
                    var some = source.rows(area, from, PAGE);
                    looked(granted, source, some, caller);
                    return some;
                });
                for (var row : rows) {
                    export.row(source.fields().stream()
                            .map(name -> row.values().getOrDefault(name, ""))
                            .toList());
                    behind = row.id();
                }
            } while (rows.size() == PAGE);
        }
    }

    /** Where it is written to. */
    public interface Opening {
        OutputStream out() throws IOException;
    }

    private void looked(Request granted, PersonalSource source, List<Row> rows, Caller caller) {
        if (rows.isEmpty()) {
            return;
        }
        log.getObject()
                .looked(
                        caller.id().toString(),
                        source.kind(),
                        rows.stream().map(row -> row.id().toString()).toList(),
                        rows.stream().map(Row::account).filter(Objects::nonNull).toList(),
                        granted.purpose());
    }

    private Request granted(UUID id, String kind, Caller caller) {
        var granted = requests.get(id);
        // what a department was granted is not for who left it
        boolean mine = granted.unit() == null
                ? requests.isOf(id, caller)
                : caller.posts().stream()
                        .map(Post::unit)
                        .filter(Objects::nonNull)
                        .map(OrgUnitId::toString)
                        .anyMatch(unit -> unit.equals(granted.unit()));
        if (granted.kind() != Kind.ACCESS
                || !granted.inForce()
                || !granted.what().contains(kind)
                || !mine) {
            throw GRANT_NOT_IN_FORCE.with();
        }
        return granted;
    }

    private PersonalSource source(String kind) {
        return sources.stream()
                .filter(source -> source.kind().equals(kind))
                .findFirst()
                .orElseThrow(GRANT_NOT_IN_FORCE::with);
    }

    private Field field(String name) {
        return new Field(name, texts.say("personal.column." + name));
    }

    private <T> T read(Supplier<T> work) {
        return system.call(() -> transaction.execute(status -> work.get()));
    }
}
