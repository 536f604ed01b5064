package io.linli.workforce;

import static io.linli.workforce.WorkforceProblem.ORGANISATION_ID_UNFIT;
import static io.linli.workforce.WorkforceProblem.WORKFORCE_AREA_UNKNOWN;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.identity.Post;
import io.linli.identity.Role;
import io.linli.spreadsheet.Choice;
import io.linli.spreadsheet.Column;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.ImportContext;
import io.linli.spreadsheet.ImportList;
import io.linli.spreadsheet.SheetRow;
import io.linli.territory.AreaCode;
import io.linli.workforce.OrganisationRegister.NewOrganisation;
import io.linli.workforce.OrganisationRegister.Taken;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Organisations brought as a spreadsheet, each after the one above it. The id tells one from another; a row without one is
 * known by kind, name and place.
 */
@Component
class OrganisationList implements ImportList {

    private final OrganisationRegister register;
    private final OrganisationKinds kinds;
    private final Mandate mandate;

    OrganisationList(OrganisationRegister register, OrganisationKinds kinds, Mandate mandate) {
        this.register = register;
        this.kinds = kinds;
        this.mandate = mandate;
    }

    @Override
    public String name() {
        return "organisations";
    }

    @Override
    public String permission() {
        return "workforce:manage";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("id", 40).checked(OrganisationList::id),
                Column.code("kind", this::choices).required(),
                Column.text("name", 100).required(),
                Column.text("parent", 40).checked(OrganisationList::id),
                Column.text("area", 17).required().checked(OrganisationList::area),
                Column.of("since", ColumnType.DATE));
    }

    private List<Choice> choices() {
        return kinds.choices();
    }

    /** The account, and the areas of its posts. */
    @Override
    public String mandate(Authentication caller) {
        return caller.getPrincipal() instanceof Caller who
                ? Stream.concat(
                                Stream.of(who.id().toString()),
                                who.posts().stream()
                                        .filter(post -> post.role().serves())
                                        .map(post -> post.area().code()))
                        .distinct()
                        .collect(Collectors.joining(" "))
                : "";
    }

    private static Caller caller(ImportContext context) {
        var parts = context.mandate().split(" ", -1);
        return new Caller(
                new AccountId(UUID.fromString(parts[0])),
                context.who(),
                context.who(),
                Arrays.stream(parts)
                        .skip(1)
                        .map(code -> new Post(Role.ADMINISTRATOR, new AreaCode(code), null))
                        .toList(),
                Set.of());
    }

    @Override
    public RowKey key(SheetRow row) {
        var id = row.text("id");
        return id != null
                ? new RowKey("id", id)
                : new RowKey(
                        "name",
                        String.join(
                                "\n",
                                row.requiredText("area"),
                                row.requiredText("kind"),
                                row.requiredText("name"),
                                String.valueOf(row.text("parent"))));
    }

    @Override
    public void check(SheetRow row, ImportContext context) {
        mandate.open(new AreaCode(row.requiredText("area")), caller(context));
    }

    @Override
    public Changes write(List<SheetRow> rows, ImportContext context) {
        var caller = caller(context);
        int added = 0;
        int changed = 0;
        for (var row : rows) {
            var taken = register.take(organisation(row), caller);
            added += taken == Taken.ADDED ? 1 : 0;
            changed += taken == Taken.CHANGED ? 1 : 0;
        }
        return new Changes(added, changed, rows.size() - added - changed);
    }

    private static NewOrganisation organisation(SheetRow row) {
        return new NewOrganisation(
                unit(row.text("id")),
                row.requiredText("kind"),
                row.requiredText("name"),
                unit(row.text("parent")),
                new AreaCode(row.requiredText("area")),
                row.date("since"));
    }

    private static @Nullable OrgUnitId unit(@Nullable String id) {
        return id == null ? null : new OrgUnitId(id);
    }

    private static void id(Object id) {
        if (!OrgUnitId.isValid((String) id)) {
            throw ORGANISATION_ID_UNFIT.with(id);
        }
    }

    private static void area(Object code) {
        if (!AreaCode.isValid((String) code)) {
            throw WORKFORCE_AREA_UNKNOWN.with(code);
        }
    }
}
