package io.linli.analysis.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names what posts have in common: the place by how places are called and by what stands in most of them, the matter by the
 * words of their topics that others do not use.
 */
final class Naming {

    /** How names of places end. */
    private static final String ENDS = "区园城苑府路街道村镇乡校院站线湾滩楼厦场坪岭桥巷庄寨里郡墅邸轩居庭馆县市湖山港洲";

    /** What is called like a place and is none by itself. */
    private static final Set<String> NO_NAMES = Set.of(
            "小区", "社区", "学校", "城区", "县城", "道路", "马路", "医院", "学院", "住宅区", "居民区", "工业园", "开发区", "经开区", "高新区", "全市", "城市",
            "停车场", "地下室", "幼儿园", "农贸市场", "市场", "车站", "地铁站", "广场", "公园");

    private static final Pattern AREA = Pattern.compile("[A-Z]\\d*[市区县]|[东西南北][一-龥]?省|西地省");
    private static final int LONGEST = 10;
    private static final double MANY = 0.5;
    private static final int FEW = 100;

    private final Map<String, Integer> usual = new HashMap<>();
    private final int posts;

    Naming(List<Post> posts) {
        this.posts = posts.size();
        posts.forEach(post -> parts(post.topic(), 2, LONGEST).forEach(part -> usual.merge(part, 1, Integer::sum)));
    }

    record Name(String place, String matter) {}

    Name of(List<Post> members) {
        var topics = members.stream().map(Post::topic).toList();
        var area = mostFrequent(topics.stream().map(Naming::area).toList(), 1);
        var spot = spot(members);
        var matter = matter(topics, area + spot);
        return new Name(area + spot, matter.isEmpty() ? topics.getFirst() : matter);
    }

    private static String area(String topic) {
        var found = AREA.matcher(topic);
        return found.find() ? found.group() : "";
    }

    private static String mostFrequent(List<String> words, int least) {
        var counts = new HashMap<String, Integer>();
        words.stream().filter(word -> !word.isEmpty()).forEach(word -> counts.merge(word, 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(each -> each.getValue() >= least)
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** The longest name that stands in nearly as many of them as the most frequent one does. */
    private String spot(List<Post> members) {
        var counts = new HashMap<String, Integer>();
        members.forEach(post -> spots(post.topic()).forEach(spot -> counts.merge(spot, 1, Integer::sum)));
        counts.entrySet()
                .removeIf(each -> each.getValue() < MANY * members.size()
                        || isUsual(each.getKey(), each.getValue(), members.size()));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return counts.entrySet().stream()
                .filter(each -> each.getValue() >= 0.7 * most)
                .max(Comparator.comparingInt((Map.Entry<String, Integer> each) ->
                                each.getKey().length())
                        .thenComparing(Map.Entry::getValue)
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** Whether all others say it nearly as often; a few posts do not tell. */
    private boolean isUsual(String part, int here, int members) {
        if (posts < FEW) {
            return false;
        }
        double elsewhere = (double) Objects.requireNonNullElse(usual.get(part), here) / posts;
        return (double) here / members < 5 * elsewhere;
    }

    /** What is called like a place, with each of the lengths that its name may have. */
    static Set<String> spots(String topic) {
        var spots = new HashSet<String>();
        var text = AREA.matcher(topic).replaceAll(" ");
        for (int end = 2; end <= text.length(); end++) {
            if (ENDS.indexOf(text.charAt(end - 1)) >= 0 && !text.startsWith("临街", end - 2)) {
                for (int length = 3; length <= Math.min(LONGEST, end); length++) {
                    if (Grams.isOneWord(text, end - length, length)) {
                        var spot = text.substring(end - length, end);
                        if (NO_NAMES.stream()
                                .noneMatch(none -> spot.endsWith(none) && spot.length() <= none.length() + 1)) {
                            spots.add(spot);
                        }
                    }
                }
            }
        }
        return spots;
    }

    private record Phrase(String words, double weight) {}

    private String matter(List<String> topics, String place) {
        var counts = new HashMap<String, Integer>();
        topics.forEach(topic ->
                parts(AREA.matcher(topic).replaceAll(" "), 2, 8).forEach(part -> counts.merge(part, 1, Integer::sum)));
        double least = topics.size() == 1 ? 1 : Math.max(2, 0.25 * topics.size());
        var phrases = new ArrayList<Phrase>();
        counts.forEach((part, here) -> {
            if (here >= least && !overlaps(place, part)) {
                double share = (double) here / topics.size();
                double rare = Math.log(share * posts / Objects.requireNonNullElse(usual.get(part), here));
                phrases.add(new Phrase(part, share * rare * Math.sqrt(part.length())));
            }
        });
        phrases.sort(Comparator.comparingDouble(Phrase::weight).reversed().thenComparing(Phrase::words));
        var chosen = new ArrayList<String>();
        for (var phrase : phrases) {
            if (chosen.size() < 3 && phrase.weight() > 0 && isNew(phrase.words(), chosen)) {
                chosen.add(phrase.words());
            }
        }
        return String.join(" ", chosen);
    }

    private static boolean isNew(String words, Collection<String> chosen) {
        return chosen.stream().noneMatch(other -> overlaps(other, words));
    }

    /** Whether they share two neighbouring characters, or the one may go on with the other. */
    private static boolean overlaps(String one, String other) {
        if (one.isEmpty()) {
            return false;
        }
        if (one.charAt(one.length() - 1) == other.charAt(0) || one.charAt(0) == other.charAt(other.length() - 1)) {
            return true;
        }
        for (int at = 0; at + 2 <= other.length(); at++) {
            if (one.contains(other.substring(at, at + 2))) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> parts(String text, int shortest, int longest) {
        var parts = new HashSet<String>();
        for (int at = 0; at < text.length(); at++) {
            for (int length = shortest; length <= longest && at + length <= text.length(); length++) {
                if (Grams.isOneWord(text, at, length)) {
                    parts.add(text.substring(at, at + length));
                }
            }
        }
        return parts;
    }
}
