package io.linli.incident;

import static io.linli.incident.IncidentProblem.ABOUT_AREA_UNFIT;
import static io.linli.incident.IncidentProblem.ABOUT_INCOMPLETE;
import static io.linli.incident.IncidentProblem.ID_UNFIT;
import static io.linli.incident.IncidentProblem.LOCATION_INCOMPLETE;
import static io.linli.incident.IncidentProblem.PHONE_INVALID;
import static io.linli.incident.IncidentProblem.REQUIRED;
import static io.linli.incident.IncidentProblem.TICKET_DUE_EARLIER;
import static io.linli.incident.IncidentProblem.TIME_IN_FUTURE;
import static io.linli.incident.IncidentProblem.TIME_TOO_LONG_AGO;
import static io.linli.incident.IncidentProblem.TOO_MANY_ITEMS;
import static io.linli.incident.IncidentProblem.UNKNOWN_VALUE;
import static io.linli.incident.IncidentProblem.VOICE_TELLS_WHO;

import io.linli.files.FileId;
import io.linli.identity.OrgUnitId;
import io.linli.privacy.PhoneNumber;
import io.linli.problem.ProblemException;
import io.linli.settings.PhoneClock;
import io.linli.territory.AreaCode;
import io.linli.territory.Crs;
import io.linli.territory.GeoPoint;
import io.linli.territory.Territory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Looks through a report and says everything that is wrong with it at once, so that nobody has to try again and again. */
@Component
public class ReportReader {

    private static final Pattern VERSION_7 =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private static final int TICKET_NUMBER = 50;

    // clocks of telephones are not ours
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final IncidentSettings.Report limits;
    private final Territory territory;
    private final ReportedParties parties;
    private final Clock clock;

    ReportReader(IncidentSettings settings, Territory territory, ReportedParties parties, Clock clock) {
        this.limits = settings.report();
        this.territory = territory;
        this.parties = parties;
        this.clock = clock;
    }

    /** Refuses with INCIDENT_DATA_INVALID and every field that is not as it must be. */
    public Report read(JsonNode body, boolean withType) {
        var fields = new Fields(body);
        var type = fields.text("type", limits.type(), withType);
        var place = place(fields);
        var description = fields.text("description", limits.description(), true);
        var photos = photos(fields);
        var privacy = fields.choice("privacy", ReportPrivacy.class);
        var contact = contact(fields);
        var about = about(fields);
        var occurred = occurred(fields);
        var id = id(fields, privacy);
        var voice = voice(fields, privacy);
        fields.refuseIfFaulty();
        if (place == null || description == null) {
            throw new IllegalStateException("A missing field went unnoticed");
        }
        // an anonymous report keeps no way back, not even one that was offered
        return new Report(
                type,
                place,
                description,
                photos,
                privacy == null ? ReportPrivacy.OPEN : privacy,
                privacy == ReportPrivacy.ANONYMOUS ? null : contact,
                about,
                occurred,
                id,
                voice);
    }

    /** A report with what was done about it at once. */
    public Settled readSettled(JsonNode body) {
        var report = read(body, false);
        var fields = new Fields(body);
        var done = fields.inner("done");
        String note = null;
        List<FileId> photos = List.of();
        Taken taken = null;
        if (done == null) {
            if (fields.get("done") == null) {
                fields.fault(REQUIRED.with().at("done"));
            }
        } else {
            note = done.text("note", limits.note(), true);
            photos = photos(done);
            taken = taken(done.inner("takenAt"));
        }
        fields.refuseIfFaulty();
        if (note == null) {
            throw new IllegalStateException("A missing field went unnoticed");
        }
        return new Settled(report, note, photos, taken);
    }

