package io.linli.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** How requests are read: Chinese unless English is asked for, and JSON to the letter. */
@Configuration(proxyBeanMethods = false)
class RequestSettings {

    // inside the server's own, which then finds the answer given
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> lastRefusal(MessageSource messages, JsonMapper json) {
        return server -> server.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new LastRefusal(messages, json)));
    }

    @Bean
    LocaleResolver localeResolver() {
        return new Spoken();
    }

    // At the edge only: what we have written down ourselves (journal, sessions) is read with more patience.
    // A name we do not know is refused, since a misspelt optional field would be lost without anyone noticing.
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ServerHttpMessageConvertersCustomizer toTheLetter(JsonMapper json) {
        var strict = json.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(new SimpleModule("text").addDeserializer(String.class, new Text()))
                .build();
        return converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(strict));
    }

    private static final class Spoken extends AcceptHeaderLocaleResolver {

        @Override
        public Locale resolveLocale(HttpServletRequest request) {
            var asked = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
            if (asked == null) {
                return Locale.CHINESE;
            }
            try {
                var found = Locale.lookup(
                        Locale.LanguageRange.parse(asked.strip()), List.of(Locale.CHINESE, Locale.ENGLISH));
                return found == null ? Locale.CHINESE : found;
            } catch (IllegalArgumentException e) {
                return Locale.CHINESE; // not a list of languages
            }
        }
    }

    /** Text that can be kept: PostgreSQL takes neither U+0000 nor half a surrogate pair. */
    private static final class Text extends StringDeserializer {

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            var text = super.deserialize(parser, context);
            if (text != null && (text.indexOf('\0') >= 0 || hasHalfPair(text))) {
                throw new JsonFaults.Unkept(parser);
            }
            return text;
        }

        private static boolean hasHalfPair(String text) {
            return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        }
    }
}
