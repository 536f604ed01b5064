package io.linli.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.linli.MovableClock;
import io.linli.dataprotection.ConsentRegister;
import io.linli.identity.AccountId;
import io.linli.identity.Caller;
import io.linli.notify.SomeGateway.Fault;
import io.linli.privacy.PhoneNumber;
import io.linli.problem.ProblemException;
import io.linli.settings.Ids;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What goes out: to a real mail server, and to a gateway that misbehaves. */
@SpringBootTest(
        properties = {
            "linli.notify.poll=1d", // the tests send it on its way
            "linli.notify.mail-from=linli@example.org",
            "linli.notify.address=https://linli.example.org",
            "linli.notify.gateway.secret=" + SomeGateway.SECRET,
            "linli.notify.gateway.timeout=2s",
            "linli.notify.delivery.tries=3",
            "linli.notify.delivery.a-day=2",
            "spring.mail.host=127.0.0.1",
            "spring.mail.properties.mail.smtp.auth=false",
            "spring.mail.properties.mail.smtp.starttls.required=false"
        })
@Import(MovableClock.Settings.class)
class CourierTests {

    private static final SomeGateway GATEWAY = new SomeGateway();
    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    static {
        MAIL.start();
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry settings) {
        settings.add("linli.notify.gateway.url", GATEWAY::url);
        settings.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
    }

    // the same when it is started again
    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stop() {
        GATEWAY.close();
        MAIL.stop();
    }

    @Autowired
    Notices notices;

    @Autowired
    Courier courier;

    @Autowired
    TextMessages texts;

    @Autowired
    Addresses addresses;

    @Autowired
    PreferenceStore preferences;

    @Autowired
    DeadLetters letters;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    private final UUID account = Ids.next();
    private String phone = "";
    private String mail = "";

    @BeforeEach
    void someone() {
        phone = "139" + "%08d".formatted(new Random().nextInt(100_000_000));
        mail = "reader-" + account + "@example.org";
        wants(Wish.EACH, "00:00", "00:00");
    }

    /** What waits at a time to come would be sent by others. */
    @AfterEach
    void comeBack() {
        database.sql("delete from notify.delivery where account = ?")
                .param(account)
                .update();
        clock.advance(Duration.between(clock.instant(), Instant.now()));
    }

    @Test
    void bringsAMailToTheAddressThatWasConfirmed() throws Exception {
        confirm(Channel.EMAIL, mail);
        tell("a", false);
        courier.round();

        var got = mails().getLast();
        assertThat(got.getSubject()).isEqualTo("您的反映已办结");
        assertThat(got.getContent().toString())
                .startsWith("您的反映 SJ-a 已办结")
                .contains("演示数据·纯属虚构", "https://linli.example.org/notices");
        assertThat(got.getFrom()[0].toString()).contains("linli@example.org");
        assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(got.getHeader("Message-ID")[0]).isEqualTo("<" + delivery("id") + "@example.org>");
        assertThat(delivery("state")).isEqualTo("SENT");
        assertThat(mails()).as("the code, and the notice once").hasSize(2);
    }

    @Test
    void sendsNothingMoreFromTheMomentThatConsentIsWithdrawn(@Autowired ConsentRegister consents) throws Exception {
        confirm(Channel.EMAIL, mail);
        tell("a", true); // planned while it was still wanted
        var holder = new Caller(new AccountId(account), "test", "示例", List.of(), Set.of());
        consents.withdraw(NotifyHoldings.OUTSIDE, holder);
        courier.round();

        assertThat(delivery("state")).isEqualTo("DROPPED");
        assertThat(mails()).as("the code alone").hasSize(1);
    }

    @Test
    void writesNothingIntoTheHeadOfAMailButItsSubject() throws Exception {
        confirm(Channel.EMAIL, mail);
        notices.send(List.of(new Notice(
                account, "x", "incident-closed/1", List.of("a\r\nBcc: other@example.org\r\n\r\nb"), null, true)));
        courier.round();

        var got = mails().getLast();
        assertThat(got.getHeader("Bcc")).isNull();
        assertThat(got.getAllRecipients()).hasSize(1);
    }

