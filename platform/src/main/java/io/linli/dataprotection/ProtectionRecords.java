package io.linli.dataprotection;

import static io.linli.dataprotection.DataProtectionProblem.ASSESSMENT_MODULE_UNKNOWN;
import static io.linli.dataprotection.DataProtectionProblem.DRILL_DAY_UNFIT;

import io.linli.identity.Caller;
import io.linli.privacy.Holding;
import io.linli.privacy.Holding.Nature;
import io.linli.privacy.Vault;
import io.linli.settings.Act;
import io.linli.settings.Acts;
import io.linli.settings.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Assessments of the impact on people (个人信息保护法 art. 55, 56) and drills of a breach (art. 57). Written once and never
 * taken away: art. 56 wants assessments kept for three years at least.
 */
@Service
@Transactional
public class ProtectionRecords {

    private static final String ASSESSMENT = "dataprotection.assessment";
    private static final String DRILL = "dataprotection.drill";

    private final Inventory inventory;
    private final JdbcClient database;
    private final Vault vault;
    private final JsonMapper json;
    private final Texts texts;
    private final Acts acts;
    private final Clock clock;
    private final String instance;

    ProtectionRecords(
            Inventory inventory,
            JdbcClient database,
            Vault vault,
            JsonMapper json,
            Texts texts,
            Acts acts,
            Clock clock,
            @Value("${linli.name}") String instance) {
        this.inventory = inventory;
        this.database = database;
        this.vault = vault;
        this.json = json;
        this.texts = texts;
        this.acts = acts;
        this.clock = clock;
        this.instance = instance;
    }

    /**
     * What art. 56 asks for.
     *
     * @param lawful whether purpose and way are lawful, legitimate and necessary
     * @param impact what it means for people, and what could go wrong
     * @param measures how they are protected, and whether that fits the risk
     */
    public record Content(String lawful, String impact, String measures) {}

    public record Assessment(UUID id, String module, Content content, Instant madeAt) {}

    /**
     * Those written down.
     *
     * @param missing modules that keep sensitive data and were never assessed
     */
    public record Assessments(List<Assessment> items, List<String> modules, List<String> missing) {}

    /** What was played, who was told and when, and what is to be mended. */
    public record Course(String scenario, String told, String findings) {}

    public record Drill(UUID id, LocalDate heldOn, Course course, Instant madeAt) {}

    /** A text to be filled in, in both languages. Nothing is sent by the program. */
    public record Template(String name, String title, String chinese, String english) {}

    public record Drills(List<Drill> items, List<Template> templates) {}

    @Transactional(readOnly = true)
    public Assessments assessments(int size) {
        var items = database.sql("select * from dataprotection.assessment order by made_at desc, id desc limit ?")
                .param(size)
                .query((row, n) -> assessment(row))
                .list();
        var assessed = database.sql("select distinct module from dataprotection.assessment")
                .query(String.class)
                .set();
        var missing = inventory.holdings().stream()
                .filter(holding -> holding.nature() == Nature.SENSITIVE)
                .map(Holding::module)
                .distinct()
                .filter(module -> !assessed.contains(module))
                .toList();
        return new Assessments(items, modules(), missing);
    }

    private List<String> modules() {
        return inventory.holdings().stream().map(Holding::module).distinct().toList();
    }

    public UUID assess(String module, Content content, Caller caller) {
        if (!modules().contains(module)) {
            throw ASSESSMENT_MODULE_UNKNOWN.with(module).at("module");
        }
        var id = Ids.next();
        database.sql("""
                insert into dataprotection.assessment (id, module, content, made_by, made_at) values (?, ?, ?, ?, ?)""")
                .params(
                        id,
                        module,
                        vault.seal(ASSESSMENT, json.writeValueAsBytes(content)),
                        caller.id().id(),
                        Rows.at(clock.instant()))
                .update();
        acts.did(Act.of("dataprotection.assess").on("module", module, id));
        return id;
    }

    @Transactional(readOnly = true)
    public Drills drills(int size) {
        var items = database.sql("select * from dataprotection.drill order by held_on desc, id desc limit ?")
                .param(size)
                .query((row, n) -> drill(row))
                .list();
        var templates = Stream.of("authority", "person")
                .map(name -> new Template(
                        name,
                        texts.say("dataprotection.breach." + name + ".title"),
                        texts.say(Locale.CHINESE, "dataprotection.breach." + name, instance),
                        texts.say(Locale.ENGLISH, "dataprotection.breach." + name, instance)))
                .toList();
        return new Drills(items, templates);
    }

    public UUID drilled(LocalDate on, Course course, Caller caller) {
        if (on.isAfter(LocalDate.ofInstant(clock.instant(), Rows.CHINA))) {
            throw DRILL_DAY_UNFIT.with().at("heldOn");
        }
        var id = Ids.next();
        database.sql("""
                insert into dataprotection.drill (id, held_on, content, made_by, made_at) values (?, ?, ?, ?, ?)""")
                .params(
                        id,
                        on,
                        vault.seal(DRILL, json.writeValueAsBytes(course)),
                        caller.id().id(),
                        Rows.at(clock.instant()))
                .update();
        acts.did(Act.of("dataprotection.drill").on("drill", id));
        return id;
    }

    private Assessment assessment(ResultSet row) throws SQLException {
        return new Assessment(
                Rows.id(row, "id"),
                row.getString("module"),
                json.readValue(vault.openBytes(ASSESSMENT, row.getBytes("content")), Content.class),
                Rows.instant(row, "made_at"));
    }

    private Drill drill(ResultSet row) throws SQLException {
        return new Drill(
                Rows.id(row, "id"),
                row.getObject("held_on", LocalDate.class),
                json.readValue(vault.openBytes(DRILL, row.getBytes("content")), Course.class),
                Rows.instant(row, "made_at"));
    }
}
