package io.linli.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linli.identity.web.SomeProvider;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What is asked of a provider of identities before anybody goes there. */
class ExternalClientsTests {

    private final SomeProvider provider = new SomeProvider();

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void asksAProviderWhatItIsWhenItIsFirstNeeded() {
        provider.is(true, false);
        var clients = clients(Map.of());
        assertThat(clients.offered()).containsExactly(ExternalProvider.STAFF);
        assertThatThrownBy(() -> clients.registration(ExternalProvider.STAFF)).hasMessage("EXTERNAL_NOT_REACHED");

        provider.is(false, false);

        assertThat(clients.registration(ExternalProvider.STAFF)
                        .getProviderDetails()
                        .getAuthorizationUri())
                .isEqualTo(provider.issuer() + "/authorize");
    }

    @Test
    void trustsNoneThatSaysItIsAnother() {
        provider.is(false, true);

        assertThatThrownBy(() -> clients(Map.of()).registration(ExternalProvider.STAFF))
                .hasMessage("EXTERNAL_NOT_REACHED");
    }

    @Test
    void offersNoneThatIsNotConfigured() {
        var clients = clients(Map.of("issuer", ""));

        assertThat(clients.offered()).isEmpty();
        assertThatThrownBy(() -> clients.registration(ExternalProvider.STAFF)).hasMessage("EXTERNAL_NOT_OFFERED");
        assertThatThrownBy(() -> clients.registration(ExternalProvider.RESIDENTS))
                .hasMessage("EXTERNAL_NOT_OFFERED");
    }

    @Test
    void refusesToStartWithOneThatAnybodyCouldPlay() {
        assertThatThrownBy(() -> clients(Map.of("issuer", "http://login.example.org")))
                .hasMessageContaining("https://");
        assertThatThrownBy(() -> clients(Map.of("client-secret", ""))).hasMessageContaining("client-secret");
    }

    private ExternalClients clients(Map<String, String> other) {
        var settings = new HashMap<>(Map.of(
                "issuer", provider.issuer(), "client-id", SomeProvider.CLIENT, "client-secret", SomeProvider.SECRET));
        settings.putAll(other);
        var all = new HashMap<String, String>();
        settings.forEach((name, value) -> all.put("linli.identity.oidc.staff." + name, value));
        all.put("linli.identity.oidc.timeout", "1s");
        return new ExternalClients(
                new Binder(new MapConfigurationPropertySource(all))
                        .bindOrCreate("linli.identity", IdentitySettings.class),
                Clock.systemUTC());
    }
}
