package io.linli.tasking.web;

import io.linli.identity.Caller;
import io.linli.spreadsheet.ListSheets;
import io.linli.spreadsheet.ListSheets.Narrowed;
import io.linli.spreadsheet.ListSheets.Part;
import io.linli.spreadsheet.ListSheets.Shown;
import io.linli.tasking.Burden;
import io.linli.tasking.TaskSource;
import io.linli.territory.AreaCode;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How much each worker has in hand. */
@RestController
@RequestMapping(path = "/api/tasks/burden", version = "1+")
class BurdenController {

    private static final List<Shown<Burden.Load>> COLUMNS = Stream.concat(
                    Stream.of(
                            new Shown<>("name", Burden.Load::name),
                            new Shown<>("open", Burden.Load::open),
                            new Shown<>("given", Burden.Load::given),
                            new Shown<>("room", Burden.Load::room),
                            new Shown<>("overCap", Burden.Load::overCap),
                            new Shown<>("done", Burden.Load::done),
                            new Shown<>("forms", Burden.Load::forms),
                            new Shown<>("overForms", Burden.Load::overForms)),
                    Arrays.stream(TaskSource.values())
                            .map(source -> new Shown<Burden.Load>(
                                    "minutes." + source, load -> load.minutes().get(source))))
            .toList();

    private final Burden burden;
    private final ListSheets sheets;

    BurdenController(Burden burden, ListSheets sheets) {
        this.burden = burden;
        this.sheets = sheets;
    }

    @Operation(
            summary = "Read how much the workers of an area have in hand this week",
            description = "In the order of names; it is no ranking.")
    @GetMapping
    @PreAuthorize("hasAuthority('tasking:burden')")
    Burden.Week burden(Caller caller, @RequestParam AreaCode area) {
        return burden.of(area, caller);
    }

    @Operation(
            summary = "Fetch the same as a workbook",
            description = "More rows than linli.spreadsheet.personal-rows need the approval of an export.")
    @GetMapping("/export")
    @PreAuthorize("hasAuthority('tasking:burden')")
    void exportBurden(
            Caller caller,
            @RequestParam AreaCode area,
            @RequestParam(required = false) @Nullable UUID approval,
            HttpServletResponse response)
            throws IOException {
        sheets.writePeople(
                "burden",
                List.of(new Narrowed("area", area)),
                COLUMNS,
                place -> new Part<>(burden.of(area, caller).items(), null),
                approval,
                caller.name(),
                response);
    }

    @Operation(summary = "Read how much the caller has in hand this week")
    @GetMapping("/mine")
    Burden.Week myBurden(Caller caller) {
        return burden.mine(caller);
    }
}
