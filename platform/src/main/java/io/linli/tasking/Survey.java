package io.linli.tasking;

import io.linli.territory.AreaCode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something asked of each household of an area, or of each resident without a name; once.
 *
 * @param version of the questions; answers keep the one that they were given to
 */
public record Survey(
        UUID id,
        Kind kind,
        String title,
        AreaCode area,
        String areaName,
        State state,
        int version,
        List<Question> questions) {

    /** What is asked under that key; the key itself where no question of this version has it. */
    public String asks(String key) {
        return question(key).map(Question::text).orElse(key);
    }

    /** An answer as people read it: yes or no, or the text of the option; its code where this version does not have it. */
    public Object answer(String key, String code) {
        var asked = question(key);
        if (asked.filter(question -> question.type() == Type.YES_NO).isPresent()) {
            return Boolean.valueOf(code);
        }
        return asked.stream()
                .flatMap(question -> question.options().stream())
                .filter(option -> option.code().equals(code))
                .findFirst()
                .map(Option::text)
                .orElse(code);
    }

    private Optional<Question> question(String key) {
        return questions.stream().filter(question -> question.key().equals(key)).findFirst();
    }

    public enum Kind {
        /** Somebody asks at the door, once of each home. */
        HOUSEHOLD,
        /** Residents answer on the portal, once by each account; no answer leads to anybody. */
        ANONYMOUS
    }

    public enum State {
        DRAFT,
        OPEN,
        CLOSED
    }

    public enum Type {
        YES_NO,
        /** One of the options. */
        CHOICE,
        /** Any of the options. */
        CHOICES,
        NUMBER,
        TEXT
    }

    /** One question. */
    public record Question(String key, String text, Type type, boolean required, List<Option> options) {

        public Question {
            options = List.copyOf(options);
        }
    }

    /**
     * One answer that can be chosen.
     *
     * @param favourable it counts above the line; null is no
     */
    public record Option(String code, String text, @Nullable Boolean favourable) {

        public Option(String code, String text) {
            this(code, text, null);
        }

        boolean isFavourable() {
            return favourable != null && favourable;
        }
    }
}
