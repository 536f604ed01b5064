package io.linli.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Redaction of 487 real messages. Their telephone numbers were replaced by noughts before they were published, so that
 * nothing in them may change; no text is printed, counts only.
 */
class RealMessagesTests {

    private static final Pattern MARKER = Pattern.compile("〔(?:手机号|电话|身份证号|银行卡号|邮箱)〕");

    private static List<String> messages = List.of();

    private final Redaction redaction = new NumberRedaction();

    @BeforeAll
    static void read() throws IOException {
        var folder = System.getenv("LINLI_TEST_DATA");
        assumeTrue(folder != null, "LINLI_TEST_DATA names no folder with real messages");
        messages = Files.readString(Path.of(folder, "complaints/labelled_raw.csv"))
                .lines()
                .skip(1)
                .toList();
    }

    @Test
    void loseNoneOfTheirOrdinaryNumbers() {
        assertThat(messages).hasSizeGreaterThan(480);
        assertThat(messages.stream().filter(message -> message.matches(".*\\d{3}.*")))
                .as("have dates, amounts, house numbers")
                .hasSizeGreaterThan(300);
        assertThat(messages.stream()
                        .filter(message -> !redaction.redact(message).equals(message)))
                .as("messages that change")
                .hasSize(0);
    }

    @Test
    void loseTheNumbersOfPersonsAndNothingElse() {
        var random = new Random(20261121);
        var numbers =
                List.of("13800138000", "138 0013 8000", "0731-83623456", "11010119900307803X", "４１１１１１１１１１１１１１１１");
        var replaced = 0;
        for (var message : messages) {
            var at = betweenWords(message, random);
            var number = numbers.get(random.nextInt(numbers.size()));
            var redacted = redaction.redact(message.substring(0, at) + number + message.substring(at));

            var without = MARKER.matcher(redacted).replaceAll("");
            replaced += without.equals(message) ? 1 : 0;
        }
        assertThat(replaced)
                .as("messages of which exactly the added number is gone")
                .isEqualTo(messages.size());
    }

    /** Where no digit stands near, which would make one longer number of two. */
    private static int betweenWords(String message, Random random) {
        while (true) {
            var at = random.nextInt(message.length() + 1);
            var around = message.substring(Math.max(0, at - 3), Math.min(message.length(), at + 3));
            if (around.chars().allMatch(c -> Character.isIdeographic(c))) {
                return at;
            }
        }
    }
}
