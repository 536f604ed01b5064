package io.linli.incident.web;

import io.linli.files.FileId;
import io.linli.identity.OrgUnitId;
import io.linli.incident.About;
import io.linli.incident.ReportPrivacy;
import io.linli.territory.AreaCode;
import io.linli.territory.Crs;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Describes the body of a report, which is read as it comes so that everything wrong with it is told at once. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@RequestBody(
        required = true,
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = ReportContent.Body.class),
                        examples = {
                            @ExampleObject(name = "At a point", value = ReportContent.Examples.AT_A_POINT),
                            @ExampleObject(name = "In a grid", value = ReportContent.Examples.IN_A_GRID),
                            @ExampleObject(name = "At an address", value = ReportContent.Examples.AT_AN_ADDRESS),
                            @ExampleObject(
                                    name = "At a point with an address",
                                    value = ReportContent.Examples.AT_A_POINT_WITH_ADDRESS),
                            @ExampleObject(name = "In plain words", value = ReportContent.Examples.IN_WORDS)
                        }))
@interface ReportContent {

    /** The same with its type, which the first call of other systems must give. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = TypedBody.class),
                            examples = {
                                @ExampleObject(name = "At a point", value = Examples.AT_A_POINT),
                                @ExampleObject(name = "In a grid", value = Examples.IN_A_GRID),
                                @ExampleObject(name = "At an address", value = Examples.AT_AN_ADDRESS),
                                @ExampleObject(
                                        name = "At a point with an address",
                                        value = Examples.AT_A_POINT_WITH_ADDRESS),
                                @ExampleObject(name = "In plain words", value = Examples.IN_WORDS)
                            }))
    @interface Typed {}

    /** The same with what was done about it at once. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = SettledBody.class)))
    @interface Settled {}

    /** The same with what the hotline knows of it. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = TicketBody.class)))
    @interface Ticketed {}

    /** Each is sent by a test and taken. */
    final class Examples {

        static final String AT_A_POINT = """
                {"type": "路灯", "location": {"longitude": 113.64, "latitude": 28.16, "crs": "WGS84"},
                 "description": "东门路口路灯不亮"}""";
        static final String IN_A_GRID = """
                {"type": "路灯", "location": {"gridCode": "430181002001001"}, "description": "楼道灯不亮",
                 "privacy": "CONFIDENTIAL"}""";
        static final String AT_AN_ADDRESS = """
                {"type": "路灯", "location": {"address": "百宜社区东门"}, "description": "路灯不亮", "privacy": "ANONYMOUS"}""";
        static final String AT_A_POINT_WITH_ADDRESS = """
                {"type": "垃圾", "location": {"longitude": 113.64, "latitude": 28.16, "crs": "GCJ02", "address": "东门菜场旁"},
                 "description": "垃圾成堆", "contact": {"name": "示例甲", "phone": "13800138000"}}""";
        static final String IN_WORDS = """
                {"type": "路灯", "location": "百宜社区东门", "description": "路灯不亮",
                 "about": {"party": "GRID_WORKER", "area": "430181002001001"}}""";

        private Examples() {}
    }

    @Schema(name = "Report")
    record Body(
            @Schema(description = "Any words; the name of a kind of matter is taken as said") @Nullable @Size(max = 100)
            String type,

            @Schema(anyOf = {Location.class, String.class}) Object location,

            @Size(max = 5000) String description,

            @Schema(description = "Ids of uploaded files") @Nullable @Size(max = 9)
            List<FileId> photos,

            @Schema(description = "OPEN when it is missing") @Nullable
            ReportPrivacy privacy,

            @Nullable Contact contact,
            @Nullable AboutWhom about,
            @Nullable Instant occurredAt,

            @Schema(
                    description = "Of a phone that was without network: milliseconds by which its clock was behind the"
                            + " server's. With it, occurredAt is put right by it")
            @Nullable
            Long clockOffset,

            @Schema(description = "Chosen by a phone that was without network, version 7; not for anonymous reports")
            @Nullable
            UUID id,

            @Schema(description = "Id of an uploaded voice note; with open reports only") @Nullable
            FileId voice) {}

    @Schema(
            name = "TypedReport",
            description = "A report with its type.",
            allOf = Body.class,
            requiredProperties = "type")
    record TypedBody() {}

    @Schema(
            name = "SettledReport",
            description = "A report with what was done about it at once.",
            allOf = Body.class,
            requiredProperties = "done")
    record SettledBody(Done done) {}

    @Schema(
            name = "TicketReport",
            description = "A report with what the hotline knows of it.",
            allOf = Body.class,
            requiredProperties = "ticket")
    record TicketBody(TicketContent ticket) {}

    @Schema(name = "TicketContent")
    record TicketContent(
            @Size(max = 50) String number,

            @Schema(description = "When they took the call; now when it is missing") @Nullable
            Instant receivedAt,

            @Schema(description = "Until when they promised an answer") @Nullable
            Instant dueAt) {}

    @Schema(name = "SettledDone")
    record Done(
            @Size(max = 1000) String note,

            @Schema(description = "Ids of uploaded files; at least one") @Size(min = 1, max = 9)
            List<FileId> photos,

            @Schema(description = "Where the phone took them; a place far from the matter is marked, not refused")
            @Nullable
            DoneAt takenAt) {}

    @Schema(name = "SettledDoneAt")
    record DoneAt(
            double longitude,
            double latitude,
            @Nullable Crs crs,
            @Nullable Instant at) {}

    /** A point, a grid, an address, or a point with an address. */
    @Schema(
            name = "ReportLocation",
            description = "A point (longitude and latitude, WGS84 unless crs says otherwise), the code of a grid, an"
                    + " address, or a point with an address. Plain text does as well.")
    record Location(
            @Nullable Double longitude,
            @Nullable Double latitude,
            @Nullable Crs crs,
            @Nullable AreaCode gridCode,
            @Nullable @Size(max = 200) String address) {}

    @Schema(name = "ReportContact")
    record Contact(
            @Nullable @Size(max = 50) String name, @Nullable String phone) {}

    @Schema(name = "ReportAbout", description = "Whom the report is about; see /api/incidents/parties.")
    record AboutWhom(
            About.Party party,
            @Nullable AreaCode area,
            @Nullable OrgUnitId unit) {}
}
