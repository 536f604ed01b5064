package io.linli.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How events are written down. Apart from the settings of the web: those may change, what is written here stays. */
final class EventJson {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z-]*(\\.[a-z][a-z-]*)+/[1-9]\\d*");

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            // an older release reads what a newer one wrote beside it
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ClassValue<EventName> NAMES = new ClassValue<>() {
        @Override
        protected EventName computeValue(Class<?> type) {
            var name = type.getAnnotation(EventName.class);
            if (name == null || !NAME.matcher(name.value()).matches()) {
                throw new IllegalStateException(type + " has no event name such as incident.reported/1");
            }
            return name;
        }
    };

    private EventJson() {}

    static String nameOf(Class<? extends DomainEvent> type) {
        return NAMES.get(type).value();
    }

    static boolean reads(Class<? extends DomainEvent> type, String name) {
        var own = NAMES.get(type);
        return own.value().equals(name) || List.of(own.reads()).contains(name);
    }

    static String write(DomainEvent event) {
        return JSON.writeValueAsString(event);
    }

    static <T extends DomainEvent> T read(String body, Class<T> type) {
        return JSON.readValue(body, type);
    }
}