    /** When that was is not asked: what is settled on the spot is photographed before anybody reports it. */
    private @Nullable Taken taken(@Nullable Fields at) {
        if (at == null) {
            return null;
        }
        var longitude = at.number("longitude");
        var latitude = at.number("latitude");
        var crs = at.choice("crs", Crs.class);
        if (longitude == null || latitude == null) {
            at.fault(LOCATION_INCOMPLETE.with().at("done.takenAt"));
            return null;
        }
        try {
            return new Taken(territory.read(longitude, latitude, crs == null ? Crs.WGS84 : crs), null);
        } catch (ProblemException refused) {
            at.fault(refused.at("done.takenAt"));
            return null;
        }
    }

    /** A report with what the hotline knows of it. */
    public Ticketed readTicketed(JsonNode body) {
        var report = read(body, false);
        var fields = new Fields(body);
        var inner = fields.inner("ticket");
        if (inner == null && fields.get("ticket") == null) {
            fields.fault(REQUIRED.with().at("ticket"));
        }
        var number = inner == null ? null : inner.text("number", TICKET_NUMBER, true);
        var received = inner == null ? null : inner.time("receivedAt");
        var due = inner == null ? null : inner.time("dueAt");
        if (received != null && received.isAfter(clock.instant().plus(AHEAD))) {
            fields.fault(TIME_IN_FUTURE.with().at("ticket.receivedAt"));
        }
        if (received != null && due != null && !due.isAfter(received)) {
            fields.fault(TICKET_DUE_EARLIER.with().at("ticket.dueAt"));
        }
        fields.refuseIfFaulty();
        if (number == null) {
            throw new IllegalStateException("A missing field went unnoticed");
        }
        return new Ticketed(report, new Ticket(number, received == null ? clock.instant() : received, due));
    }

    /** The place alone, as it is put right later. */
    public Report.Place readPlace(JsonNode body) {
        var fields = new Fields(body);
        var place = place(fields);
        fields.refuseIfFaulty();
        if (place == null) {
            throw new IllegalStateException("A missing field went unnoticed");
        }
        return place;
    }

    private Report.@Nullable Place place(Fields fields) {
        var given = fields.get("location");
        if (given == null) {
            fields.fault(REQUIRED.with().at("location"));
            return null;
        }
        if (given.isString()) {
            var address = fields.text("location", limits.address(), true);
            return address == null ? null : new Report.Place(null, null, address);
        }
        var inner = fields.inner("location");
        if (inner == null) {
            return null;
        }
        int before = inner.count();
        var longitude = inner.number("longitude");
        var latitude = inner.number("latitude");
        var crs = inner.choice("crs", Crs.class);
        var grid = inner.text("gridCode", 17, false);
        var address = inner.text("address", limits.address(), false);
        if (inner.count() == before) {
            if ((longitude == null) != (latitude == null)) {
                inner.fault(LOCATION_INCOMPLETE.with().at("location"));
            } else if (longitude == null && grid == null && address == null) {
                inner.fault(REQUIRED.with().at("location"));
            }
        }
        var code = grid == null ? null : code(inner, grid);
        GeoPoint point = null;
        if (longitude != null && latitude != null) {
            try {
                point = territory.read(longitude, latitude, crs == null ? Crs.WGS84 : crs);
            } catch (ProblemException refused) {
                inner.fault(refused.at("location"));
            }
        }
        return new Report.Place(point, code, address);
    }

    private @Nullable AreaCode code(Fields fields, String grid) {
        if (!AreaCode.isValid(grid)) {
            fields.fault(UNKNOWN_VALUE.with(grid).at("location.gridCode"));
            return null;
        }
        try {
            return territory.place(new AreaCode(grid)).area();
        } catch (ProblemException refused) {
            fields.fault(refused.at("location.gridCode"));
            return null;
        }
    }

    private List<FileId> photos(Fields fields) {
        var given = fields.texts("photos");
        if (given.size() > limits.photos()) {
            fields.fault(TOO_MANY_ITEMS.with(limits.photos()).at("photos"));
            return List.of();
        }
        var photos = new ArrayList<FileId>();
        for (int i = 0; i < given.size(); i++) {
            try {
                var photo = FileId.of(given.get(i));
                if (!photos.contains(photo)) {
                    photos.add(photo);
                }
            } catch (IllegalArgumentException e) {
                fields.fault(UNKNOWN_VALUE.with(Words.first(given.get(i), 40)).at("photos[" + i + "]"));
            }
        }
        return photos;
    }

