package io.linli.dataprotection;

import static io.linli.dataprotection.DataProtectionProblem.HOLDING_UNKNOWN;

import io.linli.identity.Caller;
import io.linli.privacy.Holding;
import io.linli.privacy.Holding.Nature;
import io.linli.privacy.Holding.Place;
import io.linli.privacy.PersonalData;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.SystemScope;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.ExportRequest;
import io.linli.spreadsheet.ExportRequest.Heading;
import io.linli.spreadsheet.Exports;
import io.linli.spreadsheet.SheetFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is kept about people, as the program itself declares it: never older than the code. */
@Service
public class Inventory {

    private static final List<String> HEADS =
            List.of("module", "what", "nature", "why", "who", "law", "days", "columns", "kind");

    private final List<PersonalData> modules;
    private final RetentionRules rules;
    private final JdbcClient database;
    private final SystemScope system;
    private final Exports exports;
    private final Texts texts;
    private final Acts acts;
    private final Clock clock;

    Inventory(
            List<PersonalData> modules,
            RetentionRules rules,
            JdbcClient database,
            SystemScope system,
            Exports exports,
            Texts texts,
            Acts acts,
            Clock clock) {
        this.modules = List.copyOf(modules);
        this.rules = rules;
        this.database = database;
        this.system = system;
        this.exports = exports;
        this.texts = texts;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * One kind of data.
     *
     * @param law null while nobody has confirmed one (待核定)
     * @param days after which it is erased; null while no period is set
     */
    public record Entry(
            String kind,
            String module,
            String what,
            Nature nature,
            @Nullable String why,
            @Nullable String who,
            @Nullable String law,
            @Nullable Integer days,
            List<Place> places) {}

    /** All kinds, by module. */
    @Transactional(readOnly = true)
    public List<Entry> entries() {
        var laws = laws();
        var days = rules.inForce().stream()
                .collect(Collectors.toMap(RetentionRules.Rule::kind, RetentionRules.Rule::days));
        return holdings().stream()
                .map(holding -> entry(holding, laws, days.get(String.valueOf(holding.kept()))))
                .toList();
    }

    List<Holding> holdings() {
        return modules.stream()
                .flatMap(module -> module.holdings().stream())
                .sorted(Comparator.comparing(Holding::kind))
                .toList();
    }

    private Entry entry(Holding holding, Map<String, String> laws, @Nullable Integer days) {
        boolean describes = holding.nature() != Nature.TECHNICAL;
        var key = "personal." + holding.kind();
        var law = laws.getOrDefault(holding.kind(), holding.basis());
        return new Entry(
                holding.kind(),
                holding.module(),
                texts.say(key + ".what"),
                holding.nature(),
                describes ? texts.say(key + ".why") : null,
                describes ? texts.say(key + ".who") : null,
                law == null ? null : texts.cited(law),
                days,
                holding.places());
    }

    private Map<String, String> laws() {
        return database
                .sql("select kind, law from dataprotection.basis")
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** How many records of each kind there are about the holder of that account. */
    Map<String, Long> about(String account) {
        return system.call(() -> {
            var counts = new HashMap<String, Long>();
            modules.forEach(module -> counts.putAll(module.about(account)));
            return counts;
        });
    }

    /** Writes down which law a kind rests on, as the operator has found it. */
    @Transactional
    public void confirm(String kind, String law, Caller caller) {
        if (holdings().stream().noneMatch(holding -> holding.kind().equals(kind))) {
            throw HOLDING_UNKNOWN.with(kind).at("kind");
        }
        database.sql("""
                insert into dataprotection.basis (kind, law, set_by, set_at) values (?, ?, ?, ?)
                on conflict (kind) do update set law = excluded.law, set_by = excluded.set_by, set_at = excluded.set_at""")
                .params(kind, law, caller.id().id(), Rows.at(clock.instant()))
                .update();
        acts.did(Act.of("dataprotection.basis").on("holding", kind).because(law));
    }

    /** The whole inventory as a list; it tells of kinds and names nobody. */
    public void export(SheetFormat format, Caller caller, OutputStream out) throws IOException {
        var request = new ExportRequest(
                "dataprotection.inventory",
                texts.say("dataprotection.inventory"),
                HEADS.stream()
                        .map(head -> new Heading(texts.say("dataprotection.inventory." + head), ColumnType.TEXT))
                        .toList(),
                format,
                LocaleContextHolder.getLocale(),
                caller.name(),
                0,
                null,
                null);
        try (var export = exports.open(request, out)) {
            for (var entry : entries()) {
                export.row(Arrays.asList(
                        entry.module(),
                        entry.what(),
                        texts.say("dataprotection.nature." + entry.nature()),
                        entry.why(),
                        entry.who(),
                        entry.law() == null ? texts.say("dataprotection.unconfirmed") : entry.law(),
                        entry.days() == null ? texts.say("dataprotection.unset") : entry.days(),
                        entry.places().stream()
                                .map(place ->
                                        place.column() + " (" + texts.say("dataprotection.form." + place.form()) + ")")
                                .collect(Collectors.joining(", ")),
                        entry.kind()));
            }
        }
    }
}
