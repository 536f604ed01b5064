package io.linli.tasking;

import io.linli.territory.AreaCode;
import java.util.List;
import java.util.UUID;

/**
 * Something asked of each household of an area, once.
 *
 * @param version of the questions; answers keep the one that they were given to
 */
public record Survey(
        UUID id, String title, AreaCode area, String areaName, State state, int version, List<Question> questions) {

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

    /** One answer that can be chosen. */
    public record Option(String code, String text) {}
}
