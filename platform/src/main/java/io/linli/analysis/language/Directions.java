package io.linli.analysis.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The directions of posts: pairs and triples of characters, rare ones counting more, those of the topic three times. Names of
 * places are rare, so that posts about one place are alike first of all.
 */
final class Directions {

    private static final int TOPIC = 3;

    /** What stands in more posts than this tells nothing of one matter. */
    private static final double USUAL = 0.1;

    private static final int MOST = 2_000;

    private Directions() {}

    static List<Direction> of(List<Post> posts) {
        return of(posts, 1);
    }

    /** @param few fewer posts than this do not tell what is usual: what all of five say may be the matter */
    static List<Direction> of(List<Post> posts, int few) {
        var texts = posts.stream().map(Directions::counts).toList();
        var frequency = new int[Grams.KINDS];
        texts.forEach(text -> text.keySet().forEach(id -> frequency[id]++));
        int among = Math.max(few, posts.size());
        double most = Math.max(3, Math.min(MOST, USUAL * among));
        var directions = new ArrayList<Direction>();
        for (var text : texts) {
            text.keySet().removeIf(id -> frequency[id] < 2 || frequency[id] > most);
            directions.add(direction(text, frequency, among));
        }
        return directions;
    }

    private static Direction direction(Map<Integer, Integer> text, int[] frequency, int posts) {
        var ids = new int[text.size()];
        var values = new float[text.size()];
        int next = 0;
        for (var each : text.entrySet()) {
            ids[next] = each.getKey();
            double rarity = Math.log((double) posts / frequency[ids[next]]);
            values[next++] = (float) ((1 + Math.log(each.getValue())) * rarity);
        }
        return new Direction(ids, Direction.normal(values));
    }

    private static Map<Integer, Integer> counts(Post post) {
        var counts = new TreeMap<Integer, Integer>();
        count(post.topic(), TOPIC, counts);
        count(post.detail(), 1, counts);
        return counts;
    }

    private static void count(String text, int times, Map<Integer, Integer> counts) {
        var grams = Grams.of(text, 2, 3);
        for (int i = 0; i < grams.size(); i++) {
            counts.merge(grams.ids()[i], times * grams.counts()[i], Integer::sum);
        }
    }

    /** Those that came before, found by the grams that they share. */
    static final class Index {

        private record Entry(int number, float value) {}

        private final Map<Integer, List<Entry>> having = new HashMap<>();
        private int size;

        void add(Direction direction) {
            for (int i = 0; i < direction.ids().length; i++) {
                having.computeIfAbsent(direction.ids()[i], id -> new ArrayList<>())
                        .add(new Entry(size, direction.values()[i]));
            }
            size++;
        }

        /** The cosine with each of them, in the order in which they were added. */
        float[] likeness(Direction direction) {
            var likeness = new float[size];
            for (int i = 0; i < direction.ids().length; i++) {
                for (var entry : having.getOrDefault(direction.ids()[i], List.of())) {
                    likeness[entry.number()] += entry.value() * direction.values()[i];
                }
            }
            return likeness;
        }
    }
}
