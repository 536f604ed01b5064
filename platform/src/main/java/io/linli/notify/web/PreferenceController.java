package io.linli.notify.web;

import io.linli.notify.Addresses;
import io.linli.notify.Channel;
import io.linli.notify.PreferenceStore;
import io.linli.notify.Preferences;
import io.linli.notify.Wish;
import io.linli.settings.Acting;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
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

/** What whoever calls wants to be told, when and where. */
@RestController
@RequestMapping(path = "/api/notices", version = "1+")
class PreferenceController {

    private final PreferenceStore preferences;
    private final Addresses addresses;
    private final ObjectProvider<Acting> acting;

    PreferenceController(PreferenceStore preferences, Addresses addresses, ObjectProvider<Acting> acting) {
        this.preferences = preferences;
        this.addresses = addresses;
        this.acting = acting;
    }

    @Operation(summary = "Tell what the caller wants to be told where and when")
    @GetMapping("/preferences")
    Wanted preferences() {
        return new Wanted(preferences.of(caller()), addresses.of(caller()));
    }

    @Operation(summary = "Say what one wants to be told where and when")
    @PutMapping("/preferences")
    Wanted prefer(@RequestBody @Valid Wants wants) {
        preferences.keep(caller(), wants.read());
        return preferences();
    }

    @Operation(summary = "Give a new address for one channel; a code is sent there")
    @PutMapping("/addresses/{channel}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void askAddress(@PathVariable Channel channel, @RequestBody @Valid Address to, Locale language) {
        addresses.ask(caller(), channel, to.address(), language);
    }

    @Operation(summary = "Confirm the new address with the code that was sent there")
    @PostMapping("/addresses/{channel}/confirm")
    List<Addresses.Way> confirmAddress(@PathVariable Channel channel, @RequestBody @Valid Proof proof) {
        addresses.confirm(caller(), channel, proof.code());
        return addresses.of(caller());
    }

    @Operation(summary = "Forget the address for one channel")
    @DeleteMapping("/addresses/{channel}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forgetAddress(@PathVariable Channel channel) {
        addresses.forget(caller(), channel);
    }

    private UUID caller() {
        return UUID.fromString(acting.getObject().now().orElseThrow().account());
    }

    record Wanted(Preferences preferences, List<Addresses.Way> ways) {}

    record Wants(
            @NotNull @Pattern(regexp = "zh|en") String language,
            @NotNull Wish email,
            @NotNull Wish sms,
            @NotNull Wish wechat,
            @NotNull LocalTime quietFrom,
            @NotNull LocalTime quietUntil,
            @NotNull LocalTime digestAt) {

        Preferences read() {
            return new Preferences(language, email, sms, wechat, quietFrom, quietUntil, digestAt);
        }
    }

    record Address(@NotBlank @Size(max = 254) String address) {}

    record Proof(@NotNull @Pattern(regexp = "\\d{6}") String code) {}
}