    private Report.@Nullable Contact contact(Fields fields) {
        var inner = fields.inner("contact");
        if (inner == null) {
            return null;
        }
        var name = inner.text("name", limits.contactName(), false);
        var phone = inner.text("phone", 30, false);
        if (phone != null && !PhoneNumber.isValid(phone)) {
            inner.fault(PHONE_INVALID.with().at("contact.phone"));
            return null;
        }
        return name == null && phone == null
                ? null
                : new Report.Contact(name, phone == null ? null : PhoneNumber.of(phone));
    }

    private @Nullable About about(Fields fields) {
        var inner = fields.inner("about");
        if (inner == null) {
            return null;
        }
        var party = inner.choice("party", About.Party.class);
        var area = inner.text("area", 17, false);
        var unit = inner.text("unit", 40, false);
        if (party == null) {
            if (inner.get("party") == null) {
                inner.fault(REQUIRED.with().at("about.party"));
            }
            return null;
        }
        if (area != null
                && (!AreaCode.isValid(area)
                        || territory.find(new AreaCode(area)).isEmpty())) {
            inner.fault(UNKNOWN_VALUE.with(area).at("about.area"));
            return null;
        }
        var ground = area == null ? null : new AreaCode(area);
        if (ground != null && !party.standsAt(ground.level())) {
            inner.fault(ABOUT_AREA_UNFIT.with().at("about.area"));
            return null;
        }
        if (party == About.Party.UNIT && unit == null) {
            inner.fault(ABOUT_INCOMPLETE.with().at("about.unit"));
            return null;
        }
        if (unit != null && !parties.knows(unit)) {
            inner.fault(UNKNOWN_VALUE.with(unit).at("about.unit"));
            return null;
        }
        return new About(party, ground, unit == null ? null : OrgUnitId.of(unit));
    }

    /** An anonymous report has none: the id tells when it was made, and the phone knows it. */
    private static @Nullable IncidentId id(Fields fields, @Nullable ReportPrivacy privacy) {
        var text = fields.text("id", 36, false);
        if (text == null) {
            return null;
        }
        if (privacy == ReportPrivacy.ANONYMOUS || !VERSION_7.matcher(text).matches()) {
            fields.fault(ID_UNFIT.with().at("id"));
            return null;
        }
        return IncidentId.of(text);
    }

    private static @Nullable FileId voice(Fields fields, @Nullable ReportPrivacy privacy) {
        var text = fields.text("voice", 36, false);
        if (text == null) {
            return null;
        }
        if (privacy != null && privacy != ReportPrivacy.OPEN) {
            fields.fault(VOICE_TELLS_WHO.with().at("voice"));
            return null;
        }
        try {
            return FileId.of(text);
        } catch (IllegalArgumentException e) {
            fields.fault(UNKNOWN_VALUE.with(Words.first(text, 40)).at("voice"));
            return null;
        }
    }

    private @Nullable Instant occurred(Fields fields) {
        var at = fields.time("occurredAt");
        var offset = fields.number("clockOffset");
        if (offset != null && Math.abs(offset) > PhoneClock.MOST) {
            fields.fault(UNKNOWN_VALUE.with(offset).at("clockOffset"));
            return null;
        }
        if (at == null) {
            return null;
        }
        if (offset != null) { // a phone was without network: its clock is put right, and never a reason to refuse
            var now = clock.instant();
            return PhoneClock.happened(at, offset.longValue(), now.minus(limits.age()), now);
        }
        if (at.isAfter(clock.instant().plus(AHEAD))) {
            fields.fault(TIME_IN_FUTURE.with().at("occurredAt"));
        } else if (at.isBefore(clock.instant().minus(limits.age()))) {
            fields.fault(TIME_TOO_LONG_AGO.with(limits.age().toDays()).at("occurredAt"));
        }
        return at;
    }
}
