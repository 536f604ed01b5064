package io.linli.identity;

import static io.linli.identity.IdentityProblem.PASSWORD_TELLS_NAME;
import static io.linli.identity.IdentityProblem.PASSWORD_TOO_COMMON;
import static io.linli.identity.IdentityProblem.PASSWORD_TOO_LONG;
import static io.linli.identity.IdentityProblem.PASSWORD_TOO_PLAIN;
import static io.linli.identity.IdentityProblem.PASSWORD_TOO_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.settings.Adjustments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** What a password must be: long, not all of one kind, and none that everybody guesses first. */
@Component
class PasswordRules {

    private static final int LONGEST = 72; // bytes; bcrypt reads no further

    private static final List<Pattern> KINDS = Stream.of("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]")
            .map(Pattern::compile)
            .toList();

    private final PasswordEncoder passwords;
    private final IdentitySettings settings;
    private final Adjustments adjustments;
    private final Set<String> common;

    PasswordRules(PasswordEncoder passwords, IdentitySettings settings, Adjustments adjustments) {
        this.passwords = passwords;
        this.settings = settings;
        this.adjustments = adjustments;
        this.common = lines(settings.password().common());
    }

    /** The password as it is kept; refused (field {@code password}) when it is not good enough. */
    String encode(String username, String password) {
        long shortest = adjustments.of(IdentityAdjustables.SHORTEST);
        if (password.codePointCount(0, password.length()) < shortest) {
            throw PASSWORD_TOO_SHORT.with(shortest).at("password");
        }
        if (password.getBytes(UTF_8).length > LONGEST) {
            throw PASSWORD_TOO_LONG.with(LONGEST).at("password");
        }
        if (password.toLowerCase(Locale.ROOT).contains(username)) {
            throw PASSWORD_TELLS_NAME.with().at("password");
        }
        if (KINDS.stream().filter(kind -> kind.matcher(password).find()).count()
                < settings.password().kinds()) {
            throw PASSWORD_TOO_PLAIN.with(settings.password().kinds()).at("password");
        }
        if (common.contains(password.toLowerCase(Locale.ROOT))) {
            throw PASSWORD_TOO_COMMON.with().at("password");
        }
        return passwords.encode(password);
    }

    private static Set<String> lines(Resource list) {
        try (var in = list.getInputStream()) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.strip().toLowerCase(Locale.ROOT))
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
