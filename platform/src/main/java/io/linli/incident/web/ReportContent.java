package io.linli.incident.web;

import io.linli.files.FileId;
import io.linli.identity.OrgUnitId;
import io.linli.incident.About;
import io.linli.incident.ReportPrivacy;
import io.linli.territory.AreaCode;
import io.linli.territory.Crs;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes the body of a report, which is read as it comes so that everything wrong with it is told at once. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@RequestBody(required = true, content = @Content(schema = @Schema(implementation = ReportContent.Body.class)))
@interface ReportContent {

    @Schema(name = "Report")
    record Body(
            @Nullable String type,
            @Schema(oneOf = {Location.class, String.class}) Object location,
            String description,
            @Nullable List<FileId> photos,
            @Nullable ReportPrivacy privacy,
            @Nullable Contact contact,
            @Nullable AboutWhom about,
            @Nullable Instant occurredAt) {}

    /** A point, a grid, an address, or a point with an address. */
    @Schema(name = "ReportLocation")
    record Location(
            @Nullable Double longitude,
            @Nullable Double latitude,
            @Nullable Crs crs,
            @Nullable AreaCode gridCode,
            @Nullable String address) {}

    @Schema(name = "ReportContact")
    record Contact(@Nullable String name, @Nullable String phone) {}

    @Schema(name = "ReportAbout")
    record AboutWhom(
            About.Party party,
            @Nullable AreaCode area,
            @Nullable OrgUnitId unit) {}
}
