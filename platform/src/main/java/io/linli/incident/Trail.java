package io.linli.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.files.FileId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was done with one incident, in order. Each entry carries a hash over itself and the one before, so
 * that a row changed, taken out or put in later is noticed (结果可追溯). The incident keeps the length and the last hash.
 */
final class Trail {

    private static final Bytes START = Bytes.ZERO;

    private final UUID incident;
    private final List<Entry> added = new ArrayList<>();
    private int length;
    private Bytes head;

    private Trail(UUID incident, int length, Bytes head) {
        this.incident = incident;
        this.length = length;
        this.head = head;
    }

    static Trail begin(IncidentId incident) {
        return new Trail(incident.id(), 0, START);
    }

    static Trail resume(IncidentId incident, int length, Bytes head) {
        return new Trail(incident.id(), length, head);
    }

    void add(Act act, IncidentStatus status, @Nullable Instant due) {
        length++;
        var digest = act.note() == null ? null : act.note().digest();
        head = hash(head, incident, length, act, status, due, digest);
        added.add(new Entry(length, act, status, due, digest, head));
    }

    int length() {
        return length;
    }

    Bytes head() {
        return head;
    }

    /** What is not yet written down. */
    List<Entry> added() {
        return List.copyOf(added);
    }

    /** The number of the first entry that is not as it was written, or of the first that is missing. */
    static Optional<Integer> broken(IncidentId incident, List<Entry> entries, int length, Bytes head) {
        var previous = START;
        int number = 0;
        for (var entry : entries) {
            number++;
            var expected =
                    hash(previous, incident.id(), number, entry.act(), entry.status(), entry.due(), entry.digest());
            var note = entry.act().note();
            boolean wordsKept = note == null || Objects.equals(note.digest(), entry.digest());
            if (entry.number() != number || !wordsKept || !expected.equals(entry.hash())) {
                return Optional.of(number);
            }
            previous = expected;
        }
        return number == length && previous.equals(head) ? Optional.empty() : Optional.of(number + 1);
    }

    private static Bytes hash(
            Bytes previous,
            UUID incident,
            int number,
            Act act,
            IncidentStatus status,
            @Nullable Instant due,
            @Nullable Bytes digest) {
        var content = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(content)) {
            out.write(previous.toArray());
            out.writeLong(incident.getMostSignificantBits());
            out.writeLong(incident.getLeastSignificantBits());
            out.writeInt(number);
            out.writeLong(micros(act.at()));
            put(out, act.step().name());
            put(out, status.name());
            put(out, act.by().account() == null ? null : act.by().account().toString());
            put(out, act.by().name());
            put(out, act.by().role());
            put(out, act.detail());
            out.writeLong(due == null ? Long.MIN_VALUE : micros(due));
            out.writeInt(act.photos().size());
            for (FileId photo : act.photos()) {
                put(out, photo.toString());
            }
            out.write((digest == null ? START : digest).toArray());
            if (act.happened() != null) { // entries of before there was such a time have the same hash as ever
                out.writeLong(micros(act.happened()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Note.sha256(content.toByteArray());
    }

    // every part says its length, so that no two contents look alike
    private static void put(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            var bytes = text.getBytes(UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    // the database keeps microseconds
    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }

    /**
     * What somebody did.
     *
     * @param at when it arrived here
     * @param happened when it was done, where it was done before on a phone without network
     * @param detail codes that belong to it: the unit it went to, the area it was placed in, the three answers
     */
    record Act(
            IncidentStep step,
            Actor by,
            Instant at,
            @Nullable Instant happened,
            @Nullable String detail,
            @Nullable Note note,
            List<FileId> photos) {

        Act(
                IncidentStep step,
                Actor by,
                Instant at,
                @Nullable String detail,
                @Nullable Note note,
                List<FileId> photos) {
            this(step, by, at, null, detail, note, photos);
        }

        static Act of(IncidentStep step, Actor by, Instant at) {
            return new Act(step, by, at, null, null, List.of());
        }

        Act saying(@Nullable String codes) {
            return new Act(step, by, at, happened, codes, note, photos);
        }

        Act with(Note words) {
            return new Act(step, by, at, happened, detail, words, photos);
        }

        Act as(IncidentStep other) {
            return new Act(other, by, at, happened, null, null, List.of());
        }
    }

    /** One line of the trail. */
    record Entry(
            int number,
            Act act,
            IncidentStatus status,
            @Nullable Instant due,
            @Nullable Bytes digest,
            Bytes hash) {}
}
