package io.linli.incident;

import static io.linli.incident.IncidentProblem.REQUIRED;
import static io.linli.incident.IncidentProblem.TOO_LONG;

import io.linli.incident.Incidents.Typed;
import io.linli.privacy.PhoneNumber;
import io.linli.privacy.Redaction;
import io.linli.privacy.Vault;
import io.linli.territory.Placement;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what people type: sealed as it came, and a copy without numbers of persons to be read and searched. */
@Component
class Notes {

    private static final String NOTE = "incident.note";
    private static final String WORDS = "incident.words";
    private static final String CONTACT = "incident.contact";
    private static final int TITLE = 60;

    private final Vault vault;
    private final Redaction redaction;
    private final JsonMapper json;
    private final int longest;

    Notes(Vault vault, Redaction redaction, JsonMapper json, IncidentSettings settings) {
        this.vault = vault;
        this.redaction = redaction;
        this.json = json;
        this.longest = settings.report().note();
    }

    /** What was typed to a step; null when nothing was. */
    @Nullable
    Note note(@Nullable String typed) {
        return note(typed, longest);
    }

    /** The same of so many characters at most. */
    @Nullable
    Note note(@Nullable String typed, int most) {
        if (typed == null || Words.isBlank(typed)) {
            return null;
        }
        var text = Words.clean(typed);
        if (Words.length(text) > most) {
            throw TOO_LONG.with(most, Words.length(text)).at("note");
        }
        return new Note(redaction.redact(text), Bytes.of(vault.seal(NOTE, text)));
    }

    Note needed(@Nullable String typed) {
        var note = note(typed);
        if (note == null) {
            throw REQUIRED.with().at("note");
        }
        return note;
    }

    /** Why somebody wants to know: needed, and no more than a note. */
    Note reason(@Nullable String typed) {
        var note = note(typed);
        if (note == null) {
            throw REQUIRED.with().at("reason");
        }
        return note;
    }

    Typed typed(Report report) {
        var asTyped =
                new AsTyped(report.type(), report.description(), report.place().address());
        var contact = report.contact();
        return new Typed(
                redaction.redact(report.description()),
                Bytes.of(vault.seal(WORDS, json.writeValueAsString(asTyped))),
                contact == null ? null : Bytes.of(vault.seal(CONTACT, json.writeValueAsString(reachable(contact)))));
    }

    private static Reachable reachable(Report.Contact contact) {
        var phone = contact.phone();
        return new Reachable(contact.name(), phone == null ? null : phone.number());
    }

    /** Of the redacted text, on one line. */
    static String title(String redacted) {
        return Words.first(redacted.replaceAll("\\s+", " "), TITLE);
    }

    Placement redacted(Placement placement) {
        var address = placement.address();
        return address == null
                ? placement
                : new Placement(
                        placement.area(),
                        placement.grid(),
                        placement.point(),
                        redaction.redact(address),
                        placement.how());
    }

    /** The same without numbers of persons, for when the original is to be kept no longer. */
    byte[] redactedWords(byte[] sealed) {
        var typed = openWords(sealed);
        return vault.seal(
                WORDS,
                json.writeValueAsString(new AsTyped(
                        redacted(typed.type()), redaction.redact(typed.description()), redacted(typed.address()))));
    }

    private @Nullable String redacted(@Nullable String typed) {
        return typed == null ? null : redaction.redact(typed);
    }

    AsTyped openWords(byte[] sealed) {
        return json.readValue(vault.open(WORDS, sealed), AsTyped.class);
    }

    Reachable openContact(byte @Nullable [] sealed) {
        return sealed == null
                ? new Reachable(null, null)
                : json.readValue(vault.open(CONTACT, sealed), Reachable.class);
    }

    record AsTyped(
            @Nullable String type,
            String description,
            @Nullable String address) {}

    /** Name and phone as given. */
    record Reachable(@Nullable String name, @Nullable String phone) {

        Reachable masked() {
            return new Reachable(
                    name == null ? null : maskedName(name),
                    phone == null ? null : PhoneNumber.of(phone).masked());
        }

        // 张三 → 张*, 张大爷 → 张*爷
        private static String maskedName(String name) {
            int length = Words.length(name);
            var first = Words.first(name, 1);
            return length < 3
                    ? first + "*"
                    : first + "*".repeat(length - 2) + name.substring(name.offsetByCodePoints(0, length - 1));
        }
    }
}
