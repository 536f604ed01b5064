package io.linli.incident;

import io.linli.identity.Caller;
import io.linli.incident.CategoryDefinition.Stage;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.Export;
import io.linli.spreadsheet.ExportRequest;
import io.linli.spreadsheet.ExportRequest.Heading;
import io.linli.spreadsheet.Exports;
import io.linli.spreadsheet.SheetFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;

/** All kinds of matters with what is said of each now, as a spreadsheet: to be read through, and confirmed, on paper. */
@Service
public class CategoryExport {

    private static final List<String> COLUMNS = List.of(
            "code",
            "name",
            "level",
            "words",
            "filing",
            "closing",
            "route",
            "lead",
            "assisting",
            "evidence",
            "stages",
            "confirmed",
            "urgent",
            "workItem",
            "rule",
            "source",
            "version",
            "open");

    private final Categories categories;
    private final Exports exports;
    private final Labels labels;
    private final Acts acts;

    CategoryExport(Categories categories, Exports exports, Labels labels, Acts acts) {
        this.categories = categories;
        this.exports = exports;
        this.labels = labels;
        this.acts = acts;
    }

    public void write(Caller caller, OutputStream out) throws IOException {
        acts.did(Act.of("category.export"));
        var export = exports.open(request(caller), out);
        for (var kind : categories.taxonomy().kinds()) {
            write(kind, export);
        }
        export.close();
    }

    private ExportRequest request(Caller caller) {
        return new ExportRequest(
                "categories",
                labels.say("incident.kinds"),
                COLUMNS.stream()
                        .map(column -> new Heading(labels.say("incident.kinds." + column), ColumnType.TEXT))
                        .toList(),
                SheetFormat.XLSX,
                LocaleContextHolder.getLocale(),
                caller.name(),
                0,
                null,
                null);
    }

    private void write(Taxonomy.Kind kind, Export export) throws IOException {
        var is = kind.is();
        var upwards = categories.taxonomy().upwards(kind.code());
        var lead = DispatchCatalogue.lead(upwards).orElse(null);
        export.row(line(
                kind.code(),
                is.name(),
                String.valueOf(kind.code().length() / 2),
                String.join(" ", is.words()),
                is.filing(),
                is.closing(),
                DispatchCatalogue.route(upwards)
                        .map(route -> labels.say("incident.kinds.route." + route))
                        .orElse(null),
                lead == null ? null : labels.unit(lead),
                is.assisting().stream().map(labels::unit).collect(Collectors.joining("、")),
                evidence(is.evidence()),
                is.stages().stream().map(this::stage).collect(Collectors.joining("；")),
                yes(is.confirmed()),
                yes(is.urgent()),
                yes(is.workItem()),
                is.rule(),
                is.source(),
                String.valueOf(kind.version()),
                yes(kind.open())));
    }

    private String evidence(CategoryDefinition.Evidence wanted) {
        var asked = new ArrayList<String>();
        if (wanted.onSite()) {
            asked.add(labels.say("incident.kinds.evidence.onSite"));
        }
        if (wanted.before()) {
            asked.add(labels.say("incident.kinds.evidence.before"));
        }
        if (wanted.after()) {
            asked.add(labels.say("incident.kinds.evidence.after"));
        }
        return String.join("、", asked);
    }

    private String stage(Stage stage) {
        var limit = labels.say("incident.kinds.limit." + stage.clock(), stage.amount());
        return stage.name() == null ? limit : stage.name() + " " + limit;
    }

    private String yes(boolean so) {
        return labels.say(so ? "incident.reply.yes" : "incident.reply.no");
    }

    private static List<@Nullable Object> line(@Nullable Object... cells) {
        return new ArrayList<>(Arrays.asList(cells));
    }
}
