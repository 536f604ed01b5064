package io.linli.residents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.linli.privacy.IdCardNumber.Sex;
import io.linli.privacy.PersonName;
import io.linli.territory.AreaCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** What the demonstration's homes and people are called, and where they are. */
final class DemoWords {

    private final Properties words;

    DemoWords() {
        try {
            words = PropertiesLoaderUtils.loadProperties(
                    new EncodedResource(new ClassPathResource("residents/demo_homes.properties"), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<AreaCode> communities() {
        return Stream.of(word("communities").split(",", -1)).map(AreaCode::new);
    }

    /** The demo account that lives in the first home of the grid. */
    Optional<String> account(AreaCode grid) {
        return Optional.ofNullable(words.getProperty("account." + grid));
    }

    PersonName nameOf(String account) {
        return PersonName.of(word("name." + account));
    }

    PersonName name(SplittableRandom random) {
        var first = word("first");
        var second = word("second");
        return PersonName.of(format(
                "person",
                first.charAt(random.nextInt(first.length())),
                second.charAt(random.nextInt(second.length()))));
    }

    String building(AreaCode grid, int number) {
        return format("building", grid.code().substring(12), number);
    }

    String unit(int number) {
        return format("unit", number);
    }

    String guardian() {
        return word("guardian");
    }

    String parent(Sex sex) {
        return word(sex == Sex.MALE ? "father" : "mother");
    }

    private String format(String key, Object... parts) {
        return String.format(Locale.ROOT, word(key), parts);
    }

    private String word(String key) {
        var word = words.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("Nothing made up for " + key);
        }
        return word;
    }
}
