package io.linli.identity.web;

import io.linli.identity.Caller;
import io.linli.identity.SavedViews;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Views of lists that the caller keeps. */
@RestController
@RequestMapping(path = "/api/account/views", version = "1+")
class ViewsController {

    private static final String LIST = "[a-z][a-z-]{0,39}";
    private static final String LINE = "\\P{Cntrl}*";

    private final SavedViews views;

    ViewsController(SavedViews views) {
        this.views = views;
    }

    @Operation(summary = "List the views that the caller keeps of a list")
    @GetMapping("/{list}")
    Views kept(Caller caller, @PathVariable @Pattern(regexp = LIST) String list) {
        return new Views(views.of(caller, list));
    }

    @Operation(summary = "Keep these views of a list, in the place of those that were kept")
    @PutMapping("/{list}")
    Views keep(Caller caller, @PathVariable @Pattern(regexp = LIST) String list, @RequestBody @Valid Wanted wanted) {
        return new Views(
                views.keep(caller, list, wanted.items().stream().map(Kept::view).toList()));
    }

    record Views(List<SavedViews.SavedView> items) {}

    record Wanted(@NotNull @Size(max = 12) List<@NotNull @Valid Kept> items) {}

    record Kept(
            @NotBlank @Size(max = 20) @Pattern(regexp = LINE)
            String name,

            @NotNull @Size(max = 20)
            Map<@NotBlank @Size(max = 40) String, @NotNull @Size(max = 200) @Pattern(regexp = LINE) String> query) {

        SavedViews.SavedView view() {
            return new SavedViews.SavedView(name.strip(), Map.copyOf(query));
        }
    }
}
