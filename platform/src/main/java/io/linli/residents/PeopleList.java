package io.linli.residents;

import static io.linli.residents.ResidentsProblem.HOME_AREA_UNFIT;
import static io.linli.residents.ResidentsProblem.HOME_SIZE_UNFIT;
import static io.linli.residents.ResidentsProblem.RESIDENTS_OTHER_GROUND;
import static java.util.Objects.requireNonNull;

import io.linli.identity.Caller;
import io.linli.privacy.IdCardNumber.Sex;
import io.linli.settings.Act;
import io.linli.settings.Acting;
import io.linli.settings.Acts;
import io.linli.spreadsheet.Choice;
import io.linli.spreadsheet.Column;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.ImportContext;
import io.linli.spreadsheet.ImportList;
import io.linli.spreadsheet.SheetRow;
import io.linli.territory.Area;
import io.linli.territory.AreaCode;
import io.linli.territory.Territory;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * People with their homes, brought as a spreadsheet. The identity number tells one from another, also in a file that is
 * brought again. Each may bring those of the areas that their posts look after.
 */
@Component
class PeopleList implements ImportList {

    static final String NAME = "residents";
    static final String IMPORT = "residents:import";

    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_PLACE = 60;
    private static final int LONGEST_ADDRESS = 200;
    private static final int LONGEST_DOOR = 20;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(10_000);

    private final Arrivals arrivals;
    private final Territory territory;
    private final OwnGround reach;
    private final Acting acting;
    private final Acts acts;
    private final MessageSource messages;
    private final Clock clock;

    PeopleList(
            Arrivals arrivals,
            Territory territory,
            OwnGround reach,
            Acting acting,
            Acts acts,
            MessageSource messages,
            Clock clock) {
        this.arrivals = arrivals;
        this.territory = territory;
        this.reach = reach;
        this.acting = acting;
        this.acts = acts;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String permission() {
        return IMPORT;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("name", LONGEST_NAME).required(),
                Column.of("identity", ColumnType.IDENTITY).required(),
                Column.of("phone", ColumnType.PHONE),
                Column.text("area", 17).required().checked(this::grid),
                Column.text("building", LONGEST_PLACE).required(),
                Column.text("address", LONGEST_ADDRESS),
                Column.text("unit", LONGEST_DOOR),
                Column.text("room", LONGEST_DOOR).required(),
                Column.of("floorArea", ColumnType.DECIMAL).checked(PeopleList::size),
                Column.code("relation", () -> choices("relation", relations())).required(),
                Column.code("tenure", () -> choices("tenure", Stream.of(StayKind.OWNS, StayKind.RENTS))),
                Column.code(
                        "registration",
                        () -> choices("registration", Stream.of(Registration.HERE, Registration.ELSEWHERE))),
                Column.text("registeredAt", LONGEST_ADDRESS),
                Column.of("since", ColumnType.DATE),
                Column.of("until", ColumnType.DATE),
                Column.text("guardian", LONGEST_NAME),
                Column.text("guardianRelation", LONGEST_DOOR),
                Column.of("consentOn", ColumnType.DATE),
                Column.of("born", ColumnType.DATE),
                Column.code("sex", () -> choices("sex", Stream.of(Sex.values()))));
    }

    @Override
    public RowKey key(SheetRow row) {
        return new RowKey("identity", requireNonNull(row.identity("identity")).number());
    }

    @Override
    public String mandate(Authentication caller) {
        return caller.getPrincipal() instanceof Caller who
                ? reach.areas(who).stream().map(AreaCode::code).collect(Collectors.joining(" "))
                : "";
    }

    @Override
    public void check(SheetRow row, ImportContext context) {
        var area = new AreaCode(row.requiredText("area"));
        if (!within(context).test(area)) {
            throw RESIDENTS_OTHER_GROUND.with(area.code()).at("area");
        }
        arrival(row);
    }

    @Override
    public Changes preview(List<SheetRow> rows, ImportContext context) {
        return arrivals.preview(rows.stream().map(this::arrival).toList(), within(context));
    }

    @Override
    public Changes write(List<SheetRow> rows, ImportContext context) {
        var who = acting.account(context.who()).orElse(null);
        var changes = arrivals.write(
                rows.stream().map(this::arrival).toList(), within(context), who == null ? null : UUID.fromString(who));
        acts.did(Act.of("residents.import").on("import", context.job()).by(who));
        return changes;
    }

    private static Predicate<AreaCode> within(ImportContext context) {
        var areas = Arrays.stream(context.mandate().split(" ", -1))
                .filter(code -> !code.isEmpty())
                .map(AreaCode::new)
                .toList();
        return area -> areas.stream().anyMatch(one -> one.contains(area));
    }

    private Arrival arrival(SheetRow row) {
        var identity = requireNonNull(row.identity("identity"));
        var guardian = row.text("guardian");
        var on = row.date("consentOn");
        var relation = row.text("guardianRelation");
        var consent =
                guardian == null || on == null ? null : new Consent(guardian, relation == null ? "" : relation, on);
        var today = LocalDate.ofInstant(clock.instant(), Rows.CHINA);
        var sex = row.text("sex");
        var personal = new Personal(
                Said.name(row.requiredText("name"), "name"),
                identity,
                row.phone("phone"),
                Rules.born(identity, row.date("born")),
                Rules.sex(identity, sex == null ? null : Sex.valueOf(sex)),
                row.text("registeredAt"),
                consent);
        Rules.day(personal.born(), personal.born(), today, "identity");
        Rules.consented(personal, today, "consentOn");
        var registration = row.text("registration");
        var tenure = row.text("tenure");
        var unit = row.text("unit");
        return new Arrival(
                new Arrival.Door(
                        new AreaCode(row.requiredText("area")),
                        row.requiredText("building"),
                        row.text("address"),
                        unit == null ? "" : unit,
                        row.requiredText("room")),
                row.decimal("floorArea"),
                personal,
                registration == null ? Registration.UNKNOWN : Registration.valueOf(registration),
                Relation.valueOf(row.requiredText("relation")),
                tenure == null ? null : StayKind.valueOf(tenure),
                Rules.since(row.date("since"), personal, today),
                row.date("until"));
    }

    private void grid(Object code) {
        var text = (String) code;
        if (!AreaCode.isValid(text)
                || territory.find(new AreaCode(text)).filter(Area::open).isEmpty()) {
            throw HOME_AREA_UNFIT.with(text);
        }
    }

    private static void size(Object size) {
        if (((BigDecimal) size).signum() <= 0 || ((BigDecimal) size).compareTo(LARGEST) > 0) {
            throw HOME_SIZE_UNFIT.with(LARGEST.toPlainString());
        }
    }

    private static Stream<Relation> relations() {
        return Stream.of(Relation.values()).filter(relation -> relation != Relation.UNKNOWN); // nobody brings that
    }

    private List<Choice> choices(String column, Stream<? extends Enum<?>> values) {
        return values.map(value -> Choice.of(value.name(), "sheet." + NAME + "." + column, messages))
                .toList();
    }
}
