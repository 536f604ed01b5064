package io.linli.spreadsheet;

import static io.linli.spreadsheet.SomeWorkbook.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.linli.problem.ProblemException;
import io.linli.spreadsheet.ImportList.Changes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** From an uploaded file to rows in the database, and back to a workbook of those that were left out. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@Import(StoredList.Stored.class)
@TestPropertySource(
        properties = {
            "spring.messages.basename=messages/problem,messages/spreadsheet,test-messages/sheet",
            "linli.spreadsheet.batch=50",
            "linli.spreadsheet.silence=1s"
        })
class ImportsTests {

    private static final Object[] HEAD = row("姓名", "身份证号", "人数", "备注");
    private static final Locale ZH = Locale.CHINESE;
    private static final AtomicInteger PEOPLE = new AtomicInteger(1000);

    private Authentication someone = somebody();

    @Autowired
    Imports imports;

    @Autowired
    ImportJobs jobs;

    @Autowired
    OldImports old;

    @Autowired
    StoredList list;

    @Autowired
    JdbcClient database;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void comeAnew() {
        someone = somebody();
    }

    private static Authentication somebody() {
        return new TestingAuthenticationToken("someone-" + UUID.randomUUID(), "", "sample:import");
    }

    @AfterEach
    void lookNoMore() {
        list.before.set(rows -> {});
    }

    @Test
    void showsFirstWhatAFileWouldDo() {
        var there = person();
        take(SomeWorkbook.of(HEAD, there));

        var seen = checked(bring(SomeWorkbook.of(HEAD, there, person(), row("", "12", "", ""), person())));

        assertThat(seen.state()).isEqualTo(ImportState.READY);
        assertThat(seen.total()).isEqualTo(4);
        assertThat(seen.bad()).isEqualTo(1);
        assertThat(seen.preview()).isEqualTo(new Changes(2, 0, 1));
        assertThat(seen.result()).isEqualTo(Changes.NONE);
        assertThat(imports.faults(seen.id(), someone, ZH, 0, 0, 50))
                .extracting(FaultView::line, FaultView::heading, FaultView::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(4, "姓名", "CELL_REQUIRED"),
                        org.assertj.core.groups.Tuple.tuple(4, "身份证号", "CELL_NOT_IDENTITY"));
    }