    @Test
    void keepsAnAddressSealedAndShowsItMasked() {
        confirm(Channel.EMAIL, mail);

        assertThat(addresses.of(account))
                .filteredOn(way -> way.channel() == Channel.EMAIL)
                .singleElement()
                .satisfies(way -> {
                    assertThat(way.open()).isTrue();
                    assertThat(way.address()).isEqualTo("r***@example.org");
                });
        var kept = database.sql("select sealed from notify.address where account = ?")
                .param(account)
                .query((row, n) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                .single();
        assertThat(kept).doesNotContain("reader");
    }

    @Test
    void sendsNothingToAnAddressThatNobodyConfirmed() {
        addresses.ask(account, Channel.SMS, phone, Locale.CHINESE);
        var wrong = code(phone).equals("000000") ? "000001" : "000000";
        for (int n = 0; n < 4; n++) {
            refuses("NOTICE_CODE_WRONG", () -> addresses.confirm(account, Channel.SMS, wrong));
        }
        refuses("NOTICE_CODE_TOO_OFTEN", () -> addresses.ask(account, Channel.SMS, phone, Locale.CHINESE));
        addresses.confirm(account, Channel.SMS, code(phone));
        refuses("NOTICE_CODE_WRONG", () -> addresses.confirm(account, Channel.SMS, code(phone)));
        addresses.forget(account, Channel.SMS);
        tell("a", true);

        assertThat(count()).isZero();
    }

    @Test
    void sendsATextMessageAtOnceOrTellsThatItWasNotTaken() {
        var number = PhoneNumber.of(phone);
        GATEWAY.next(Fault.FAILS);

        assertThat(texts.ready()).isTrue();
        assertThat(texts.send(number, "验证码", "验证码 123456", Locale.CHINESE)).isFalse();
        assertThat(texts.send(number, "验证码", "验证码 123456", Locale.CHINESE)).isTrue();
        assertThat(GATEWAY.asked(phone).getLast()).satisfies(taken -> {
            assertThat(taken.signed()).isTrue();
            assertThat(taken.message().path("text").asString("")).isEqualTo("验证码 123456");
        });
        assertThat(count()).as("kept nowhere").isZero();
    }

    @Test
    void trustsACodeForFiveTriesAndTenMinutes() {
        addresses.ask(account, Channel.SMS, phone, Locale.CHINESE);
        var right = code(phone);
        var wrong = right.equals("000000") ? "000001" : "000000";
        for (int n = 0; n < 5; n++) {
            refuses("NOTICE_CODE_WRONG", () -> addresses.confirm(account, Channel.SMS, wrong));
        }
        refuses("NOTICE_CODE_WRONG", () -> addresses.confirm(account, Channel.SMS, right));

        clock.advance(Duration.ofMinutes(2));
        addresses.ask(account, Channel.SMS, phone, Locale.CHINESE);
        clock.advance(Duration.ofMinutes(11));
        refuses("NOTICE_CODE_WRONG", () -> addresses.confirm(account, Channel.SMS, code(phone)));
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, nobody",
        "EMAIL, a@b",
        "EMAIL, 'a@example.org,b@example.org'",
        "EMAIL, 'a@example.org\r\nBcc: b@c.org'",
        "SMS, 110",
        "SMS, 0731-8888888",
        "SMS, '13800138000;13900139000'",
        "WECHAT, short",
        "WECHAT, '<script>alert</script>'"
    })
    void refusesWhatIsNoAddress(Channel channel, String typed) {
        refuses("NOTICE_ADDRESS_INVALID", () -> addresses.ask(account, channel, typed, Locale.CHINESE));
    }

    @Test
    void handsSignedMessagesToTheGateway() {
        confirm(Channel.SMS, phone);
        tell("a", false);
        courier.round();

        var asked = GATEWAY.asked(phone).getLast();
        assertThat(asked.signed()).isTrue();
        assertThat(asked.key())
                .isEqualTo(delivery("id"))
                .isEqualTo(asked.message().path("id").asString(""));
        assertThat(asked.message().path("channel").asString("")).isEqualTo("SMS");
        assertThat(asked.message().path("text").asString("")).startsWith("您的反映 SJ-a 已办结");
        assertThat(delivery("state")).isEqualTo("SENT");
    }

