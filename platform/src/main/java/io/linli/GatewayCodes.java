package io.linli;

import static io.linli.identity.IdentityProblem.CODE_NOT_SENT;

import io.linli.identity.CodeSender;
import io.linli.notify.TextMessages;
import io.linli.privacy.PhoneNumber;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Hands the codes of {@code identity} to the gateway of {@code notify}: the two stand on the same floor and do not know
 * each other.
 */
@Component
@ConditionalOnBooleanProperty(name = "linli.demo", havingValue = false, matchIfMissing = true)
class GatewayCodes implements CodeSender {

    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    private final ObjectProvider<TextMessages> messages;
    private final MessageSource texts;
    private final String name;

    GatewayCodes(
            ObjectProvider<TextMessages> messages, // missing in tests of modules that do not know of it
            MessageSource texts,
            @Value("${linli.name}") String name) {
        this.messages = messages;
        this.texts = texts;
        this.name = name;
    }

    @Override
    public boolean ready() {
        var gateway = messages.getIfAvailable();
        return gateway != null && gateway.ready();
    }

    @Override
    public Optional<String> send(PhoneNumber phone, String code, Duration holds) {
        if (!isTaken(phone, code, holds, language())) {
            throw CODE_NOT_SENT.with().retryAfter(AGAIN_AFTER);
        }
        return Optional.empty();
    }

    /** What goes wrong stands in the log alone: to say it here would tell who has an account. */
    @Override
    public Optional<String> sendUnwatched(PhoneNumber phone, String code, Duration holds) {
        var language = language();
        Thread.startVirtualThread(() -> isTaken(phone, code, holds, language));
        return Optional.empty();
    }

    private boolean isTaken(PhoneNumber phone, String code, Duration holds, Locale language) {
        var title = texts.getMessage("identity.code.title", null, language);
        var text = texts.getMessage("identity.code.text", new Object[] {name, code, holds.toMinutes()}, language);
        return messages.getObject().send(phone, title, text, language);
    }

    private static Locale language() {
        return Locale.ENGLISH
                        .getLanguage()
                        .equals(LocaleContextHolder.getLocale().getLanguage())
                ? Locale.ENGLISH
                : Locale.CHINESE;
    }
}
