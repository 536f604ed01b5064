package io.linli.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.linli.gateway.RegistrySettings.Guard;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

/** What the gateway sends twice, and whom it lets at the registry. */
class EdgeTests {

    private static final int PUBLIC = 8080;
    private static final int REGISTRY = 8761;
    private static final String SECRET = "0123456789abcdef";

    @Test
    void sendsAgainWhatChangesNothingOrHasAKey() throws Exception {
        assertThat(isSentAgain("GET", null, 0)).isTrue();
        assertThat(isSentAgain("HEAD", null, 0)).isTrue();
        assertThat(isSentAgain("POST", "a", 100)).isTrue();
    }

    @Test
    void sendsNothingElseAgain() throws Exception {
        assertThat(isSentAgain("POST", null, 100)).isFalse();
        assertThat(isSentAgain("POST", " ", 100)).isFalse();
        assertThat(isSentAgain("PUT", "a", 100)).isFalse();
        assertThat(isSentAgain("DELETE", "a", 0)).isFalse();
        assertThat(isSentAgain("POST", "a", 2_000)).as("too large to be kept").isFalse();
    }

    @Test
    void sendsAgainWhatNobodyCanHaveHeardOf() throws Exception {
        assertThat(isSentAgain("POST", null, 100, true)).isTrue();
        assertThat(isSentAgain("PUT", null, 100, true)).isTrue();
        assertThat(isSentAgain("DELETE", null, 0, true)).isTrue();
        assertThat(isSentAgain("POST", null, 2_000, true))
                .as("too large to be kept")
                .isFalse();
    }

    @Test
    void readsWhatIsSentAgainFromTheStartEachTime() throws Exception {
        var request = request("POST", "a", 3);
        var chain = new MockFilterChain();
        new SendingAgain(DataSize.ofKilobytes(1)).doFilter(request, new MockHttpServletResponse(), chain);
        var kept = requireNonNull(chain.getRequest());

        assertThat(kept.getInputStream().readAllBytes()).hasSize(3);
        assertThat(kept.getInputStream().readAllBytes()).hasSize(3);
    }

    @Test
    void showsTheRegistryToThoseWhoKnowItsSecretAndOnItsPortOnly() throws Exception {
        assertThat(answer(PUBLIC, "/eureka/apps", SECRET)).isEqualTo(404);
        assertThat(answer(PUBLIC, "/eureka", SECRET)).isEqualTo(404);
        assertThat(answer(REGISTRY, "/eureka/apps", "0123456789abcdee")).isEqualTo(401);
        assertThat(answer(REGISTRY, "/eureka/apps", null)).isEqualTo(401);
        assertThat(answer(REGISTRY, "/api/session", SECRET)).isEqualTo(404);
        assertThat(answer(REGISTRY, "/eureka/apps", SECRET)).isEqualTo(200);
        assertThat(answer(PUBLIC, "/eurekas", null)).isEqualTo(200);
    }

    @Test
    void speaksTheLanguageThatIsWanted() {
        assertThat(Texts.language(List.of())).isEqualTo(Locale.CHINESE);
        assertThat(Texts.language(LanguageRange.parse("en-GB,zh;q=0.5"))).isEqualTo(Locale.ENGLISH);
        assertThat(Texts.say("no-instance.title", Locale.ENGLISH)).isEqualTo("Not available now");
        assertThat(Texts.both("start.port-in-use", "8080")).contains("8080", "端口", " · Port");
    }

    private static boolean isSentAgain(String method, @Nullable String key, int length) throws Exception {
        return isSentAgain(method, key, length, false);
    }

    private static boolean isSentAgain(String method, @Nullable String key, int length, boolean unheard)
            throws Exception {
        var request = request(method, key, length);
        new SendingAgain(DataSize.ofKilobytes(1))
                .doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
        return SendingAgain.isAllowed(request, unheard);
    }

    private static MockHttpServletRequest request(String method, @Nullable String key, int length) {
        var request = new MockHttpServletRequest(method, "/api/incidents");
        request.setContent(new byte[length]);
        request.setContentType("application/json");
        if (key != null) {
            request.addHeader(SendingAgain.KEY, key);
        }
        return request;
    }

    private static int answer(int port, String path, @Nullable String secret) throws Exception {
        var request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        request.setLocalPort(port);
        if (secret != null) {
            var credentials = ("linli:" + secret).getBytes(StandardCharsets.UTF_8);
            request.addHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
        var response = new MockHttpServletResponse();
        new Guard(REGISTRY, SECRET).doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }
}
