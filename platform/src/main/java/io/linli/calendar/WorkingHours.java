package io.linli.calendar;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.regex.Pattern;

/** The working hours of one day, such as 09:00-12:00,13:00-17:00: a setting of the place, not a rule of law. */
record WorkingHours(List<Span> spans) {

    private static final Pattern SPAN = Pattern.compile("((?:[01]\\d|2[0-3]):[0-5]\\d)-((?:[01]\\d|2[0-3]):[0-5]\\d)");
    private static final Pattern FORMAT = Pattern.compile(SPAN + "(?:, ?" + SPAN + ")*");

    WorkingHours {
        spans = List.copyOf(spans);
        for (var i = 0; i < spans.size(); i++) {
            if (!spans.get(i).start().isBefore(spans.get(i).end())
                    || (i > 0 && spans.get(i).start().isBefore(spans.get(i - 1).end()))) {
                throw new IllegalArgumentException("Working hours overlap or run backwards");
            }
        }
        if (spans.isEmpty()) {
            throw new IllegalArgumentException("There are no working hours");
        }
    }

    static WorkingHours of(String text) {
        if (!FORMAT.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "linli.working-hours must look like 09:00-12:00,13:00-17:00, not " + text);
        }
        return new WorkingHours(SPAN.matcher(text)
                .results()
                .map(span -> new Span(LocalTime.parse(span.group(1)), LocalTime.parse(span.group(2))))
                .toList());
    }

    Duration aDay() {
        return spans.stream()
                .map(span -> Duration.between(span.start(), span.end()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    LocalTime close() {
        return spans.getLast().end();
    }

    record Span(LocalTime start, LocalTime end) {}
}
