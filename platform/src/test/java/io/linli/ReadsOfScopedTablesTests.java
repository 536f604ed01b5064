package io.linli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.linli.identity.Caller;
import io.linli.identity.ScopedQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lists of what not everybody may see are read through {@link ScopedQuery} alone: whatever other SQL reads a table with
 * row security stands in the list below with its reason. Found by the words in the class files, so SQL that is put
 * together from pieces that do not name the table escapes; row security does not let it through.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ReadsOfScopedTablesTests {

    private static final String ONE = "one by its id; row security hides it from who may not see it";
    private static final String PART = "parts of one incident, seen with it";
    private static final String READER =
            "a reader of the journal, in the system's scope; what it writes is scoped again";

    private static final String COUNTED =
            "counts for figures, in the system's scope; what is written of it is scoped again";

    private static final String SEAL = "what a seal is for, which is called like the table; no SQL";

    /** Class#method, and why it may read a scoped table by itself. */
    private static final Map<String, String> ALLOWED = Map.of(
            "Incidents#lock", ONE,
            "Incidents#find", ONE,
            "Incidents#trail", PART,
            "IncidentDetails#text", PART,
            "IncidentDetails#contact", PART,
            "IncidentDetails#asTyped", PART,
            "Ratings#find", PART,
            "ReporterDesk#undecided", PART,
            "ReporterDesk#waits", PART,
            "ReporterDesk#isOpened", PART);

    private static final String SEALING =
            "reads all records of acts in the system's scope, to seal them or to prove them; lists nothing";

    /** The audit record stands beside ScopedQuery's module and cannot use it. */
    private static final Map<String, String> ALLOWED_AUDIT = Map.of(
            "AuditSearch#page",
            "for auditors alone; row security keeps it to the acts of their area, which AuditApiTests shows",
            "Looks#at",
            "looks at the caller's own data, by the keyed digest of their own account",
            "Looks#withhold",
            "the caller's own look",
            "Looks#withheld",
            "for reviewers alone; row security keeps it to the acts of their area",
            "Looks#review",
            ONE,
            "Records#settledAfter",
            SEALING,
            "Records#between",
            SEALING,
            "AuditHealth#find",
            SEALING);

    private static final String OF_A_PERSON =
            "parts of one person's or household's record, each hidden by row security";

    private static final String LIST_OF_PEOPLE =
            "an import, in the system's scope, whose list checks each row's ground";

    private static final Map<String, String> ALLOWED_RESIDENTS = Map.ofEntries(
            Map.entry("People#get", ONE),
            Map.entry("People#lock", ONE),
            Map.entry("People#of", "the caller's own record, by their account"),
            Map.entry("LocalResidents#accounts", "accounts of given people, for the record of looks; no personal data"),
            Map.entry("LocalResidents#livingWith", "accounts of one home, for a rule about what comes from it again"),
            Map.entry("Stays#of", OF_A_PERSON),
            Map.entry("Households#get", ONE),
            Map.entry("Households#lock", ONE),
            Map.entry("Households#members", OF_A_PERSON),
            Map.entry("Households#membership", OF_A_PERSON),
            Map.entry("LifeTrail#of", OF_A_PERSON),
            Map.entry("People#by", "one by the identity number, when a claim of that person is confirmed"),
            Map.entry("Households#at", "the household of one home, when a claim of that home is confirmed"),
            Map.entry("TagBook#of", OF_A_PERSON),
            Map.entry("TagBook#marks", "marks of people whom ScopedQuery has found, for help in a named emergency"),
            Map.entry("TagBook#end", ONE),
            Map.entry("TagBook#would", ONE),
            Map.entry("Claims#lock", ONE),
            Map.entry("Visits#seenBy", "visits that ScopedQuery has found for the department, one by one"),
            Map.entry("Claims#waiting", "counts the caller's own"),
            Map.entry("Corrections#waiting", ONE),
            Map.entry("Arrivals#known", LIST_OF_PEOPLE),
            Map.entry("Arrivals#openAt", LIST_OF_PEOPLE));

    private static final String OWN_INBOX =
            "the inbox of the account that it is asked for, which row security keeps to it";

    /** Notices stand beside ScopedQuery's module and cannot use it. */
    private static final Map<String, String> ALLOWED_NOTICES = Map.of(
            "Inbox#list",
            OWN_INBOX,
            "Inbox#read",
            OWN_INBOX,
            "Inbox#since",
            OWN_INBOX,
            "Inbox#find",
            OWN_INBOX,
            "Inbox#unread",
            OWN_INBOX,
            "Sending#told",
            "asks in the system's scope which notices were sent already; lists nothing",
            "OldNotices#due",
            "counts, in the system's scope, what is past its time; lists nothing",
            "OldNotices#erase",
            "clears away, in the system's scope, what is past its time; lists nothing",
            "OldNotices#eraseOf",
            "clears away, in the system's scope, what an account asked to; lists nothing",
            "NotifyHoldings#about",
            "counts an account's own notices for the account");

    private static final String SPREADING = "spreads an announcement in the system's scope; lists nothing";

    private static final String BY_POST =
            "row security keeps it to the caller's own and to their areas: AnnouncementTests";

    private static final Map<String, String> ALLOWED_ANNOUNCEMENTS = Map.of(
            "Crier#next", SPREADING,
            "Crier#tell", SPREADING,
            "Crier#remind", SPREADING,
            "Announcements#find", ONE,
            "Announcements#list", BY_POST,
            "Announcements#counting", BY_POST);

    private static final Map<String, String> ALLOWED_OTHERWISE = Map.ofEntries(
            Map.entry("IncidentTracking#find", "one by its number, for whoever knows the query code"),
            Map.entry("SearchReader#texts", READER),
            Map.entry("IncidentNotices#concerned", READER),
            Map.entry("IncidentNotices#toAskers", READER),
            Map.entry("HandOvers#held", READER),
            Map.entry("CountsReader#read", "names the counters that it writes"),
            Map.entry("Notes#typed", SEAL),
            Map.entry("Notes#openWords", SEAL),
            Map.entry("Links#end", ONE),
            Map.entry(
                    "Links#inForce",
                    "counts grids and cadres with and without a link; names are given out for the caller's own ground only"),
            Map.entry("FillCommand#uncounted", "the operator's command for load, which counts and lists nothing"));

    private static final Map<String, String> ALLOWED_TASKING = Map.ofEntries(
            Map.entry("TaskDesk#get", ONE),
            Map.entry("TaskDesk#lock", ONE),
            Map.entry("TaskDesk#result", "part of one task, seen with it"),
            Map.entry("TaskBook#openBeside", "how many of them are open, for the module whose matter it is"),
            Map.entry("TaskBook#beside", "what was given beside one matter, for the module whose matter it is"),
            Map.entry("TaskHandOvers#held", READER),
            Map.entry("Counts#clear", READER),
            Map.entry("WorkDone#counts", COUNTED),
            Map.entry("WorkDone#recount", COUNTED),
            Map.entry("WorkGiven#counts", COUNTED),
            Map.entry("WorkGiven#recount", COUNTED),
            Map.entry("PatrolPlans#get", ONE),
            Map.entry("PatrolRounds#give", "gives out what is due, in the system's scope; lists nothing"),
            Map.entry("PatrolRounds#busy", "what is due and open still, in the system's scope; lists nothing"),
            Map.entry("Patrols#isTheirs", ONE),
            Map.entry("Patrols#onDuty", "the caller's own"),
            Map.entry("Patrols#get", ONE),
            Map.entry("Patrols#fixes", "the way of one patrol, seen with it"),
            Map.entry("Patrols#endForgotten", "ends what was forgotten, in the system's scope; lists nothing"),
            Map.entry("Assignments#given", "counts what the holders of one post were given; tells nobody"),
            Map.entry(
                    "Forms#ofThisWeek",
                    "counts forms of the people named, whose numbers Burden may tell; lists nothing"),
            Map.entry("BurdenWatch#busy", "counts, in the system's scope, to tell the post above; lists nothing"));

    private static final Map<String, String> ALLOWED_TIME = Map.of(
            "Timers#due",
            "whose timers are due, in the system's scope; lists nothing",
            "Timers#dueIds",
            "whose timers are due, in the system's scope; lists nothing",
            "Timers#old",
            "what is to be counted again by a new calendar, in the system's scope; lists nothing",
            "SelfCheck#timers",
            "counts timers in the system's scope",
            "IncidentClock#rows",
            PART);

    private static final String PLACES = "how far what happened is told, in the system's scope; no row is given out";

    private static final String OPEN_FIGURES =
            "counts for everybody, by month and community, in the system's scope; lists nothing";

    private static final Map<String, String> ALLOWED_INSIGHT = Map.of(
            "NewsReader#clear",
            "clears away, in the system's scope, what no screen asks for any more",
            "Matters#tracks",
            READER,
            "Matters#show",
            "counts, in the system's scope, what was counted anew; lists nothing",
            "Matters#differing",
            "compares, in the system's scope, what was counted twice; lists nothing",
            "Screens#isKept",
            PLACES,
            "Screens#latest",
            PLACES,
            "Screens#since",
            "for all open screens at once, each of which shows what Sight lets through: StreamTests, ScopedQueryTests",
            "OpenFigures#reported",
            OPEN_FIGURES,
            "OpenFigures#addReported",
            OPEN_FIGURES,
            "OpenFigures#addSolved",
            OPEN_FIGURES);

    private static final String SUMS = "sums up whole days, in the system's scope; what it writes is scoped again";

    private static final Map<String, String> ALLOWED_SUMS = Map.of(
            "Matters#forgetSums", READER,
            "Summing#first", SUMS,
            "Summing#insert", SUMS);

    private static final String WORKLOAD = "numbers of what somebody has in hand, in the system's scope; lists nothing";

    private static final Map<String, String> ALLOWED_TURNS = Map.of(
            "Objections#waiting",
            PART,
            "AssistanceRows#lock",
            ONE,
            "AssistanceRows#of",
            PART,
            "Workload#ofPeople",
            WORKLOAD,
            "Workload#ofKind",
            WORKLOAD,
            "Workload#ofUnits",
            WORKLOAD,
            "IncidentNotices#toReportersOfTheSame",
            READER,
            "Tickets#known",
            "our number of one ticket of the hotline, so that it is taken in once; lists nothing",
            "Tickets#of",
            PART);

    private static final String ANYBODY =
            "things in public space without a word or a person, for everybody: FollowingTests";

    private static final Map<String, String> ALLOWED_PUBLIC = Map.of(
            "Concerned#followersOf",
            "how many follow one matter, of whom the caller learns no more",
            "Following#around",
            ANYBODY,
            "Following#follow",
            ANYBODY,
            "Following#list",
            ANYBODY,
            "PublicMap#spots",
            ANYBODY,
            "IncidentNotices#toFollowers",
            READER,
            "IncidentMerges#merge",
            "moves those who follow with what they follow, in the system's scope; lists nothing",
            "AssistanceRows#late",
            "whose time is over, in the system's scope; lists nothing");

    private static final Map<String, String> ALLOWED_RESTRAINTS = Map.of(
            "RestraintRows#lock",
            ONE,
            "RestraintRows#current",
            "the one of a reporter, in the system's scope, for who decides on their next report",
            "RestraintRows#reports",
            "counts the reports of one account; lists nothing");

    private static final String MOVING =
            "moves with the ground when it is divided anew, in the system's scope; counts, and lists nothing";

    private static final String COUNTING = "counts by grid what is recorded, in the system's scope; lists nothing";

    private static final Map<String, String> ALLOWED_MOVES = Map.ofEntries(
            Map.entry("TasksMove#<init>", MOVING),
            Map.entry("IncidentsMove#<init>", MOVING),
            Map.entry("IncidentsMove#standing", MOVING),
            Map.entry("ResidentsOnGround#householdsMove", MOVING),
            Map.entry("ResidentsOnGround#peopleMove", MOVING),
            Map.entry("ResidentsOnGround#staysMove", MOVING),
            Map.entry("ResidentsOnGround#membersMove", MOVING),
            Map.entry("ResidentsOnGround#tagsMove", MOVING),
            Map.entry("ResidentsOnGround#claimsMove", MOVING),
            Map.entry("ResidentsOnGround#correctionsMove", MOVING),
            Map.entry("ResidentsOnGround#visitUsesMove", MOVING),
            Map.entry("ResidentsOnGround#visitsMove", MOVING),
            Map.entry("ResidentsOnGround#livesMove", MOVING),
            Map.entry("WorkforceOnGround#linksMove", MOVING),
            Map.entry("LocalGroundRecords#recorded", COUNTING),
            Map.entry("LocalGroundRecords#visits", COUNTING),
            Map.entry("LocalGroundRecords#visitsBy", COUNTING));

    private static final String ENDS = "counts and erases in the system's scope what is past its time; lists nothing";
    private static final String COUNTS_OWN = "counts what there is about the account that asks";

    private static final String DECLARES = "declares what is kept; no SQL";

    private static final Map<String, String> ALLOWED_PROTECTION = Map.ofEntries(
            Map.entry("AuditHoldings#holdings", DECLARES),
            Map.entry("DataProtectionHoldings#holdings", DECLARES),
            Map.entry("FilesHoldings#holdings", DECLARES),
            Map.entry("IncidentHoldings#holdings", DECLARES),
            Map.entry("NotifyHoldings#holdings", DECLARES),
            Map.entry("ResidentsHoldings#holdings", DECLARES),
            Map.entry("WorkforceHoldings#holdings", DECLARES),
            Map.entry("ErasedWords#kind", DECLARES),
            Map.entry("GonePeople#kind", DECLARES),
            Map.entry("OldClaims#kind", DECLARES),
            Map.entry("OldNotices#kind", DECLARES),
            Map.entry("OldVisits#kind", DECLARES),
            Map.entry("OldPresences#kind", DECLARES),
            Map.entry("OldLinkReasons#kind", DECLARES),
            Map.entry("DutyCounts#reports", "counts by worker for who may see the area; lists no matter"),
            Map.entry("DutyCounts#disputes", "counts by worker, as above"),
            Map.entry(
                    "Presences#last",
                    "when each last came, to find who did not; names are given out for the caller's own ground only"),
            Map.entry("ErasedWords#due", ENDS),
            Map.entry("ErasedWords#erase", ENDS),
            Map.entry("ErasedWords#eraseOf", ENDS),
            Map.entry("Notes#redactedWords", SEAL),
            Map.entry("LeftReporters#due", ENDS),
            Map.entry("LeftReporters#erase", ENDS),
            Map.entry("LeftReporters#eraseOf", ENDS),
            Map.entry("LeftReporters#goesOnWithoutReporter", ENDS),
            Map.entry("LeftReporters#ahead", COUNTS_OWN),
            Map.entry("GonePeople#ahead", COUNTS_OWN),
            Map.entry("ErasedContacts#due", ENDS),
            Map.entry("ErasedContacts#erase", ENDS),
            Map.entry("IncidentHoldings#about", COUNTS_OWN),
            Map.entry("OldReasons#due", ENDS),
            Map.entry("OldReasons#erase", ENDS),
            Map.entry("TaskingHoldings#holdings", DECLARES),
            Map.entry("OldTaskNotes#due", ENDS),
            Map.entry("OldTracks#due", ENDS),
            Map.entry("OldTracks#erase", ENDS),
            Map.entry("OldTaskNotes#erase", ENDS),
            Map.entry("OldPresences#due", ENDS),
            Map.entry("OldPresences#erase", ENDS),
            Map.entry("OldPresences#eraseOf", ENDS),
            Map.entry("OldLinkReasons#due", ENDS),
            Map.entry("OldLinkReasons#erase", ENDS),
            Map.entry("OldVisits#due", ENDS),
            Map.entry("OldVisits#erase", ENDS),
            Map.entry("OldVisits#eraseOf", ENDS),
            Map.entry("OldClaims#due", ENDS),
            Map.entry("OldClaims#erase", ENDS),
            Map.entry("GonePeople#due", ENDS),
            Map.entry("GonePeople#erase", ENDS),
            Map.entry("GonePeople#eraseOf", ENDS),
            Map.entry("ResidentsHoldings#about", COUNTS_OWN),
            Map.entry(
                    "ResidentContacts#rows",
                    "given to a department that another person let have them; a recorded look"),
            Map.entry("ResidentContacts#count", "counts them, as above"),
            Map.entry("DataProtectionHoldings#about", COUNTS_OWN),
            Map.entry("ProtectionRequests#get", ONE),
            Map.entry("ProtectionRequests#lock", ONE),
            Map.entry("Erasures#granted", "finishes, in the system's scope, what was granted; lists nothing"));

    private static final String LEARNING =
            "redacted words for those who learn from many, in the system's scope; none that is restricted or confidential";

    private static final Map<String, String> ALLOWED_WORDS = Map.of(
            "IncidentWords#closed", LEARNING,
            "IncidentWords#reported", LEARNING,
            "IncidentWords#of", LEARNING,
            "IncidentWords#any", "of incidents that the caller was shown by ScopedQuery: which building each names");

    private static final Map<String, String> ALLOWED_ANALYSIS = Map.of(
            "WarningBook#latest",
            "the warning that a new signal belongs to, in the system's scope; lists nothing",
            "WarningTimers#late",
            "whose time is over, in the system's scope; lists nothing",
            "WarningDesk#lock",
            ONE,
            "MuteDesk#mute",
            ONE,
            "Mutes#taking",
            "whether a new signal is muted, in the system's scope; lists nothing",
            "RiskBook#endOf",
            "sums up a day in the system's scope; what it writes is scoped again",
            "Replays#toldUntil",
            "compares names of findings in the system's scope; counts, and lists nothing",
            "AnalysisMove#<init>",
            MOVING);

    private static final Map<String, String> ALLOWED_EVACUATION = Map.of(
            "HouseholdBook#lock",
            ONE,
            "HouseholdBook#lockAll",
            "the households of one emergency, seen with it and each hidden by row security",
            "EmergencyDesk#lock",
            ONE,
            "EvacuationTimers#late",
            "whose time is over, in the system's scope; lists nothing",
            "OldEvacuations#due",
            ENDS,
            "OldEvacuations#erase",
            ENDS,
            "EvacuationHoldings#holdings",
            DECLARES,
            "EvacuationMove#emergenciesMove",
            MOVING,
            "EvacuationMove#evacueesMove",
            MOVING);

    private static final Map<String, String> ALLOWED_DELIBERATION = Map.of(
            "TalkBook#lock",
            ONE,
            "OpinionsEnded#held",
            COUNTED,
            "OpinionsEnded#recount",
            COUNTED,
            "OldTalks#due",
            ENDS,
            "OldTalks#erase",
            ENDS,
            "DeliberationHoldings#holdings",
            DECLARES,
            "TalksMove#<init>",
            MOVING);

    private static final Pattern WRITE = Pattern.compile("(?is)\\s*(insert\\s+into|update|delete\\s+from)\\b.*");
    private static final Pattern JOIN = Pattern.compile("(?is)\\s*(left\\s+|inner\\s+)?join\\b.*");

    private Set<String> tables = Set.of();

    @BeforeEach
    void findTables(@Autowired JdbcClient database) {
        tables = new TreeSet<>(database.sql("select schemaname || '.' || tablename from pg_tables where rowsecurity")
                .query(String.class)
                .set());
        assertThat(tables).contains("incident.incident", "incident.words", "tasking.task");
    }

    @Test
    void areListsOfScopedQueryOrNamedHere() {
        var ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                // benchmarks look at a database of made-up rows, as its owner: that is what they measure against
                .withImportOption(location -> !location.contains("/io/linli/bench/"))
                .importPackages("io.linli");

        classes().should(readScopedTablesThroughScopedQuery()).check(ours);
    }

    @Test
    void areNamedHereOnlyWhereTheyExist() {
        var reading = new TreeSet<String>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.linli")
                .forEach(type -> reads(type).forEach(read -> reading.add(read.place())));

        assertThat(reading)
                .containsAll(ALLOWED.keySet())
                .containsAll(ALLOWED_WORDS.keySet())
                .containsAll(ALLOWED_AUDIT.keySet())
                .containsAll(ALLOWED_RESIDENTS.keySet())
                .containsAll(ALLOWED_NOTICES.keySet())
                .containsAll(ALLOWED_ANNOUNCEMENTS.keySet())
                .containsAll(ALLOWED_TIME.keySet())
                .containsAll(ALLOWED_INSIGHT.keySet())
                .containsAll(ALLOWED_SUMS.keySet())
                .containsAll(ALLOWED_TURNS.keySet())
                .containsAll(ALLOWED_TASKING.keySet())
                .containsAll(ALLOWED_RESTRAINTS.keySet())
                .containsAll(ALLOWED_PUBLIC.keySet())
                .containsAll(ALLOWED_MOVES.keySet())
                .containsAll(ALLOWED_PROTECTION.keySet())
                .containsAll(ALLOWED_ANALYSIS.keySet())
                .containsAll(ALLOWED_EVACUATION.keySet())
                .containsAll(ALLOWED_DELIBERATION.keySet())
                .containsAll(ALLOWED_OTHERWISE.keySet());
    }

    @Test
    void areCaughtWhenSomebodyListsPastTheWall() {
        var bad = new ClassFileImporter().importClasses(PastTheWall.class);

        assertThatThrownBy(() ->
                        classes().should(readScopedTablesThroughScopedQuery()).check(bad))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("PastTheWall#all")
                .hasMessageContaining("PastTheWall#joined")
                .hasMessageContaining("PastTheWall#within")
                .hasMessageContaining("PastTheWall#pieced")
                .hasMessageContaining("PastTheWall#writing")
                .hasMessageNotContaining("PastTheWall#scoped");
    }

    private ArchCondition<JavaClass> readScopedTablesThroughScopedQuery() {
        return new ArchCondition<>("read scoped tables through ScopedQuery") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                reads(type).stream()
                        .filter(read -> !ALLOWED.containsKey(read.place())
                                && !ALLOWED_WORDS.containsKey(read.place())
                                && !ALLOWED_AUDIT.containsKey(read.place())
                                && !ALLOWED_RESIDENTS.containsKey(read.place())
                                && !ALLOWED_NOTICES.containsKey(read.place())
                                && !ALLOWED_ANNOUNCEMENTS.containsKey(read.place())
                                && !ALLOWED_TIME.containsKey(read.place())
                                && !ALLOWED_INSIGHT.containsKey(read.place())
                                && !ALLOWED_SUMS.containsKey(read.place())
                                && !ALLOWED_TURNS.containsKey(read.place())
                                && !ALLOWED_TASKING.containsKey(read.place())
                                && !ALLOWED_RESTRAINTS.containsKey(read.place())
                                && !ALLOWED_PUBLIC.containsKey(read.place())
                                && !ALLOWED_MOVES.containsKey(read.place())
                                && !ALLOWED_PROTECTION.containsKey(read.place())
                                && !ALLOWED_ANALYSIS.containsKey(read.place())
                                && !ALLOWED_EVACUATION.containsKey(read.place())
                                && !ALLOWED_DELIBERATION.containsKey(read.place())
                                && !ALLOWED_OTHERWISE.containsKey(read.place()))
                        .forEach(read -> events.add(SimpleConditionEvent.violated(
                                type, "%s reads a scoped table: %s".formatted(read.place(), read.sql()))));
            }
        };
    }

    private record Read(String place, String sql) {}

    private Set<Read> reads(JavaClass type) {
        var found = new HashSet<Read>();
        for (var text : texts(type)) {
            if (tables.stream().anyMatch(table -> isRead(text, table))) {
                found.add(new Read(type.getSimpleName() + "#" + text.method(), text.text()));
            }
        }
        return found;
    }

    private boolean isRead(Text text, String table) {
        var named = Pattern.compile("(?i)\\b" + Pattern.quote(table) + "\\b");
        if (!named.matcher(text.text()).find()) {
            return false;
        }
        if (WRITE.matcher(text.text()).matches()) {
            // one that writes may still read: insert into … select … from, update … from, delete … using
            return Pattern.compile("(?is)\\b(from|join|using)\\s+" + Pattern.quote(table) + "\\b")
                    .matcher(text.text().replaceFirst("(?is)^\\s*delete\\s+from", ""))
                    .find();
        }
        // the table's name and alias, or a join, given to ScopedQuery
        boolean given = text.text().strip().matches("(?i)" + Pattern.quote(table) + "( [a-z]+)?")
                || JOIN.matcher(text.text()).matches();
        return !(given && text.scoped());
    }

    /** Words that stand in a method, and whether that method asks ScopedQuery. */
    private record Text(String method, String text, boolean scoped) {}

    private static List<Text> texts(JavaClass type) {
        var source = type.getSource().orElseThrow().getUri();
        var words = new HashSet<Text>();
        var asking = new HashSet<String>();
        try (var bytes = source.toURL().openStream()) {
            new ClassReader(bytes).accept(new Words(words, asking), ClassReader.SKIP_DEBUG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words.stream()
                .map(word -> new Text(word.method(), word.text(), asking.contains(word.method())))
                .toList();
    }

    private static final class Words extends ClassVisitor {

        private final Set<Text> words;
        private final Set<String> asking;

        Words(Set<Text> words, Set<String> asking) {
            super(Opcodes.ASM9);
            this.words = words;
            this.asking = asking;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String descriptor, String generic, String[] thrown) {
            // what a lambda does, the method around it does
            var method = name.replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1");
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitLdcInsn(Object value) {
                    add(value);
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String of, Handle by, Object... parts) {
                    for (var part : parts) { // among them the text between the gaps
                        add(part);
                    }
                }

                @Override
                public void visitMethodInsn(int code, String owner, String called, String of, boolean isInterface) {
                    if (owner.startsWith("io/linli/identity/ScopedQuery")) {
                        asking.add(method);
                    }
                }

                private void add(Object value) {
                    if (value instanceof String text) {
                        words.add(new Text(method, text, false));
                    }
                }
            };
        }
    }

    /** What nobody may write. */
    @SuppressWarnings("unused")
    private static final class PastTheWall {

        private final JdbcClient database;
        private final ScopedQuery scoped;

        PastTheWall(JdbcClient database, ScopedQuery scoped) {
            this.database = database;
            this.scoped = scoped;
        }

        int all() {
            return database.sql("select 1 from incident.incident")
                    .query()
                    .listOfRows()
                    .size();
        }

        int joined() {
            return database.sql("select 1 from journal.entry e join tasking.task t on true")
                    .query()
                    .listOfRows()
                    .size();
        }

        List<Integer> within(List<String> states) {
            return states.stream()
                    .map(state -> database.sql("select 1 from incident.incident where status = ?")
                            .param(state)
                            .query()
                            .listOfRows()
                            .size())
                    .toList();
        }

        int pieced(String column) {
            return database.sql("select " + column + " from incident.words")
                    .query()
                    .listOfRows()
                    .size();
        }

        int writing() {
            return database.sql("insert into files.file (id) select id from incident.incident")
                    .update();
        }

        List<String> scoped(Caller caller) {
            return scoped.from(caller, "incident.incident i")
                    .join("left join incident.rating r on r.incident = i.id")
                    .select("i.number")
                    .list((row, n) -> row.getString(1));
        }
    }
}
