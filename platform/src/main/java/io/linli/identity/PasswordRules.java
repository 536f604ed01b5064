package io.linli.identity;

import static io.linli.identity.IdentityProblem.PASSWORD_TELLS_NAME;
import static io.linli.identity.IdentityProblem.PASSWORD_TOO_LONG;
import static io.linli.identity.IdentityProblem.PASSWORD_TOO_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** What a password must be: long rather than odd. */
@Component
class PasswordRules {

    private static final int LONGEST = 72; // bytes; bcrypt reads no further

    private final PasswordEncoder passwords;
    private final IdentitySettings settings;

    PasswordRules(PasswordEncoder passwords, IdentitySettings settings) {
        this.passwords = passwords;
        this.settings = settings;
    }

    /** The password as it is kept; refused (field {@code password}) when it is not good enough. */
    String encode(String username, String password) {
        if (password.codePointCount(0, password.length()) < settings.shortestPassword()) {
            throw PASSWORD_TOO_SHORT.with(settings.shortestPassword()).at("password");
        }
        if (password.getBytes(UTF_8).length > LONGEST) {
            throw PASSWORD_TOO_LONG.with(LONGEST).at("password");
        }
        if (password.toLowerCase(Locale.ROOT).contains(username)) {
            throw PASSWORD_TELLS_NAME.with().at("password");
        }
        return passwords.encode(password);
    }
}
