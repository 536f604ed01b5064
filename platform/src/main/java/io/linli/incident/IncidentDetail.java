package io.linli.incident;

import io.linli.calendar.SlaClock;
import io.linli.files.FileId;
import io.linli.territory.AreaCode;
import io.linli.territory.Placement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one incident that the caller may know.
 *
 * @param rule what the law says of this kind, and where it holds, for whoever handles it
 * @param limitConfirmed whether the competent department has confirmed the limit of this kind; else it reads 未核定
 * @param limitProvisional whether it ends in a year whose days off are not published yet (暂按周末计)
 * @param escalations how often it went a level up, when it did
 * @param stage which of several stages it is in
 * @param level the post above that looks after it since its time was over
 * @param suspendedSince since when its clock stands
 * @param trailIntact false when the trail was tampered with
 * @param trailBrokenAt the number of the first entry that is not as it was written, or that is missing
 * @param mine whether the caller reported it
 * @param voice what was said into the phone, to be fetched as a photo is
 */
public record IncidentDetail(
        IncidentId id,
        String number,
        String title,
        IncidentStatus status,
        @Nullable String category,
        String categoryName,
        @Nullable String rule,
        AreaCode area,
        String areaName,
        String fullName,
        @Nullable AreaCode gridCode,
        boolean urgent,
        boolean danger,
        Instant reportedAt,
        @Nullable Instant occurredAt,
        @Nullable Instant respondedAt,
        @Nullable Instant dueAt,
        boolean limitConfirmed,
        @Nullable Boolean limitProvisional,
        @Nullable Stage stage,
        @Nullable Integer escalations,
        IncidentRow.@Nullable HolderView level,
        @Nullable Instant suspendedSince,
        @Nullable SlaClock limitClock,
        IncidentRow.@Nullable HolderView holder,
        ReportPrivacy privacy,
        Placement.How how,
        String description,
        Location location,
        IncidentSource source,
        boolean mine,
        @Nullable ReporterView reporter,
        List<Photo> photos,
        List<Step> steps,
        List<TimelineEntry> timeline,
        boolean trailIntact,
        @Nullable Integer trailBrokenAt,
        @Nullable RatingView rating,
        @Nullable Turned turned,
        @Nullable Ticket ticket,
        @Nullable Reminder restraint,
        @Nullable Photo voice) {

    /**
     * That the reporter reports the same again and again, as a person has decided (重复反映).
     *
     * @param earlier the number of the matter that was answered already
     */
    public record Reminder(Restraints.Kind kind, String earlier, Instant until) {}

    /**
     * How it went to and fro; absent when it did not.
     *
     * @param bound the level above decides, or has decided, and nobody objects any more
     * @param firstResponder who took it first (首接负责)
     * @param main the matter that it is part of
     * @param joined how many were merged into it
     * @param toBeChecked another person is to look at it again
     * @param toBeFollowedUp a bad review waits to be seen to
     */
    public record Turned(
            int objections,
            boolean bound,
            int reopenings,
            @Nullable String firstResponder,
            @Nullable Main main,
            int joined,
            boolean toBeChecked,
            boolean toBeFollowedUp) {}

    /**
     * The matter that another is part of.
     *
     * @param id only for who may see it
     */
    public record Main(@Nullable IncidentId id, String number, IncidentStatus status) {}

    /** Such as the second of three stages. */
    public record Stage(@Nullable String name, int number, int of) {}

    public record Location(
            @Nullable Double longitude,
            @Nullable Double latitude,
            @Nullable String address) {}

    /** Absent for confidential and anonymous reports. */
    public record ReporterView(
            @Nullable String name, @Nullable String phone, boolean masked) {}

    public record Photo(FileId id) {}

    /** What the caller can do now, and the fields that it needs. */
    public record Step(IncidentStep name, List<String> needs) {}

    /**
     * One line of it.
     *
     * @param at when it arrived
     * @param happenedAt when it was done, where that was earlier, on a phone without network
     */
    public record TimelineEntry(
            Instant at,
            @Nullable Instant happenedAt,
            IncidentStep step,
            IncidentStatus status,
            ActorView actor,
            @Nullable String note,
            @Nullable String detail,
            List<Photo> photos,
            @Nullable Instant due) {}

    /**
     * Who it was: a role, REPORTER or SYSTEM; staff by name.
     *
     * @param deputy they acted for somebody away (代)
     */
    public record ActorView(@Nullable String name, String role, boolean deputy) {}

    public record RatingView(
            boolean contacted,
            boolean solved,
            boolean satisfied,
            @Nullable String note,
            Instant at,
            Rater rater) {}
}
