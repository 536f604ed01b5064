package io.linli.workforce.web;

import io.linli.identity.Caller;
import io.linli.identity.OrgUnitId;
import io.linli.spreadsheet.ListSheets;
import io.linli.spreadsheet.ListSheets.Narrowed;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
import io.linli.territory.AreaCode;
import io.linli.workforce.OrganisationItem;
import io.linli.workforce.OrganisationKind;
import io.linli.workforce.OrganisationRegister;
import io.linli.workforce.OrganisationRegister.NewOrganisation;
import io.linli.workforce.OrganisationTree;
import io.linli.workforce.OrganisationView;
import io.linli.workforce.Organisations;
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
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** The tree of organisations, read by staff and changed on one's own ground. */
@RestController
@RequestMapping(path = "/api/workforce", version = "1+")
class OrganisationController {

    private static final String PLAIN = "\\P{Cntrl}*";

    /** Under the headings of the list that is brought in. */
    private static final List<Shown<Line>> COLUMNS = List.of(
            new Shown<>("id", Line::id),
            new Shown<>("kind", Line::kind),
            new Shown<>("name", Line::name),
            new Shown<>("parent", Line::parent),
            new Shown<>("area", Line::area));

    private final Organisations organisations;
    private final OrganisationRegister register;
    private final ListSheets sheets;

    OrganisationController(Organisations organisations, OrganisationRegister register, ListSheets sheets) {
        this.organisations = organisations;
        this.register = register;
        this.sheets = sheets;
    }

    @Operation(summary = "List the kinds of organisations, and under which others each may stand")
    @GetMapping("/kinds")
    @PreAuthorize("hasAuthority('workforce:read')")
    List<OrganisationKind> organisationKinds() {
        return List.copyOf(organisations.kinds());
    }

    /** Those right under one, or the outermost of an area. */
    @Operation(summary = "List the organisations right under one, or the outermost ones of an area")
    @GetMapping("/organisations")
    @PreAuthorize("hasAuthority('workforce:read')")
    Page organisationsUnder(
            @RequestParam(required = false) @Nullable OrgUnitId parent,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable OrgUnitId after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size) {
        var found = parent == null
                ? organisations.outermost(area, after, size + 1)
                : organisations.under(parent, after, size + 1);
        var items = found.size() > size ? found.subList(0, size) : found;
        return new Page(
                List.copyOf(items), found.size() > size ? items.getLast().id() : null);
    }

    @Operation(summary = "Read the whole tree of organisations of an area, column by column")
    @GetMapping("/organisations/tree")
    @PreAuthorize("hasAuthority('workforce:read')")
    OrganisationTree organisationTree(
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable Boolean party) {
        return organisations.tree(area, party);
    }

    @Operation(summary = "Fetch the same tree as a workbook, each organisation after the one above it")
    @GetMapping("/organisations/tree/export")
    @PreAuthorize("hasAuthority('workforce:read')")
    void exportOrganisations(
            Caller caller,
            @RequestParam(required = false) @Nullable AreaCode area,
            @RequestParam(required = false) @Nullable Boolean party,
            HttpServletResponse response)
            throws IOException {
        sheets.write(
                "organisations",
                List.of(new Narrowed("area", area), new Narrowed("party", party)),
                COLUMNS,
                place -> new Part<>(lines(organisations.tree(area, party)), null),
                caller.name(),
                response);
    }

    private static List<Line> lines(OrganisationTree tree) {
        return IntStream.range(0, tree.ids().size())
                .mapToObj(at -> {
                    int kind = tree.kind().get(at);
                    int parent = tree.parent().get(at);
                    return new Line(
                            tree.ids().get(at),
                            kind < 0 ? null : tree.kindNames().get(kind),
                            tree.names().get(at),
                            parent < 0 ? null : tree.ids().get(parent),
                            tree.areas().get(at));
                })
                .toList();
    }

    /** One line of the workbook. */
    private record Line(
            String id,
            @Nullable String kind,
            String name,
            @Nullable String parent,
            String area) {}

