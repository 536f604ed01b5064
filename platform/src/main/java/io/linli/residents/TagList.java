package io.linli.residents;

import static io.linli.residents.ResidentsProblem.TAG_NOT_YOURS;
import static java.util.Objects.requireNonNull;

import io.linli.identity.Caller;
import io.linli.settings.Act;
import io.linli.settings.Acting;
import io.linli.settings.Acts;
import io.linli.spreadsheet.Choice;
import io.linli.spreadsheet.Column;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.ImportContext;
import io.linli.spreadsheet.ImportList;
import io.linli.spreadsheet.SheetRow;
import io.linli.territory.AreaCode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Marks on people who have a record, brought as a spreadsheet by those who may set them. It goes in and never out: a mark
 * that the file does not name stays, and nothing tells who has one already.
 */
@Component
class TagList implements ImportList {

    static final String NAME = "resident-tags";

    private final TagBook tags;
    private final People people;
    private final OwnGround reach;
    private final Acting acting;
    private final Acts acts;

    TagList(TagBook tags, People people, OwnGround reach, Acting acting, Acts acts) {
        this.tags = tags;
        this.people = people;
        this.reach = reach;
        this.acting = acting;
        this.acts = acts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String permission() {
        return PeopleList.IMPORT;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.of("identity", ColumnType.IDENTITY).required(),
                Column.code("kind", this::kinds).required(),
                Column.of("until", ColumnType.DATE).required());
    }

    private List<Choice> kinds() {
        return tags.entries(null).stream()
                .filter(kind -> !kind.ended())
                .map(kind -> new Choice(kind.code(), kind.chinese(), kind.english()))
                .toList();
    }

    /** The areas that the caller looks after and the kinds that they may set, in one row: codes of areas are digits. */
    @Override
    public String mandate(Authentication caller) {
        return caller.getPrincipal() instanceof Caller who
                ? Stream.concat(
                                reach.areas(who).stream().map(AreaCode::code),
                                tags.kinds(who).stream()
                                        .filter(TagBook.Kind::maySet)
                                        .map(TagBook.Kind::code))
                        .collect(Collectors.joining(" "))
                : "";
    }

    @Override
    public RowKey key(SheetRow row) {
        return new RowKey(
                "identity", requireNonNull(row.identity("identity")).number() + " " + row.requiredText("kind"));
    }

    @Override
    public void check(SheetRow row, ImportContext context) {
        var kind = row.requiredText("kind");
        if (parts(context).noneMatch(kind::equals)) {
            throw TAG_NOT_YOURS.with(kind).at("kind");
        }
        tags.mustBePossible(kind, until(row));
        person(row, context);
    }

    @Override
    public Changes preview(List<SheetRow> rows, ImportContext context) {
        return changes(rows.stream()
                .map(row -> tags.would(person(row, context), row.requiredText("kind"), until(row)))
                .toList());
    }

    @Override
    public Changes write(List<SheetRow> rows, ImportContext context) {
        var who = acting.account(context.who()).orElseThrow();
        var actor = UUID.fromString(who);
        var done = rows.stream()
                .map(row ->
                        tags.put(people.lock(person(row, context).id()), row.requiredText("kind"), until(row), actor))
                .toList();
        acts.did(Act.of("residents.import-tags").on("import", context.job()).by(who));
        return changes(done);
    }

    private static Changes changes(List<TagBook.Put> done) {
        return new Changes(
                count(done, TagBook.Put.SET), count(done, TagBook.Put.CHANGED), count(done, TagBook.Put.SAME));
    }

    private static int count(List<TagBook.Put> done, TagBook.Put what) {
        return (int) done.stream().filter(what::equals).count();
    }

    private Person person(SheetRow row, ImportContext context) {
        return tags.bearer(
                requireNonNull(row.identity("identity")),
                area -> parts(context)
                        .filter(AreaCode::isValid)
                        .map(AreaCode::new)
                        .anyMatch(mine -> mine.contains(area)));
    }

    private static LocalDate until(SheetRow row) {
        return requireNonNull(row.date("until"));
    }

    private static Stream<String> parts(ImportContext context) {
        return Arrays.stream(context.mandate().split(" ", -1));
    }
}
