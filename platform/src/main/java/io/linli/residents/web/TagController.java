package io.linli.residents.web;

import io.linli.identity.Caller;
import io.linli.problem.InvalidAs;
import io.linli.residents.ResidentId;
import io.linli.residents.TagBook;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Marks on one person, by those who may set and see them. */
@RestController
@RequestMapping(path = "/api/residents", version = "1+")
@InvalidAs("RESIDENT_DATA_INVALID")
class TagController {

    private final TagBook tags;

    TagController(TagBook tags) {
        this.tags = tags;
    }

    @Operation(
            summary = "List the kinds of marks, and what the caller may do with each",
            description = "A kind without a legal basis waits to be confirmed and is not set in production.")
    @GetMapping("/tags")
    @PreAuthorize("hasAuthority('residents:read')")
    Kinds tagKinds(Caller caller) {
        return new Kinds(tags.kinds(caller));
    }

    @Operation(summary = "List the marks of one person that hold today, of the kinds that the caller may see")
    @GetMapping("/{id}/tags")
    @PreAuthorize("hasAuthority('residents:read')")
    Tags tagsOf(Caller caller, @PathVariable ResidentId id) {
        return new Tags(tags.of(id, caller));
    }

    @Operation(summary = "Set a mark on a person until a day")
    @PostMapping("/{id}/tags")
    @PreAuthorize("hasAuthority('residents:keep')")
    @ResponseStatus(HttpStatus.CREATED)
    TagBook.Tag setTag(Caller caller, @PathVariable ResidentId id, @RequestBody @Valid NewTag tag) {
        return tags.set(id, tag.kind(), tag.until(), caller);
    }

    @Operation(summary = "End a mark before its day")
    @PostMapping("/{id}/tags/{tag}/end")
    @PreAuthorize("hasAuthority('residents:keep')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endTag(Caller caller, @PathVariable ResidentId id, @PathVariable UUID tag) {
        tags.end(id, tag, caller);
    }

    record Kinds(List<TagBook.Kind> items) {}

    record Tags(List<TagBook.Tag> items) {}

    record NewTag(
            @NotBlank @Size(max = 40) String kind, @NotNull LocalDate until) {}
}