    @Operation(summary = "Read an organisation, what stands above it and who sits in it")
    @GetMapping("/organisations/{id}")
    @PreAuthorize("hasAuthority('workforce:read')")
    OrganisationView organisation(@PathVariable OrgUnitId id) {
        return organisations.find(id);
    }

    @Operation(summary = "Read what was done to an organisation")
    @GetMapping("/organisations/{id}/history")
    @PreAuthorize("hasAuthority('workforce:read')")
    List<Organisations.Change> organisationHistory(@PathVariable OrgUnitId id) {
        return organisations.history(id);
    }

    @Operation(summary = "Make an organisation")
    @PostMapping("/organisations")
    @PreAuthorize("hasAuthority('workforce:manage')")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<OrganisationView> makeOrganisation(@RequestBody @Valid Draft draft, Caller caller) {
        var made = register.create(
                new NewOrganisation(
                        draft.id(), draft.kind(), draft.name().strip(), draft.parent(), draft.area(), draft.since()),
                caller);
        return ResponseEntity.created(UriComponentsBuilder.fromPath("/api/workforce/organisations/{id}")
                        .build(made.organisation().id()))
                .body(made);
    }

    @Operation(summary = "Rename an organisation")
    @PostMapping("/organisations/{id}/rename")
    @PreAuthorize("hasAuthority('workforce:manage')")
    OrganisationView renameOrganisation(@PathVariable OrgUnitId id, @RequestBody @Valid Name name, Caller caller) {
        return register.rename(id, name.name().strip(), caller);
    }

    @Operation(summary = "Put an organisation, with all under it, under another one")
    @PostMapping("/organisations/{id}/move")
    @PreAuthorize("hasAuthority('workforce:manage')")
    OrganisationView moveOrganisation(@PathVariable OrgUnitId id, @RequestBody @Valid Move move, Caller caller) {
        return register.move(id, move.parent(), move.reason().strip(), caller);
    }

    @Operation(summary = "Close an organisation; its id is never used again")
    @PostMapping("/organisations/{id}/close")
    @PreAuthorize("hasAuthority('workforce:manage')")
    OrganisationView closeOrganisation(@PathVariable OrgUnitId id, @RequestBody @Valid Closing closing, Caller caller) {
        return register.close(id, closing.on(), closing.reason().strip(), caller);
    }

    @Operation(summary = "Give a kind of delegates, or those of a body, a seat in a committee")
    @PostMapping("/organisations/{id}/members")
    @PreAuthorize("hasAuthority('workforce:manage')")
    @ResponseStatus(HttpStatus.CREATED)
    OrganisationView giveSeat(@PathVariable OrgUnitId id, @RequestBody @Valid Seat seat, Caller caller) {
        return register.addMember(id, seat.kind(), seat.body(), caller);
    }

    @Operation(summary = "End a seat in a committee")
    @PostMapping("/organisations/{id}/members/{member}/end")
    @PreAuthorize("hasAuthority('workforce:manage')")
    OrganisationView endSeat(@PathVariable OrgUnitId id, @PathVariable UUID member, Caller caller) {
        return register.endMember(id, member, caller);
    }

    record Page(List<OrganisationItem> items, @Nullable OrgUnitId next) {}

    record Draft(
            @Nullable OrgUnitId id,
            @NotBlank @Size(max = 40) String kind,

            @NotBlank @Size(max = 100) @Pattern(regexp = PLAIN)
            String name,

            @Nullable OrgUnitId parent,
            @NotNull AreaCode area,
            @Nullable LocalDate since) {}

    record Name(
            @NotBlank @Size(max = 100) @Pattern(regexp = PLAIN)
            String name) {}

    record Move(
            @Nullable OrgUnitId parent,

            @NotBlank @Size(min = 2, max = 200) @Pattern(regexp = PLAIN)
            String reason) {}

    record Closing(
            @Nullable LocalDate on,

            @NotBlank @Size(min = 2, max = 200) @Pattern(regexp = PLAIN)
            String reason) {}

    record Seat(
            @NotBlank @Size(max = 40) String kind, @Nullable OrgUnitId body) {}
}
