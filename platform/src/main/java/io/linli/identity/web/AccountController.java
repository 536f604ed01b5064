package io.linli.identity.web;

import static io.linli.spreadsheet.ListSheets.AT_ONCE;

import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.identity.DeputyDesk;
import io.linli.identity.HeldPost;
import io.linli.identity.OrgUnitId;
import io.linli.identity.PostDesk;
import io.linli.identity.PostDesk.NewPost;
import io.linli.identity.Role;
import io.linli.identity.SecondFactors;
import io.linli.identity.StaffAccount;
import io.linli.identity.StaffDesk;
import io.linli.identity.StaffDesk.HandedOut;
import io.linli.identity.StaffDesk.NewStaff;
import io.linli.identity.StaffSearch;
import io.linli.privacy.PersonName;
import io.linli.privacy.PhoneNumber;
import io.linli.spreadsheet.ListSheets;
import io.linli.spreadsheet.ListSheets.Narrowed;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The accounts of those who serve, their posts and deputies, for administrators within their territory. */
@RestController
@RequestMapping(path = "/api/accounts", version = "1+")
class AccountController {

    private static final String MANAGE = "hasAuthority('identity:manage')";
    private static final String PLAIN = "\\P{Cntrl}*";
    private static final int USUAL = 50;

    private final StaffSearch search;
    private final StaffDesk desk;
    private final PostDesk posts;
    private final DeputyDesk deputies;
    private final SecondFactors factors;
    private final ListSheets sheets;
    private final List<Shown<StaffAccount>> columns;

    AccountController(
            StaffSearch search,
            StaffDesk desk,
            PostDesk posts,
            DeputyDesk deputies,
            SecondFactors factors,
            ListSheets sheets,
            MessageSource messages) {
        this.sheets = sheets;
        this.columns = List.of(
                new Shown<>("username", StaffAccount::username),
                new Shown<>("name", StaffAccount::name),
                new Shown<>("locked", StaffAccount::locked),
                new Shown<>(
                        "role",
                        account -> account.posts().stream()
                                .map(post -> messages.getMessage(
                                        "identity.role." + post.role(), null, LocaleContextHolder.getLocale()))
                                .toList()),
                new Shown<>(
                        "area",
                        account ->
                                account.posts().stream().map(HeldPost::areaName).toList()));
        this.search = search;
        this.desk = desk;
        this.posts = posts;
        this.deputies = deputies;
        this.factors = factors;
    }

    @Operation(summary = "List the staff accounts of the caller's territory")
    @GetMapping
    @PreAuthorize(MANAGE)
    StaffSearch.Page list(
            Caller caller,
            @RequestParam(required = false) @Nullable Role role,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable Boolean locked,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        return search.list(caller, new StaffSearch.Filter(null, role, area, locked), after, size);
    }

    // names and telephone numbers stand in a body: addresses are kept in logs and histories
    @Operation(summary = "Find staff accounts of the caller's territory by name, user name or whole telephone number")
    @PostMapping("/find")
    @PreAuthorize(MANAGE)
    StaffSearch.Page findStaff(@RequestBody @Valid Wanted wanted, Caller caller) {
        var filter = new StaffSearch.Filter(wanted.words(), wanted.role(), wanted.area(), wanted.locked());
        return search.list(caller, filter, wanted.after(), wanted.size() == null ? USUAL : wanted.size());
    }

    @Operation(
            summary = "Fetch staff accounts of the caller's territory as a workbook",
            description = "More rows than linli.spreadsheet.personal-rows need the approval of an export.")
    @PostMapping("/export")
    @PreAuthorize(MANAGE)
    void exportStaff(@RequestBody @Valid Taken taken, Caller caller, HttpServletResponse response) throws IOException {
        var filter = new StaffSearch.Filter(taken.words(), taken.role(), taken.area(), taken.locked());
        sheets.writePeople(
                "accounts",
                List.of(
                        new Narrowed("role", taken.role()),
                        new Narrowed("area", taken.area()),
                        new Narrowed("locked", taken.locked())),
                columns,
                place -> {
                    var page = search.list(caller, filter, place == null ? null : UUID.fromString(place), AT_ONCE);
                    return new Part<>(
                            page.items(),
                            page.next() == null ? null : page.next().toString());
                },
                taken.approval(),
                caller.name(),
                response);
    }

    @Operation(summary = "Read one staff account with all its posts")
    @GetMapping("/{id}")
    @PreAuthorize(MANAGE)
    StaffAccount one(@PathVariable UUID id, Caller caller) {
        return search.one(caller, new AccountId(id));
    }

