package io.linli.dataprotection.web;

import io.linli.dataprotection.ConsentRegister;
import io.linli.dataprotection.MyData;
import io.linli.dataprotection.PrivacyNotices;
import io.linli.identity.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What everybody may know and do about their own data. */
@RestController
@RequestMapping(path = "/api", version = "1+")
class PrivacyController {

    private final PrivacyNotices notices;
    private final ConsentRegister consents;
    private final MyData data;

    PrivacyController(PrivacyNotices notices, ConsentRegister consents, MyData data) {
        this.notices = notices;
        this.consents = consents;
        this.data = data;
    }

    @Operation(summary = "Read what people are told before their first data are taken; for everybody")
    @SecurityRequirements // open to everyone
    @GetMapping("/privacy-notice")
    PrivacyNotices.Text privacyNotice() {
        return notices.current();
    }

    @Operation(summary = "Say that the caller was shown this version of the notice")
    @PostMapping("/my-data/notice")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void noticeShown(Caller caller, @RequestBody @Valid Shown body) {
        notices.shown(body.version(), caller);
    }

    @Operation(summary = "See what is kept about the caller and why, their consents, and what became of their wishes")
    @GetMapping("/my-data")
    MyData.View myData(Caller caller) {
        return data.of(caller);
    }

    @Operation(summary = "Agree to one purpose; for a child under fourteen a guardian does")
    @PutMapping("/my-data/consents/{purpose}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveConsent(Caller caller, @PathVariable @Size(max = 60) String purpose, @RequestBody @Valid Given body) {
        var guardian = body.guardian();
        consents.give(purpose, guardian == null || guardian.isBlank() ? null : guardian.strip(), caller);
    }

    @Operation(summary = "Take a consent back; it works at once")
    @DeleteMapping("/my-data/consents/{purpose}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawConsent(Caller caller, @PathVariable @Size(max = 60) String purpose) {
        consents.withdraw(purpose, caller);
    }

    @Operation(summary = "Ask to be erased; a person decides, and says why what is kept is kept")
    @PostMapping("/my-data/erasure")
    @ResponseStatus(HttpStatus.CREATED)
    Made askErasure(Caller caller, @RequestBody @Valid Wish body) {
        return new Made(data.askErasure(body.reason().strip(), caller));
    }

    record Shown(@Min(0) int version) {}

    record Given(@Nullable @Size(max = 100) String guardian) {}

    record Wish(@NotBlank @Size(max = 500) String reason) {}

    record Made(UUID id) {}
}