    @ParameterizedTest
    @EnumSource(names = "REFUSES", mode = EnumSource.Mode.EXCLUDE)
    void triesAgainUnderTheSameIdWhenTheGatewayMisbehaves(Fault fault) {
        confirm(Channel.SMS, phone);
        GATEWAY.next(fault);
        tell("a", false);
        courier.round();
        assertThat(delivery("state")).isEqualTo("WAITING");
        assertThat(delivery("fault")).startsWith("GATEWAY_");

        courier.round();
        assertThat(GATEWAY.asked(phone)).as("not before its time").hasSize(2);
        clock.advance(Duration.ofSeconds(61));
        courier.round();

        assertThat(delivery("state")).isEqualTo("SENT");
        assertThat(GATEWAY.asked(phone).stream().skip(1).map(SomeGateway.Taken::key))
                .hasSize(2)
                .containsOnly(delivery("id"));
    }

    @Test
    void givesUpAfterSomeTriesAndListsItForTheOperatorWhoSendsItAgain() {
        confirm(Channel.SMS, phone);
        GATEWAY.next(Fault.FAILS, Fault.FAILS, Fault.FAILS);
        tell("a", false);
        courier.round();
        clock.advance(Duration.ofSeconds(61));
        courier.round();
        clock.advance(Duration.ofSeconds(61));
        courier.round();
        assertThat(delivery("tries"))
                .as("each wait is longer than the one before")
                .isEqualTo("2");
        clock.advance(Duration.ofMinutes(4));
        courier.round();

        assertThat(delivery("state")).isEqualTo("DEAD");
        var letter = letters.list(null, 200).items().stream()
                .filter(each -> each.account().equals(account))
                .findFirst()
                .orElseThrow();
        assertThat(letter.fault()).isEqualTo("GATEWAY_500");
        assertThat(letter.tries()).isEqualTo(3);
        letters.again(letter.id());
        courier.round();
        assertThat(delivery("state")).isEqualTo("SENT");
        refuses("DEAD_LETTER_UNKNOWN", () -> letters.again(letter.id()));
    }

    @Test
    void givesUpAtOnceWhatWillNeverBeTaken() {
        confirm(Channel.SMS, phone);
        GATEWAY.next(Fault.REFUSES);
        tell("a", false);
        courier.round();

        assertThat(delivery("state")).isEqualTo("DEAD");
        assertThat(delivery("fault")).isEqualTo("GATEWAY_422");
        var letter = letters.list(null, 200).items().stream()
                .filter(each -> each.account().equals(account))
                .findFirst()
                .orElseThrow();
        letters.drop(letter.id(), "号码已停用");
        assertThat(delivery("state")).isEqualTo("DROPPED");
        assertThat(letters.list(null, 200).items()).extracting("id").doesNotContain(letter.id());
        refuses("DEAD_LETTER_UNKNOWN", () -> letters.again(letter.id()));
        refuses("DEAD_LETTER_UNKNOWN", () -> letters.drop(letter.id(), "再来一次"));
    }

    @Test
    void waitsForAMailServerThatIsAway() throws Exception {
        confirm(Channel.EMAIL, mail);
        tell("a", false);
        MAIL.stop();
        try {
            courier.round();
        } finally {
            MAIL.start();
        }
        assertThat(delivery("state")).isEqualTo("WAITING");
        assertThat(delivery("fault")).isEqualTo("MAIL_NOT_TAKEN");
    }

    @Test
    void takesUpWhatAnotherInstanceLeftInTheMiddle() {
        confirm(Channel.SMS, phone);
        tell("a", false);
        database.sql("update notify.delivery set claimed_until = ?, tries = 1 where account = ?")
                .params(clock.instant().plusSeconds(60).atOffset(ZoneOffset.UTC), account)
                .update();
        courier.round();
        assertThat(delivery("state")).isEqualTo("WAITING");

        clock.advance(Duration.ofSeconds(61));
        courier.round();
        assertThat(delivery("state")).isEqualTo("SENT");
    }

    @Test
    void letsTheNightPassButForWhatIsUrgent() {
        confirm(Channel.SMS, phone);
        var time = LocalTime.ofInstant(clock.instant(), Preferences.ZONE);
        wants(Wish.EACH, time.minusHours(1).toString(), time.plusHours(1).toString());
        tell("a", false);
        tell("b", true);
        courier.round();
        assertThat(states()).containsExactly("WAITING", "SENT");

        clock.advance(Duration.ofMinutes(61));
        courier.round();
        assertThat(states()).containsExactly("SENT", "SENT");
    }