    @Operation(summary = "Open an account with a first post; answers its first password, this once")
    @PostMapping
    @PreAuthorize(MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    HandedOut open(@RequestBody @Valid Opened opened, Caller caller) {
        var staff = new NewStaff(
                opened.username(), opened.name(), opened.phone(), opened.post().read());
        return desk.open(caller, staff);
    }

    @Operation(summary = "Change the name and the telephone number of an account")
    @PutMapping("/{id}")
    @PreAuthorize(MANAGE)
    StaffAccount change(@PathVariable UUID id, @RequestBody @Valid Changed changed, Caller caller) {
        desk.rename(caller, new AccountId(id), changed.name(), changed.phone());
        return search.one(caller, new AccountId(id));
    }

    @Operation(summary = "Lock an account: it is signed out at once and others take over what it had in hand")
    @PostMapping("/{id}/lock")
    @PreAuthorize(MANAGE)
    StaffAccount lock(@PathVariable UUID id, @RequestBody @Valid Reason reason, Caller caller) {
        desk.lock(caller, new AccountId(id), reason.reason().strip());
        return search.one(caller, new AccountId(id));
    }

    @Operation(summary = "Unlock an account")
    @PostMapping("/{id}/unlock")
    @PreAuthorize(MANAGE)
    StaffAccount unlock(@PathVariable UUID id, Caller caller) {
        desk.unlock(caller, new AccountId(id));
        return search.one(caller, new AccountId(id));
    }

    @Operation(summary = "Hand out a new password, which is answered this once and has to be replaced")
    @PostMapping("/{id}/reset")
    @PreAuthorize(MANAGE)
    HandedOut reset(@PathVariable UUID id, @RequestBody @Valid Reason reason, Caller caller) {
        return desk.reset(caller, new AccountId(id), reason.reason().strip());
    }

    @Operation(summary = "Take the second factor of an account away, so that a new one is set up")
    @PostMapping("/{id}/second-factor/reset")
    @PreAuthorize(MANAGE)
    StaffAccount resetFactor(@PathVariable UUID id, @RequestBody @Valid Reason reason, Caller caller) {
        factors.reset(caller, new AccountId(id), reason.reason().strip());
        return search.one(caller, new AccountId(id));
    }

    @Operation(summary = "Give an account one more post")
    @PostMapping("/{id}/posts")
    @PreAuthorize(MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    StaffAccount appoint(@PathVariable UUID id, @RequestBody @Valid Given given, Caller caller) {
        posts.appoint(caller, new AccountId(id), given.read());
        return search.one(caller, new AccountId(id));
    }

    @Operation(summary = "End a post, now or at a later time")
    @PostMapping("/{id}/posts/{post}/end")
    @PreAuthorize(MANAGE)
    StaffAccount dismiss(
            @PathVariable UUID id, @PathVariable UUID post, @RequestBody @Valid Until until, Caller caller) {
        posts.end(caller, new AccountId(id), post, instant(until.until()));
        return search.one(caller, new AccountId(id));
    }

    @Operation(summary = "List who acts for whom in the caller's territory, now and to come")
    @GetMapping("/deputies")
    @PreAuthorize(MANAGE)
    List<DeputyDesk.Deputy> allDeputies(Caller caller, @RequestParam(defaultValue = "100") @Min(1) @Max(200) int size) {
        return deputies.all(caller, size);
    }

    @Operation(summary = "List who acts for this account and for whom it acts")
    @GetMapping("/{id}/deputies")
    @PreAuthorize(MANAGE)
    List<DeputyDesk.Deputy> deputies(@PathVariable UUID id, Caller caller) {
        return deputies.of(caller, new AccountId(id));
    }

    @Operation(summary = "Name who acts for this account while its holder is away")
    @PostMapping("/{id}/deputies")
    @PreAuthorize(MANAGE)
    @ResponseStatus(HttpStatus.CREATED)
    List<DeputyDesk.Deputy> name(@PathVariable UUID id, @RequestBody @Valid Named named, Caller caller) {
        var holder = new AccountId(id);
        deputies.name(
                caller,
                holder,
                new AccountId(named.deputy()),
                instant(named.since()),
                named.until().toInstant());
        return deputies.of(caller, holder);
    }

    @Operation(summary = "End a deputy's time early")
    @PostMapping("/{id}/deputies/{deputy}/end")
    @PreAuthorize(MANAGE)
    List<DeputyDesk.Deputy> endDeputy(@PathVariable UUID id, @PathVariable UUID deputy, Caller caller) {
        deputies.end(caller, new AccountId(id), deputy);
        return deputies.of(caller, new AccountId(id));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    record Opened(
            @NotBlank @Size(max = 64) String username,
            @NotNull PersonName name,
            @Nullable PhoneNumber phone,
            @NotNull @Valid Given post) {}

    record Wanted(
            @NotBlank @Size(max = 100) @Pattern(regexp = PLAIN)
            String words,

            @Nullable Role role,
            @Nullable AreaCode area,
            @Nullable Boolean locked,
            @Nullable UUID after,
            @Nullable @Min(1) @Max(200) Integer size) {}

    /** The same as are found, with a second person's word where they are many. */
    record Taken(
            @Nullable @Size(max = 100) @Pattern(regexp = PLAIN)
            String words,

            @Nullable Role role,
            @Nullable AreaCode area,
            @Nullable Boolean locked,
            @Nullable UUID approval) {}

    record Changed(@NotNull PersonName name, @Nullable PhoneNumber phone) {}

    record Given(
            @NotNull Role role,
            @NotNull AreaCode area,
            @Nullable OrgUnitId unit,
            @Nullable OffsetDateTime since,
            @Nullable OffsetDateTime until) {

        NewPost read() {
            return new NewPost(role, area, unit, instant(since), instant(until));
        }
    }

    record Reason(
            @NotBlank @Size(min = 2, max = 200) @Pattern(regexp = PLAIN)
            String reason) {}

    record Until(@Nullable OffsetDateTime until) {}

    record Named(
            @NotNull UUID deputy,
            @Nullable OffsetDateTime since,
            @NotNull OffsetDateTime until) {}
}
