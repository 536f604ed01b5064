package io.linli.tasking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to look at on the spot. A version that was given out stays; those that ship name no limit of law, since none was
 * confirmed for this place.
 *
 * @param category the kind of matter that a finding is reported as
 * @param shipped came with the program
 */
public record Checklist(
        String code, int version, String name, @Nullable String category, List<Line> lines, boolean shipped) {

    /** One thing to look at. */
    public record Line(String key, String chinese, String english, Type type, boolean required) {}

    public enum Type {
        /** OK, FINDING or NOT_HERE: 正常, 发现问题, 不涉及. */
        CHECK,
        NUMBER,
        TEXT
    }
}
