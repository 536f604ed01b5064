package io.linli.analysis.language;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Pairs of posts for people to read and say whether both are about the same thing: drawn by chance alone, of the same place word
 * but other words, and of high and of low overlap of words, as many of each. The same posts give the same pairs. Pure.
 */
final class PostPairs {

    enum Stratum {
        RANDOM,
        SAME_PLACE,
        OVERLAP
    }

    /** @param one the id of a post, and {@code other} of another */
    record Pair(Stratum stratum, String one, String other) {}

    private static final int EACH = 100;
    private static final long SEED = 20_261_122;
    private static final int SHORTEST_PLACE = 4;
    private static final int MOST_AT_ONE_PLACE = 2;
    private static final double OTHER_MATTER = 0.15;
    private static final double HIGH = 0.3;
    private static final double LOW = 0.05;
    private static final double STILL_LOW = 0.12;

    private final List<Post> posts;
    private final Random random = new Random(SEED);
    private final Set<Set<String>> drawn = new HashSet<>();
    private final List<Pair> pairs = new ArrayList<>();

    private PostPairs(List<Post> posts) {
        this.posts = posts.stream().sorted(Comparator.comparing(Post::id)).toList();
    }

    static List<Pair> draw(List<Post> posts) {
        var pairs = new PostPairs(posts);
        pairs.byChance(Stratum.RANDOM, EACH, words -> true);
        pairs.ofOnePlace();
        pairs.alike();
        pairs.byChance(Stratum.OVERLAP, EACH / 2, words -> words >= LOW && words <= STILL_LOW);
        return pairs.pairs;
    }

    private void byChance(Stratum stratum, int count, Predicate<Double> fits) {
        int found = 0;
        for (int tried = 0; found < count && tried < 1_000 * count; tried++) {
            var one = posts.get(random.nextInt(posts.size()));
            var other = posts.get(random.nextInt(posts.size()));
            found += fits.test(words(one, other)) && add(stratum, one, other) ? 1 : 0;
        }
    }

    private void ofOnePlace() {
        Map<String, List<Post>> at = new TreeMap<>();
        posts.forEach(post -> Naming.spots(post.topic()).stream()
                .filter(spot -> spot.length() >= SHORTEST_PLACE)
                .forEach(spot ->
                        at.computeIfAbsent(spot, place -> new ArrayList<>()).add(post)));
        var places = new ArrayList<>(at.keySet());
        Collections.shuffle(places, random);
        int found = 0;
        for (var place : places) {
            var there = at.getOrDefault(place, List.of());
            int here = 0;
            for (int i = 0; i < there.size() && here < MOST_AT_ONE_PLACE; i++) {
                for (int j = i + 1; j < there.size() && here < MOST_AT_ONE_PLACE && found < EACH; j++) {
                    if (words(there.get(i), there.get(j)) < OTHER_MATTER
                            && add(Stratum.SAME_PLACE, there.get(i), there.get(j))) {
                        here++;
                        found++;
                    }
                }
            }
        }
    }

    /** Of those whose words overlap much, found by the grams that they share, some by chance. */
    private void alike() {
        var directions = Directions.of(posts);
        var earlier = new Directions.Index();
        var found = new ArrayList<Pair>();
        var byId = new HashMap<String, Post>();
        for (int post = 0; post < posts.size(); post++) {
            byId.put(posts.get(post).id(), posts.get(post));
            var likeness = earlier.likeness(directions.get(post));
            for (int other = 0; other < post; other++) {
                if (likeness[other] >= HIGH && words(posts.get(other), posts.get(post)) >= HIGH) {
                    found.add(new Pair(
                            Stratum.OVERLAP,
                            posts.get(other).id(),
                            posts.get(post).id()));
                }
            }
            earlier.add(directions.get(post));
        }
        Collections.shuffle(found, random);
        int taken = 0;
        for (var pair : found) {
            var one = byId.get(pair.one());
            var other = byId.get(pair.other());
            if (taken < EACH / 2 && one != null && other != null && add(Stratum.OVERLAP, one, other)) {
                taken++;
            }
        }
    }

    private boolean add(Stratum stratum, Post one, Post other) {
        return !one.id().equals(other.id())
                && drawn.add(Set.of(one.id(), other.id()))
                && pairs.add(new Pair(stratum, one.id(), other.id()));
    }

    /** The share of the pairs of characters that both have, of all that either has. */
    static double words(Post one, Post other) {
        var here = Grams.of(one.wording(), 2, 2).ids();
        var there = Grams.of(other.wording(), 2, 2).ids();
        long both = Arrays.stream(here)
                .filter(id -> Arrays.binarySearch(there, id) >= 0)
                .count();
        long either = here.length + there.length - both;
        return either == 0 ? 0 : (double) both / either;
    }

    /** Whether they lie so near in time that the platform compares them. */
    static boolean isCompared(Post one, Post other) {
        return Duplicates.isNear(apart(one, other));
    }

    /** Whether the platform would show the one as a candidate beside the other; a place that both name is the same. */
    static boolean isCandidate(Post one, Post other) {
        boolean near = !Collections.disjoint(Naming.spots(one.wording()), Naming.spots(other.wording()));
        return isCompared(one, other)
                && Duplicates.score(words(one, other), near ? 1 : 0.3, apart(one, other)) >= Duplicates.ENOUGH;
    }

    private static Duration apart(Post one, Post other) {
        return Duration.between(one.time(), other.time()).abs();
    }
}
