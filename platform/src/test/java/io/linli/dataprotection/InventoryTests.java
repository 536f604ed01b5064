package io.linli.dataprotection;

import static org.assertj.core.api.Assertions.assertThat;

import io.linli.privacy.Holding;
import io.linli.privacy.Holding.Nature;
import io.linli.privacy.Holding.Place;
import io.linli.privacy.PersonalSource;
import io.linli.privacy.Retained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Nothing is kept sealed or by digest that the inventory of personal data does not tell of. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class InventoryTests {

    /** Bytes that say nothing about anybody. */
    private static final Map<String, String> NOT_PERSONAL = Map.of(
            "territory.boundary.shape",
            "outlines of areas",
            "territory.plan_opening.outline",
            "outlines of areas to come",
            "evacuation.terrain_piece.heights",
            "heights of the ground",
            "insight.day_sum.facts",
            "numbers of incidents of a street or more",
            "insight.day_sum.responses",
            "how long each of them waited; of nobody",
            "insight.day_sum.handlings",
            "how long each of them took; of nobody");

    @Autowired
    Inventory inventory;

    @Autowired
    List<Retained> retained;

    @Autowired
    List<PersonalSource> sources;

    @Autowired
    MessageSource messages;

    @Autowired
    JsonMapper json;

    @Autowired
    JdbcClient database;

    @Test
    void tellsOfEachColumnThatIsSealedOrADigest() {
        var declared = places().stream().map(Place::column).collect(Collectors.toCollection(TreeSet::new));

        var kept = columns("and udt_name in ('bytea', '_bytea')");
        assertThat(kept).contains("incident.words.sealed", "residents.person.identity_index", "audit.record.persons");
        kept.removeAll(NOT_PERSONAL.keySet());

        assertThat(declared).containsAll(kept);
    }

    @Test
    void tellsOfNoColumnThatIsNotThere() {
        assertThat(columns("")).containsAll(places().stream().map(Place::column).toList());
        assertThat(columns("")).containsAll(NOT_PERSONAL.keySet());
    }

    @Test
    void tellsInBothLanguagesWhatWhyAndToWhom() {
        for (var language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
            for (var holding : inventory.holdings()) {
                if (holding.basis() != null) {
                    says(language, holding.basis());
                }
                says(language, "personal." + holding.kind() + ".what");
                if (holding.nature() != Nature.TECHNICAL) {
                    says(language, "personal." + holding.kind() + ".why");
                    says(language, "personal." + holding.kind() + ".who");
                }
            }
            retained.forEach(kind -> says(language, "retained." + kind.kind()));
            retained.stream()
                    .flatMap(kind -> kind.least().stream())
                    .filter(term -> term.source().startsWith("law."))
                    .forEach(term -> says(language, term.source()));
            sources.forEach(source -> source.fields().forEach(field -> says(language, "personal.column." + field)));
        }
    }

    @Test
    void namesTheRuleThatEndsEachKind() {
        var rules = retained.stream().map(Retained::kind).toList();

        assertThat(inventory.holdings().stream().map(holding -> String.valueOf(holding.kept())))
                .filteredOn(kept -> !kept.equals("null"))
                .isNotEmpty()
                .allSatisfy(kept -> assertThat(rules).contains(kept));
        assertThat(inventory.holdings().stream().map(Holding::kind)).doesNotHaveDuplicates();
    }

    /** The page of the columns is built from it, in both languages: it cannot be older than the program either. */
    @Test
    void isWhatThePageOfTheColumnsIsBuiltFrom() throws IOException {
        var page = Path.of("../web/src/modules/dataprotection/columns.json");
        var made = inventory.holdings().stream()
                .flatMap(holding -> holding.places().stream().map(place -> line(holding, place)))
                .sorted(Comparator.comparing(line -> String.valueOf(line.get("id"))))
                .map(json::writeValueAsString)
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));

        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page, made);
        } else {
            assertThat(Files.readString(page))
                    .as(page + " is old: run ./linli docs")
                    .isEqualTo(made);
        }
        assertThat(made)
                .contains("\"id\":\"incident.words.sealed\"")
                .contains("\"form\":\"ENCRYPTED\"", "\"nature\":\"SENSITIVE\"");
    }

    private Map<String, Object> line(Holding holding, Place place) {
        var line = new LinkedHashMap<String, Object>();
        int table = place.column().lastIndexOf('.');
        line.put("id", place.column());
        line.put("module", holding.module());
        line.put("table", place.column().substring(0, table));
        line.put("column", place.column().substring(table + 1));
        line.put("kind", holding.kind());
        line.put("nature", holding.nature());
        line.put("form", place.form());
        var key = "personal." + holding.kind();
        line.put("what", both(key + ".what"));
        if (holding.nature() != Nature.TECHNICAL) {
            line.put("why", both(key + ".why"));
            line.put("who", both(key + ".who"));
        }
        if (holding.basis() != null) {
            line.put("law", both(holding.basis()));
        }
        if (holding.kept() != null) {
            line.put("kept", holding.kept());
            retained.stream()
                    .filter(rule -> rule.kind().equals(holding.kept()))
                    .flatMap(rule -> rule.standard().stream())
                    .forEach(term -> line.put("days", term.days()));
        }
        return line;
    }

    private SortedMap<String, String> both(String key) {
        var texts = new TreeMap<String, String>();
        texts.put("en", messages.getMessage(key, null, Locale.ENGLISH));
        texts.put("zh", messages.getMessage(key, null, Locale.CHINESE));
        return texts;
    }

    private void says(Locale language, String key) {
        assertThat(messages.getMessage(key, null, "", language)).as(key).isNotBlank();
    }

    private List<Place> places() {
        return inventory.holdings().stream()
                .flatMap(holding -> holding.places().stream())
                .toList();
    }

    /** Of the modules' schemas; a month of the record of acts has the columns of the whole. */
    private Set<String> columns(String condition) {
        return new TreeSet<>(database.sql("""
                        select table_schema || '.' || table_name || '.' || column_name from information_schema.columns
                        where table_schema not in ('pg_catalog', 'information_schema', 'public')
                          and table_name !~ '_[0-9]{4}_[0-9]{2}$' and table_name !~ '_rest$' and table_name !~ '^day_sum_[01]$'
                          and table_schema !~ '^pg_'\s""" + condition).query(String.class).list());
    }
}