    @Test
    void takesTheGoodRowsAndReturnsTheBadOnesReadyToBeCorrected() throws IOException {
        var good = person();
        var wrong = row("示例误", "430181199001010000", "三", "留着");

        var done = take(SomeWorkbook.of(HEAD, good, wrong, person()));

        assertThat(done.state()).isEqualTo(ImportState.DONE);
        assertThat(done.result()).isEqualTo(new Changes(2, 0, 0));
        assertThat(done.bad()).isEqualTo(1);
        assertThat(writesOf(good)).isEqualTo(1);
        var returned = returned(done, ZH);
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(returned))) {
            var sheet = book.getSheetAt(0);
            assertThat(sheet.getLastRowNum()).isEqualTo(1);
            var row = sheet.getRow(1);
            assertThat(row.getCell(0).getStringCellValue()).isEqualTo("示例误");
            assertThat(row.getCell(3).getStringCellValue()).isEqualTo("留着");
            assertThat(row.getCell(4).getStringCellValue())
                    .startsWith("身份证号：不是有效的身份证件号码")
                    .endsWith("；人数：应为整数，例如 12。");
            assertThat(row.getCell(5).getNumericCellValue()).isEqualTo(3);
            assertThat(requireNonNull(row.getCell(1).getCellComment())
                            .getString()
                            .getString())
                    .contains("校验码");
            assertThat(row.getCell(1)
                            .getCellStyle()
                            .getFillForegroundColorColor()
                            .getARGBHex())
                    .isEqualTo("FFFFC7CE");

            row.createCell(1).setCellValue(SampleList.identity(PEOPLE.incrementAndGet()));
            row.createCell(2).setCellValue("3");
            var corrected = new ByteArrayOutputStream();
            book.write(corrected);
            var again = take(corrected.toByteArray());
            assertThat(again.ignored()).isEmpty();
            assertThat(again.bad()).isZero();
            assertThat(again.result()).isEqualTo(new Changes(1, 0, 0));
        }
    }

    @Test
    void returnsThemInTheLanguageOfWhoAsks() throws IOException {
        var done = take(SomeWorkbook.of(HEAD, person(), row("示例误", "1", "", "")));

        try (var book = new XSSFWorkbook(new ByteArrayInputStream(returned(done, Locale.ENGLISH)))) {
            assertThat(book.getSheetAt(0).getRow(0).getCell(4).getStringCellValue())
                    .isEqualTo("What to correct");
            assertThat(book.getSheetAt(0).getRow(1).getCell(4).getStringCellValue())
                    .startsWith("Identity number: Is not a valid identity number");
        }
    }

    @Test
    void takesTheNeighboursOfARowThatTheDatabaseRefuses() {
        var rows = people(120);
        rows[61][0] = StoredList.CONFLICT;
        rows[90][0] = StoredList.CONFLICT;

        var done = take(file(rows));

        assertThat(done.result()).isEqualTo(new Changes(118, 0, 0));
        assertThat(done.bad()).isEqualTo(2);
        assertThat(imports.faults(done.id(), someone, ZH, 0, 0, 50))
                .extracting(FaultView::line, FaultView::code)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(63, "ROW_NOT_TAKEN"),
                        org.assertj.core.groups.Tuple.tuple(92, "ROW_NOT_TAKEN"));
    }

    @Test
    void tellsTheReasonThatAListGivesForARow() {
        var rows = people(3);
        list.before.set(batch -> batch.stream()
                .filter(each -> each.line() == 3)
                .findFirst()
                .ifPresent(each -> {
                    throw SampleList.SampleProblem.SAMPLE_REFUSED.with("三").at("people");
                }));

        var done = take(file(rows));

        assertThat(done.result()).isEqualTo(new Changes(2, 0, 0));
        assertThat(imports.faults(done.id(), someone, ZH, 0, 0, 50))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.heading()).isEqualTo("人数");
                    assertThat(fault.message()).isEqualTo("示例不接受“三”。");
                });
    }

    @Test
    void leavesTheSameBehindWhenAFileIsBroughtAgain() {
        var file = file(people(60));
        take(file);

        assertThat(take(file).result()).isEqualTo(new Changes(0, 0, 60));
    }

    @Test
    void goesOnAfterTheLastBatchThatIsInWhenItWasCutOff() {
        var rows = people(180);
        var cut = new AtomicInteger();
        list.before.set(batch -> {
            if (batch.getFirst().line() > 100 && cut.getAndIncrement() == 0) {
                throw new DataAccessResourceFailureException("The database has gone");
            }
        });

        var done = take(file(rows));

        assertThat(cut.get()).isPositive();
        assertThat(done.result()).isEqualTo(new Changes(180, 0, 0));
        assertThat(List.of(rows)).allSatisfy(each -> assertThat(writesOf(each)).isEqualTo(1));
    }

    @Test
    void undoesTheBatchOfAWorkerThatWasHeldForDead() {
        var rows = people(60);
        var stolen = new AtomicInteger();
        var apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        list.before.set(batch -> {
            if (stolen.getAndIncrement() == 0) {
                apart.executeWithoutResult(
                        status -> database.sql("update spreadsheet.import_job set worker = ? where owner = ?")
                                .params(UUID.randomUUID(), someone.getName())
                                .update());
            }
        });

        var done = take(file(rows));

        assertThat(stolen.get()).isGreaterThan(1);
        assertThat(done.result()).isEqualTo(new Changes(60, 0, 0));
        assertThat(List.of(rows)).allSatisfy(each -> assertThat(writesOf(each)).isEqualTo(1));
    }

    @Test
    void stopsAfterTheBatchThatIsBeingWritten() throws InterruptedException {
        var rows = people(150);
        var writing = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        list.before.set(batch -> {
            writing.countDown();
            waitFor(goOn);
        });
        var job = checked(bring(file(rows)));
        imports.confirm(job.id(), someone, ZH);
        writing.await();

        imports.cancel(job.id(), someone, ZH);
        goOn.countDown();

        var over = over(job);
        assertThat(over.state()).isEqualTo(ImportState.CANCELLED);
        assertThat(over.result()).isEqualTo(new Changes(50, 0, 0));
        assertRefused("IMPORT_NOT_READY", () -> {
            var other = checked(bring(file(people(1))));
            imports.cancel(other.id(), someone, ZH);
            imports.confirm(other.id(), someone, ZH);
        });
    }

    @Test
    void tellsHowFarItIs() throws InterruptedException {
        var second = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        list.before.set(batch -> {
            if (batch.getFirst().line() > 50) {
                second.countDown();
                waitFor(goOn);
            }
        });
        var job = checked(bring(file(people(120))));
        imports.confirm(job.id(), someone, ZH);
        second.await();

        var underWay = imports.view(job.id(), someone, ZH);
        assertThat(underWay.state()).isEqualTo(ImportState.RUNNING);
        assertThat(underWay.rows()).isEqualTo(50);
        assertThat(underWay.total()).isEqualTo(120);
        goOn.countDown();
        assertThat(over(job).rows()).isEqualTo(120);
    }

    @Test
    void isConfirmedOnceHoweverOftenItIsAsked() {
        var done = take(file(people(2)));

        assertThat(imports.confirm(done.id(), someone, ZH).state()).isEqualTo(ImportState.DONE);
        assertThat(over(done).result()).isEqualTo(new Changes(2, 0, 0));
    }

    @Test
    void isNotConfirmedWhenNoRowIsGood() {
        var job = checked(bring(SomeWorkbook.of(HEAD, row("", "", "", "无"))));

        assertRefused("IMPORT_NOTHING_TO_TAKE", () -> imports.confirm(job.id(), someone, ZH));
    }

    @Test
    void refusesInTheEndAFileThatIsBrokenFurtherDown() {
        var csv = new StringBuilder("姓名,身份证号\n");
        for (var each : people(60)) {
            csv.append(each[0]).append(',').append(each[1]).append('\n');
        }
        csv.append("示例甲,\"").append("x".repeat(17 << 20)); // a quote that is never closed

        var over = over(bring(csv.toString().getBytes(UTF_8)));

        assertThat(over.state()).isEqualTo(ImportState.REFUSED);
        assertThat(requireNonNull(over.problem()).code()).isEqualTo("SHEET_BROKEN");
        assertThat(over.problem().message()).contains("损坏");
    }

    @Test
    void isForThosePermittedAndTheirOwnOnly() {
        var mine = checked(bring(file(people(1))));
        var other = new TestingAuthenticationToken("other-" + UUID.randomUUID(), "", "sample:import");
        var withdrawn = new TestingAuthenticationToken(someone.getName(), "", "another:import");

        assertThat(imports.mine(someone, ZH, null, 20))
                .extracting(ImportView::id)
                .containsExactly(mine.id());
        assertThat(imports.mine(other, ZH, null, 20)).isEmpty();
        assertRefused("IMPORT_UNKNOWN", () -> imports.view(mine.id(), other, ZH));
        assertRefused("IMPORT_UNKNOWN", () -> imports.confirm(mine.id(), other, ZH));
        assertRefused("IMPORT_UNKNOWN", () -> imports.cancel(mine.id(), other, ZH));
        assertRefused("IMPORT_UNKNOWN", () -> imports.returned(mine.id(), other, ZH));
        assertRefused("IMPORT_UNKNOWN", () -> imports.faults(mine.id(), other, ZH, 0, 0, 1));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> imports.confirm(mine.id(), withdrawn, ZH));
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> imports.bring("sample", withdrawn, ZH, "a.xlsx", file(people(1))));
        assertRefused("IMPORT_LIST_UNKNOWN", () -> imports.bring("nothing", someone, ZH, "a.xlsx", new byte[] {1}));
    }

    @Test
    void givesTheListWhatTheCallerMayBring() {
        var person = person();
        take(SomeWorkbook.of(HEAD, person));

        assertThat(database.sql("select mandate from sample.household where identity = ?")
                        .param(person[1])
                        .query(String.class)
                        .single())
                .isEqualTo("area of " + someone.getName());
    }

    @Test
    void keepsNobodysDataInClear() {
        var job = checked(bring("示例甲的家人.xlsx", SomeWorkbook.of(row("姓名", "身份证号", "示例乙的血型"), row("示例丙", "示例丁", "A"))));

        var stored = database.sql("""
            select concat(j::text, string_agg(f::text, ''), string_agg(encode(p.content, 'escape'), ''))
            from spreadsheet.import_job j
            join spreadsheet.import_fault f on f.job = j.id
            join spreadsheet.import_part p on p.job = j.id
            where j.id = ? group by j.*\
            """).param(job.id()).query(String.class).single();
        assertThat(job.fileName()).isEqualTo("示例甲的家人.xlsx");
        assertThat(job.ignored()).containsExactly("示例乙的血型");
        assertThat(stored).contains("CELL_NOT_IDENTITY").doesNotContain("示例", "PK\003\004", "xl/workbook");
    }

    @Test
    void removesFilesAfterTheirTimeAndKeepsTheCounts() {
        var done = take(file(people(2)));
        var waiting = checked(bring(file(people(1))));
        database.sql("update spreadsheet.import_job set expires_at = uploaded_at where owner = ?")
                .param(someone.getName())
                .update();

        assertThat(old.remove()).isEqualTo(2);

        var after = imports.view(done.id(), someone, ZH);
        assertThat(after.fileName()).isNull();
        assertThat(after.result()).isEqualTo(new Changes(2, 0, 0));
        assertThat(imports.view(waiting.id(), someone, ZH).state()).isEqualTo(ImportState.CANCELLED);
        assertThat(database.sql("select count(*) from spreadsheet.import_part where job in (?, ?)")
                        .params(done.id(), waiting.id())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertRefused("IMPORT_FILE_GONE", () -> imports.returned(done.id(), someone, ZH));
    }

    @Test
    void letsNobodyHaveTooManyOpen() {
        var open = new ArrayList<UUID>();
        for (var n = 0; n < 5; n++) {
            open.add(checked(bring(file(people(1)))).id());
        }

        assertRefused("IMPORTS_TOO_MANY", () -> bring(file(people(1))));
        imports.cancel(open.getFirst(), someone, ZH);
        assertThat(checked(bring(file(people(1)))).state()).isEqualTo(ImportState.READY);
    }

    @Test
    void letsNobodyHaveTooManyOpenByBringingTwoAtOnce() {
        for (var n = 0; n < 4; n++) {
            checked(bring(file(people(1))));
        }
        var fifth = file(people(1));
        var sixth = new TransactionTemplate(transactions).execute(status -> {
            bring(fifth); // and not yet committed
            var beside = CompletableFuture.runAsync(() -> bring(fifth));
            await().atMost(Duration.ofSeconds(60)).until(() -> beside.isDone() || waitsForALock());
            return beside;
        });

        assertThat(requireNonNull(sixth))
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().name()).isEqualTo("IMPORTS_TOO_MANY"));
    }

    private boolean waitsForALock() {
        return database.sql("select exists (select from pg_locks where locktype = 'advisory' and not granted"
                        + " and classid = (hashtext('spreadsheet.import')::bigint & 4294967295)::oid)")
                .query(Boolean.class)
                .single();
    }

    @Test
    void givesUpAfterSeveralAttempts() {
        var job = checked(bring(file(people(1))));
        database.sql("update spreadsheet.import_job set state = 'RUNNING', confirmed_at = uploaded_at, attempts = 5"
                        + " where id = ?")
                .param(job.id())
                .update();

        var over = over(job);
        assertThat(over.state()).isEqualTo(ImportState.FAILED);
        assertThat(requireNonNull(over.problem()).message()).contains("重新上传同一文件");
    }

    private ImportView bring(byte[] file) {
        return bring("名单.xlsx", file);
    }

    private ImportView bring(String name, byte[] file) {
        return imports.bring("sample", someone, ZH, name, file);
    }

    private ImportView take(byte[] file) {
        var job = checked(bring(file));
        assertThat(job.state()).isEqualTo(ImportState.READY);
        imports.confirm(job.id(), someone, ZH);
        return over(job);
    }

    private ImportView checked(ImportView job) {
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> imports.view(job.id(), someone, ZH), seen -> seen.state() != ImportState.CHECKING);
    }

    private ImportView over(ImportView job) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> imports.view(job.id(), someone, ZH),
                        seen -> seen.state().over());
    }

    private byte[] returned(ImportView job, Locale language) throws IOException {
        var out = new ByteArrayOutputStream();
        imports.returned(job.id(), someone, language).write(out);
        return out.toByteArray();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable asked) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(asked)
                .satisfies(refused -> assertThat(refused.problem().name()).isEqualTo(code));
    }

    private static Object[] person() {
        return row("示例甲", SampleList.identity(PEOPLE.incrementAndGet()), "3", "");
    }

    private static Object[][] people(int many) {
        var people = new Object[many][];
        for (var n = 0; n < many; n++) {
            people[n] = person();
        }
        return people;
    }

    private static byte[] file(Object[][] people) {
        var rows = new ArrayList<Object[]>(List.of(people));
        rows.addFirst(HEAD);
        return SomeWorkbook.of(rows.toArray(Object[][]::new));
    }

    private int writesOf(Object[] person) {
        return database.sql("select writes from sample.household where identity = ?")
                .param(person[1])
                .query(Integer.class)
                .single();
    }
}
