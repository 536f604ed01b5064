package io.linli.insight;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, how and towards what. All of it is data: {@link Fact} gives the words, this puts them together.
 *
 * @param numerator what has to be so, of what is in the denominator, to count above the line
 * @param denominator what has to be so to count at all
 * @param span of a duration, what it is from the report to
 * @param countable the key of what it is made of that is no incident; null: it is of incidents
 * @param owner who answers for it; null when nobody was named
 * @param source the rule or paper that wants it
 * @param closed no longer measured
 * @param version rises with each change
 */
public record Indicator(
        String code,
        @Nullable String parent,
        int position,
        boolean headline,
        String name,
        String nameEn,
        String definition,
        String definitionEn,
        Kind kind,
        CountedBy countedBy,
        List<Fact> numerator,
        List<Fact> denominator,
        @Nullable Span span,
        @Nullable String countable,
        Unit unit,
        Direction direction,
        @Nullable BigDecimal baseline,
        @Nullable BigDecimal target,
        Rhythm period,
        @Nullable String owner,
        @Nullable String source,
        boolean closed,
        int version) {

    public enum Kind {
        /** Holds others together. */
        GROUP,
        RATIO,
        DURATION,
        COUNT,
        /** How much of a countable, for each of those who did it. */
        EACH,
        /** Favourable answers to the question of its code, in surveys without a name that were closed in the period. */
        SURVEY,
        /** What it would be counted from is not there yet: it reads so, and never 0. */
        NONE
    }

    /** Whether it is made of incidents. */
    boolean isOfIncidents() {
        return countable == null && (kind == Kind.RATIO || kind == Kind.DURATION || kind == Kind.COUNT);
    }

    /** When an incident counts into a period. */
    public enum CountedBy {
        REPORTED("m.reported_at"),
        ENDED("m.ended_at"),
        RATED("m.rated_at");

        private final String column;

        CountedBy(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /** From the report to that, in minutes. */
    public enum Span {
        RESPONSE("m.responded_at"),
        HANDLING("m.ended_at");

        private final String column;

        Span(String column) {
            this.column = column;
        }

        /** Whether it is known, by the facts of an incident. */
        boolean isKnown(int facts) {
            return switch (this) {
                case RESPONSE -> (facts & Fact.ANSWERED.bit()) != 0;
                case HANDLING -> (facts & Fact.OPEN.bit()) == 0;
            };
        }

        String micros() {
            return "(extract(epoch from " + column + " - m.reported_at) * 1000000)::bigint";
        }

        String minutes() {
            return "extract(epoch from " + column + " - m.reported_at) / 60";
        }

        String column() {
            return column;
        }
    }

    public enum Unit {
        PERCENT,
        MINUTES,
        NUMBER
    }

    /** Which way is better. */
    public enum Direction {
        UP,
        DOWN,
        NONE
    }

    /** How often it is looked at. */
    public enum Rhythm {
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR
    }
}
