package io.linli.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.linli.journal.JournalEntry;
import io.linli.journal.JournalEntry.Position;
import io.linli.settings.SystemScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest
class CountsReaderTests {

    private static final Path GOLDEN = Path.of("src/test/resources/journal");

    @Autowired
    CountsReader counts;

    @Autowired
    JdbcClient database;

    @Autowired
    SystemScope system;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void countsWhatWasReportedAndMovesItWhenItsStateChanges() throws IOException {
        var reported = golden("incident.reported.1");
        var filed = golden("incident.filed.1").replaceFirst("\"status\" : \"REPORTED\"", "\"status\" : \"FILED\"");

        assertThat(changed(entry("incident.reported/1", reported))).containsExactly(Map.entry("REPORTED", 1L));
        assertThat(changed(entry("incident.filed/1", filed)))
                .containsOnly(Map.entry("FILED", -1L), Map.entry("REPORTED", 1L));
    }

    @Test
    void movesWhatIsFoundToBeOfAnotherKindAndNothingElse() throws IOException {
        var event = golden("incident.recategorised.1");
        int now = event.lastIndexOf("\"0102\"");
        var changed = event.substring(0, now) + "\"9001\"" + event.substring(now + 6);

        assertThat(changed("category", entry("incident.recategorised/1", changed)))
                .containsOnly(Map.entry("0102", -1L), Map.entry("9001", 1L));
        assertThat(changed(entry("incident.recategorised/1", changed)))
                .as("the sums of areas and states stay")
                .isEmpty();
    }

    @Test
    void countsNothingForAnEventThatItDoesNotKnow() throws IOException {
        var seen = "{\"incident\": \"01936f2a-7c00-7000-8000-000000000001\", \"at\": \"2026-11-21T08:30:00Z\"}";

        assertThat(changed(entry("incident.looked-at/1", seen))).isEmpty();
        assertThat(changed(entry("incident.filed/2", golden("incident.filed.1"))))
                .isEmpty();
        assertThat(changed(entry("incidental.reported/1", golden("incident.reported.1"))))
                .isEmpty();
    }

    @Test
    void knowsEveryEventThatTellsWhatAnIncidentCountsAs() {
        var tellFacts = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.linli.incident").stream()
                        .map(JavaClass::reflect)
                        .filter(Class::isRecord)
                        .filter(type -> Arrays.stream(type.getRecordComponents())
                                .anyMatch(
                                        part -> part.getName().equals("now") && part.getType() == IncidentFacts.class))
                        .toList();

        assertThat(tellFacts)
                .hasSizeGreaterThan(10)
                .allSatisfy(type -> assertThat(type).isAssignableTo(IncidentEvent.class));
    }

    private static String golden(String name) throws IOException {
        return Files.readString(GOLDEN.resolve(name + ".json"));
    }

    private static JournalEntry entry(String type, String body) {
        return new JournalEntry(new Position(1, 1, 1), type, body, Instant.parse("2026-11-21T08:30:00Z"));
    }

    /** What one entry does to the counters, in all areas together; nothing of it stays. */
    private Map<String, Long> changed(JournalEntry entry) {
        return changed("status", entry);
    }

    private Map<String, Long> changed(String by, JournalEntry entry) {
        return system.call(() -> transaction.execute(status -> {
            database.sql("lock table incident.tally in share row exclusive mode")
                    .update();
            var before = sums(by);
            counts.read(List.of(entry));
            var after = sums(by);
            status.setRollbackOnly();
            before.forEach((state, n) -> after.merge(state, -n, Long::sum));
            after.values().removeIf(n -> n == 0);
            return after;
        }));
    }

    private Map<String, Long> sums(String by) {
        return database
                .sql("select coalesce(" + by + ", ''), sum(n) from incident.tally group by 1")
                .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
