package io.linli.deliberation;

import io.linli.incident.IncidentStatus;
import io.linli.territory.AreaCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One talk with all that was said there.
 *
 * @param host who held it, as staff are shown in public
 * @param mine whether the caller held it
 * @param keeps whether the caller may give its opinions an end
 * @param erasedAt when the words were erased; how it went stays
 */
public record TalkView(
        UUID id,
        AreaCode area,
        String areaName,
        String place,
        Instant heldAt,
        @Nullable String host,
        boolean mine,
        boolean keeps,
        List<String> topics,
        LocalDate answerBy,
        List<OpinionView> opinions,
        @Nullable Instant erasedAt) {

    /**
     * One opinion.
     *
     * @param words without numbers of persons; names may remain
     * @param speaker masked
     * @param overdue that day is over, and it has no end
     * @param incident the matter that it became
     * @param status how far that is, where the caller may see it
     * @param next what can become of it
     */
    public record OpinionView(
            UUID id,
            int number,
            @Nullable Integer topic,
            @Nullable String words,
            @Nullable String speaker,
            OpinionState state,
            LocalDate dueOn,
            boolean overdue,
            @Nullable String answer,
            @Nullable UUID incident,
            @Nullable String incidentNumber,
            @Nullable IncidentStatus status,
            @Nullable String endedBy,
            @Nullable Instant endedAt,
            Set<OpinionState> next) {}

    /**
     * A talk as it stands in a list.
     *
     * @param opinions how many there are in each state
     */
    public record TalkRow(
            UUID id,
            AreaCode area,
            String areaName,
            String place,
            Instant heldAt,
            @Nullable String host,
            boolean mine,
            List<String> topics,
            LocalDate answerBy,
            Map<OpinionState, Integer> opinions,
            int overdue) {}

    /** An opinion that has no end yet, and the talk at which it was said. */
    public record Unended(UUID talk, String place, Instant heldAt, String areaName, OpinionView opinion) {}

    /** Who said it, and the words as they were typed. */
    public record Speaker(
            UUID opinion, @Nullable String name, @Nullable String words) {}
}