    @Test
    void asksAgainWhetherItIsNightBeforeALaterTry() {
        confirm(Channel.SMS, phone);
        tell("a", false);
        var time = LocalTime.ofInstant(clock.instant(), Preferences.ZONE);
        wants(Wish.EACH, time.minusHours(1).toString(), time.plusHours(1).toString());
        courier.round();

        assertThat(states()).containsExactly("WAITING");
        assertThat(delivery("tries")).isEqualTo("0");
    }

    @Test
    void gathersADigestIntoOneMessage() {
        confirm(Channel.SMS, phone);
        wants(Wish.DIGEST, "00:00", "00:00");
        tell("a", false);
        tell("b", false);
        courier.round();
        assertThat(states()).containsExactly("WAITING", "WAITING");

        clock.advance(Duration.ofDays(1));
        courier.round();
        assertThat(states()).containsExactly("SENT", "SENT");
        assertThat(GATEWAY.asked(phone)).as("the code and the digest").hasSize(2);
        var digest = GATEWAY.asked(phone).getLast().message();
        assertThat(digest.path("title").asString("")).isEqualTo("您有 2 条通知");
        assertThat(digest.path("text").asString("")).contains("SJ-a", "SJ-b", "演示数据·纯属虚构");
    }

    @Test
    void leavesTheRestToTheDigestWhenADayHadEnoughButForWhatIsUrgent() {
        confirm(Channel.SMS, phone);
        wants(Wish.EACH, "00:00", "00:00");
        for (var key : List.of("a", "b", "c")) {
            tell(key, false);
            courier.round();
        }
        tell("d", true);
        courier.round();

        assertThat(states()).containsExactly("SENT", "SENT", "WAITING", "SENT");
        clock.advance(Duration.ofDays(1));
        courier.round();
        assertThat(states()).containsOnly("SENT");
        assertThat(GATEWAY.asked(phone).getLast().message().path("title").asString(""))
                .isEqualTo("您有 1 条通知");
    }

    @Test
    void sendsWhatIsWantedOnly() {
        confirm(Channel.SMS, phone);
        wants(Wish.NEVER, "00:00", "00:00");
        tell("a", true);
        assertThat(count()).isZero();
        wants(Wish.URGENT, "00:00", "00:00");
        tell("b", false);
        assertThat(count()).isZero();
        tell("c", true);
        assertThat(count()).isEqualTo(1);

        wants(Wish.NEVER, "00:00", "00:00");
        courier.round();
        assertThat(states()).as("taken back before it went").containsExactly("DROPPED");
    }

    private void wants(Wish wish, String from, String until) {
        preferences.keep(
                account,
                new Preferences(
                        "zh", wish, wish, wish, LocalTime.parse(from), LocalTime.parse(until), LocalTime.of(8, 0)));
    }

    private void confirm(Channel channel, String address) {
        addresses.ask(account, channel, address, Locale.CHINESE);
        addresses.confirm(account, channel, channel == Channel.EMAIL ? mailedCode() : code(address));
    }

    private static String code(String to) {
        return digits(GATEWAY.asked(to).getLast().message().path("text").asString(""));
    }

    private String mailedCode() {
        try {
            return digits(mails().getLast().getContent().toString());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String digits(String text) {
        var found = Pattern.compile("\\d{6}").matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group();
    }

    private List<MimeMessage> mails() throws MessagingException {
        return Arrays.stream(MAIL.getReceivedMessages())
                .filter(each -> {
                    try {
                        return each.getAllRecipients()[0].toString().equals(mail);
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private void tell(String key, boolean urgent) {
        notices.send(List.of(new Notice(account, key, "incident-closed/1", List.of("SJ-" + key), null, urgent)));
    }

    private List<String> states() {
        return database.sql("select state from notify.delivery where account = ? order by number")
                .param(account)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private int count() {
        return states().size();
    }

    private String delivery(String column) {
        return database.sql("select " + column + "::text from notify.delivery where account = ?")
                .param(account)
                .query(String.class)
                .single();
    }

    private static void refuses(String problem, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().name()).isEqualTo(problem));
    }
}
