package io.linli.territory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;

/** How people write places: one spelling for the many, and the short forms that they use. */
final class PlaceWords {

    private static final String FIGURES = "零一二三四五六七八九";
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cf}·]+");
    private static final Pattern COUNTED = Pattern.compile("([零一二三四五六七八九十]{1,3})(?=(?:号楼|号院|[栋幢座]|单元|微?网格))");
    private static final Pattern BUILDING = Pattern.compile("(?<=\\d)(?:号楼|[幢座])");
    private static final Pattern GRID = Pattern.compile("第?(?<!\\d)0*(\\d{1,3})号?(微?网格)");
    private static final Pattern OFFICE = Pattern.compile("(?:街道办事处|居民委员会|村民委员会|居委会|村委会|委员会)$");
    private static final Pattern KIND = Pattern.compile("(?:街道|社区|[镇乡村])$");
    private static final Set<String> ORDINARY = ordinary();

    private PlaceWords() {}

    /** One spelling for all: 第三网格, 3 网格 and ３号网格 are the same, and so are 3 号楼, 三栋 and 3幢. */
    static String normal(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var words = SPACE.matcher(plain).replaceAll("");
        words = COUNTED.matcher(words).replaceAll(PlaceWords::digits);
        words = BUILDING.matcher(words).replaceAll("栋");
        return GRID.matcher(words).replaceAll("$1$2");
    }

    /** The names that surely mean the division: 商苑社区居民委员会 and 商苑社区. */
    static Set<String> full(String name) {
        var names = new LinkedHashSet<String>();
        names.add(name);
        var plain = OFFICE.matcher(name).replaceFirst("");
        names.add(name.endsWith("街道办事处") ? plain + "街道" : plain);
        names.removeIf(word -> word.length() < 2);
        return names;
    }

    /** The name without its kind, 百宜 for 百宜社区; empty when that is a word of every day. */
    static String brief(String name) {
        var brief = KIND.matcher(OFFICE.matcher(name).replaceFirst("")).replaceFirst("");
        return brief.length() < 2 || brief.equals(name) || ORDINARY.contains(brief) ? "" : brief;
    }

    private static String digits(MatchResult number) {
        var text = number.group(1);
        int ten = text.indexOf('十');
        if (ten < 0) {
            return text.chars()
                    .mapToObj(c -> String.valueOf(FIGURES.indexOf(c)))
                    .collect(Collectors.joining());
        }
        int tens = ten == 0 ? 1 : FIGURES.indexOf(text.charAt(ten - 1));
        int ones = ten == text.length() - 1 ? 0 : FIGURES.indexOf(text.charAt(ten + 1));
        return String.valueOf(10 * tens + ones);
    }

    private static Set<String> ordinary() {
        try (var file = new ClassPathResource("territory/ordinary-words.txt").getInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
