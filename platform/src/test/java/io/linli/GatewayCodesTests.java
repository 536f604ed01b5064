package io.linli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.linli.notify.TextMessages;
import io.linli.privacy.PhoneNumber;
import io.linli.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Codes outside the demo, which go through the gateway or not at all. */
class GatewayCodesTests {

    private static final PhoneNumber PHONE = PhoneNumber.of("13900000000");
    private static final Duration HOLDS = Duration.ofMinutes(5);

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private boolean taken = true;

    private final TextMessages gateway = new TextMessages() {
        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public boolean send(PhoneNumber to, String title, String text, Locale language) {
            sent.add(to.number() + " " + language + " " + text);
            return taken;
        }
    };

    private final GatewayCodes codes = codes(Map.of("gateway", gateway));

    @AfterEach
    void forgetTheLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void goInTheLanguageOfWhoAsksAndAreShownToNobody() {
        LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
        assertThat(codes.send(PHONE, "123456", HOLDS)).isEmpty();
        LocaleContextHolder.setLocale(Locale.UK);
        assertThat(codes.send(PHONE, "654321", HOLDS)).isEmpty();

        assertThat(sent.getFirst()).startsWith("13900000000 zh 【邻里】验证码 123456，5 分钟内有效");
        assertThat(sent.getLast()).startsWith("13900000000 en [邻里] Your code is 654321, valid for 5 minutes");
    }

    @Test
    void areRefusedWhereTheGatewayDoesNotTakeThem() {
        taken = false;

        assertThatThrownBy(() -> codes.send(PHONE, "123456", HOLDS))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().name()).isEqualTo("CODE_NOT_SENT"));
    }

    @Test
    void tellNothingToWhoMustNotKnowWhetherOneWasSent() {
        taken = false;

        assertThat(codes.sendUnwatched(PHONE, "123456", HOLDS)).isEmpty();

        await().untilAsserted(() -> assertThat(sent).hasSize(1));
    }

    @Test
    void areNotOfferedWithoutAGateway() {
        assertThat(codes(Map.of()).ready()).isFalse();
        assertThat(codes.ready()).isTrue();
    }

    private static GatewayCodes codes(Map<String, Object> beans) {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("messages/identity");
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        return new GatewayCodes(new StaticListableBeanFactory(beans).getBeanProvider(TextMessages.class), texts, "邻里");
    }
}
