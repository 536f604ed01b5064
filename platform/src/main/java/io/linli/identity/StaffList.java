package io.linli.identity;

import static io.linli.identity.IdentityProblem.ACCOUNT_OF_ANOTHER;
import static io.linli.identity.IdentityProblem.POST_AREA_UNKNOWN;
import static io.linli.identity.IdentityProblem.POST_DATES_REVERSED;
import static io.linli.identity.IdentityProblem.POST_FOR_ONESELF;
import static io.linli.identity.IdentityProblem.POST_WITHOUT_UNIT;
import static io.linli.identity.IdentityProblem.USERNAME_INVALID;

import io.linli.identity.PostDesk.NewPost;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.spreadsheet.Choice;
import io.linli.spreadsheet.Column;
import io.linli.spreadsheet.ColumnType;
import io.linli.spreadsheet.ImportContext;
import io.linli.spreadsheet.ImportList;
import io.linli.spreadsheet.SheetRow;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Accounts and posts of staff as a spreadsheet, one row a post. Who is new gets an account without a password: they choose
 * one by a code to their telephone, or are handed one.
 */
@Component
class StaffList implements ImportList {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Accounts accounts;
    private final AccountStore store;
    private final PostDesk posts;
    private final Reach reach;
    private final Acts acts;
    private final MessageSource messages;

    StaffList(Accounts accounts, AccountStore store, PostDesk posts, Reach reach, Acts acts, MessageSource messages) {
        this.accounts = accounts;
        this.store = store;
        this.posts = posts;
        this.reach = reach;
        this.acts = acts;
        this.messages = messages;
    }

    @Override
    public String name() {
        return "staff";
    }

    @Override
    public String permission() {
        return IdentityPermissions.MANAGE;
    }

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("username", 64).required().checked(StaffList::username),
                Column.text("name", 50).required(),
                Column.of("phone", ColumnType.PHONE),
                Column.code("role", this::roles).required(),
                Column.text("area", 17).required().checked(StaffList::area),
                Column.text("unit", 40).checked(StaffList::unit),
                Column.of("since", ColumnType.DATE),
                Column.of("until", ColumnType.DATE));
    }

    private List<Choice> roles() {
        return Arrays.stream(Role.values())
                .filter(Role::serves)
                .map(role -> new Choice(role.name(), say(role, Locale.CHINESE), say(role, Locale.ENGLISH)))
                .toList();
    }

    private String say(Role role, Locale language) {
        return Objects.requireNonNull(messages.getMessage("identity.role." + role, null, language));
    }

    private static void username(Object text) {
        if (!Accounts.canBeUsername((String) text)) {
            throw USERNAME_INVALID.with().at("username");
        }
    }

    private static void area(Object text) {
        if (!AreaCode.isValid((String) text)) {
            throw POST_AREA_UNKNOWN.with(text).at("area");
        }
    }

    private static void unit(Object text) {
        if (!OrgUnitId.isValid((String) text)) {
            throw POST_WITHOUT_UNIT.with().at("unit");
        }
    }

    /** The account, and the areas in which it may give posts. */
    @Override
    public String mandate(Authentication caller) {
        return caller instanceof CallerAuthentication who
                ? Stream.concat(
                                Stream.of(who.getPrincipal().id().toString()),
                                reach.areas(who.getPrincipal()).stream().map(AreaCode::code))
                        .collect(Collectors.joining(" "))
                : "";
    }

    private static AccountId by(ImportContext context) {
        return AccountId.of(context.mandate().split(" ", 2)[0]);
    }

    private static List<AreaCode> areas(ImportContext context) {
        return Arrays.stream(context.mandate().split(" ", -1))
                .skip(1)
                .map(AreaCode::of)
                .toList();
    }

    @Override
    public RowKey key(SheetRow row) {
        return new RowKey(
                "username",
                String.join(
                        " ",
                        row.requiredText("username"),
                        row.requiredText("role"),
                        row.requiredText("area"),
                        Objects.requireNonNullElse(row.text("unit"), "")));
    }

    @Override
    public void check(SheetRow row, ImportContext context) {
        posts.mayBeGiven(areas(context), post(row));
        // a name that is another's already: the row would give that other a post
        store.find(row.requiredText("username")).ifPresent(known -> mustBeTheSame(known, row, context));
    }

    private void mustBeTheSame(Account known, SheetRow row, ImportContext context) {
        if (known.id().equals(by(context))) {
            throw POST_FOR_ONESELF.with().at("username");
        }
        // a resident's account, or a guest's, is none of an administrator's business
        if (!known.name().equals(row.requiredText("name"))
                || !reach.sees(areas(context), known)
                || !reach.manages(areas(context), known)) {
            throw ACCOUNT_OF_ANOTHER.with(known.username()).at("username");
        }
    }

    private static NewPost post(SheetRow row) {
        var unit = row.text("unit");
        var since = start(row.date("since"));
        var last = row.date("until");
        if (last != null && row.date("since") != null && last.isBefore(row.date("since"))) {
            throw POST_DATES_REVERSED.with().at("until");
        }
        return new NewPost(
                Role.valueOf(row.requiredText("role")),
                AreaCode.of(row.requiredText("area")),
                unit == null ? null : new OrgUnitId(unit),
                since,
                last == null ? null : start(last.plusDays(1))); // the last day counts
    }

    private static @Nullable Instant start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(ZONE).toInstant();
    }

    @Override
    public Changes write(List<SheetRow> rows, ImportContext context) {
        int added = 0;
        int unchanged = 0;
        for (var row : rows) {
            var known = store.find(row.requiredText("username")).orElse(null);
            if (known == null) {
                var id = accounts.open(
                        row.requiredText("username"), null, null, row.requiredText("name"), row.phone("phone"));
                known = store.find(id).orElseThrow();
            } else {
                mustBeTheSame(known, row, context);
            }
            if (posts.holds(known, post(row))) {
                unchanged++;
            } else {
                posts.mayBeGiven(areas(context), post(row));
                posts.give(known, post(row));
                added++;
            }
        }
        acts.did(Act.of("account.import").by(by(context).toString()).on("import", context.job()));
        return new Changes(added, 0, unchanged);
    }
}
