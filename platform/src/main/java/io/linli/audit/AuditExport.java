package io.linli.audit;

import io.linli.settings.Act;
import io.linli.settings.Acting;
import io.linli.settings.Acts;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;

/** Writes what an auditor found as CSV, page by page, so that a million records take no more memory than a thousand. */
@Service
public class AuditExport {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.of("Asia/Shanghai"));
    private static final List<String> HEADS = List.of(
            "at",
            "actor",
            "actorName",
            "role",
            "unit",
            "area",
            "action",
            "outcome",
            "code",
            "kind",
            "objects",
            "persons",
            "network",
            "request",
            "reason",
            "id");

    private final AuditSearch search;
    private final Acts acts;
    private final ObjectProvider<Acting> acting;
    private final MessageSource messages;
    private final Clock clock;
    private final boolean demo;

    AuditExport(
            AuditSearch search,
            Acts acts,
            ObjectProvider<Acting> acting,
            MessageSource messages,
            Clock clock,
            @Value("${linli.demo:false}") boolean demo) {
        this.search = search;
        this.acts = acts;
        this.acting = acting;
        this.messages = messages;
        this.clock = clock;
        this.demo = demo;
    }

    /** The first line says who exported it and when. What is written to while it runs comes in or not, page by page. */
    public void write(AuditFilter filter, Writer out) throws IOException {
        var page = search.page(filter, null, AuditSearch.PAGE); // refused before anything is written
        acts.did(Act.of("audit.export").on("filter", AuditSearch.words(filter)));
        out.write('\ufeff'); // a spreadsheet takes it for another encoding otherwise
        line(
                out,
                Stream.of(
                        say("audit.export.mark", who(), TIME.format(clock.instant())),
                        demo ? say("audit.export.demo") : null));
        line(out, HEADS.stream().map(head -> say("audit.export." + head)));
        while (true) {
            for (var entry : page.items()) {
                line(out, cells(entry));
            }
            if (page.next() == null) {
                return;
            }
            page = search.page(filter, page.next(), AuditSearch.PAGE);
        }
    }

    private String who() {
        return Optional.ofNullable(acting.getIfAvailable())
                .flatMap(known -> known.now().flatMap(actor -> known.name(actor.account())))
                .orElse("");
    }

    private static Stream<@Nullable String> cells(AuditEntry entry) {
        return Arrays.<@Nullable Object>asList(
                        time(entry.at()),
                        entry.actor(),
                        entry.actorName(),
                        entry.role(),
                        entry.unit(),
                        entry.area(),
                        entry.action(),
                        entry.outcome(),
                        entry.code(),
                        entry.kind(),
                        String.join(" ", entry.objects()),
                        entry.persons(),
                        entry.network(),
                        entry.request(),
                        entry.reason(),
                        entry.id())
                .stream()
                .map(cell -> cell == null ? null : cell.toString());
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }

    private String say(String key, Object... details) {
        return messages.getMessage(key, details, LocaleContextHolder.getLocale());
    }

    private static void line(Writer out, Stream<? extends @Nullable String> cells) throws IOException {
        out.write(cells.map(AuditExport::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    /** Quoted where needed (RFC 4180), and no cell is taken for a formula by a spreadsheet. */
    private static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        var safe = "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
