package io.linli.analysis.language;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Puts posts together that speak of the same thing at the same place: each joins the issue that it is most alike to, as long as
 * somebody spoke of that within the window, or begins a new one; then issues that are alike become one. Pure.
 */
final class HotIssues {

    /** A post and the middle of an issue. */
    private static final double ALIKE = 0.30;

    /** The middles of two issues. */
    private static final double SAME = 0.36;

    private final List<Post> posts;
    private final List<Direction> directions;
    private final List<Set<String>> named; // in the topic
    private final List<Set<String>> mentioned; // anywhere
    private final Duration window;

    /** @param window how long an issue stays open after the last who spoke of it */
    HotIssues(List<Post> posts, Duration window) {
        this(posts, window, 1);
    }

    /** @param few fewer posts than this do not tell what is usual to say */
    HotIssues(List<Post> posts, Duration window, int few) {
        this.posts = posts.stream()
                .sorted(Comparator.comparing(Post::time).thenComparing(Post::id))
                .toList();
        this.directions = Directions.of(this.posts, few);
        this.named = this.posts.stream().map(post -> Naming.spots(post.topic())).toList();
        this.mentioned =
                this.posts.stream().map(post -> Naming.spots(post.wording())).toList();
        this.window = window;
    }

    /** @param members numbers of posts, in order of time */
    private record Group(TreeSet<Integer> members) {}

    private record Rated(List<Post> members, double heat) {}

    /** The hottest first. */
    List<HotIssue> ranked(int most) {
        var groups = gathered();
        for (var fewer = merged(groups); fewer.size() < groups.size(); fewer = merged(groups)) {
            groups = fewer;
        }
        var naming = new Naming(posts);
        var issues = groups.stream()
                .map(group -> group.members().stream().map(posts::get).toList())
                .map(members -> new Rated(members, Heat.of(members).degrees()))
                .sorted(Comparator.comparingDouble(Rated::heat)
                        .reversed()
                        .thenComparing(rated -> rated.members().getFirst().id()))
                .limit(most)
                .toList();
        return IntStream.range(0, issues.size())
                .mapToObj(rank -> issue(rank + 1, issues.get(rank), naming))
                .toList();
    }

    private static HotIssue issue(int rank, Rated rated, Naming naming) {
        var members = rated.members();
        var name = naming.of(members);
        return new HotIssue(
                rank,
                rated.heat(),
                name.place(),
                name.matter(),
                members.getFirst().time(),
                members.getLast().time(),
                members.stream().map(Post::id).toList());
    }

    private List<Group> gathered() {
        var groups = new ArrayList<Group>();
        var squares = new ArrayList<Double>(); // of the length of the sum of an issue's posts
        var groupOf = new int[posts.size()];
        var earlier = new Directions.Index();
        for (int post = 0; post < posts.size(); post++) {
            var likeness = earlier.likeness(directions.get(post));
            var with = new double[groups.size()];
            for (int other = 0; other < post; other++) {
                with[groupOf[other]] += likeness[other];
            }
            int best = -1;
            double most = ALIKE;
            for (int group = 0; group < with.length; group++) {
                double alike = with[group] / Math.sqrt(squares.get(group));
                if (alike >= most
                        && isOpen(groups.get(group), posts.get(post).time())
                        && mayBeThere(Set.of(post), groups.get(group).members())) {
                    best = group;
                    most = alike;
                }
            }
            if (best < 0) {
                best = groups.size();
                groups.add(new Group(new TreeSet<>()));
                squares.add(1.0);
            } else {
                squares.set(best, squares.get(best) + 1 + 2 * with[best]);
            }
            groups.get(best).members().add(post);
            groupOf[post] = best;
            earlier.add(directions.get(post));
        }
        return groups;
    }

    /** Not when each names places in its topics and none of these is mentioned by the other. */
    private boolean mayBeThere(Set<Integer> some, Set<Integer> others) {
        return some.stream().allMatch(post -> named.get(post).isEmpty())
                || others.stream().allMatch(post -> named.get(post).isEmpty())
                || some.stream()
                        .anyMatch(post -> others.stream()
                                .anyMatch(other -> !Collections.disjoint(named.get(post), mentioned.get(other))
                                        || !Collections.disjoint(mentioned.get(post), named.get(other))));
    }

    private boolean isOpen(Group group, LocalDateTime at) {
        return !posts.get(group.members().last()).time().isBefore(at.minus(window));
    }

    private record Pair(int one, int other, double alike) {}

    /** Each with the one that it is most alike to, the most alike first; nobody twice in one go. */
    private List<Group> merged(List<Group> groups) {
        var pairs = new ArrayList<Pair>();
        var earlier = new Directions.Index();
        for (int group = 0; group < groups.size(); group++) {
            var middle = Direction.of(
                    groups.get(group).members().stream().map(directions::get).toList());
            var likeness = earlier.likeness(middle);
            for (int other = 0; other < group; other++) {
                if (likeness[other] >= SAME
                        && areNear(groups.get(group), groups.get(other))
                        && mayBeThere(
                                groups.get(group).members(), groups.get(other).members())) {
                    pairs.add(new Pair(other, group, likeness[other]));
                }
            }
            earlier.add(middle);
        }
        pairs.sort(Comparator.comparingDouble(Pair::alike).reversed());
        var taken = new HashSet<Integer>();
        var merged = new ArrayList<Group>();
        for (var pair : pairs) {
            if (!taken.contains(pair.one()) && !taken.contains(pair.other())) {
                taken.add(pair.one());
                taken.add(pair.other());
                var members = new TreeSet<>(groups.get(pair.one()).members());
                members.addAll(groups.get(pair.other()).members());
                merged.add(new Group(members));
            }
        }
        IntStream.range(0, groups.size())
                .filter(group -> !taken.contains(group))
                .mapToObj(groups::get)
                .forEach(merged::add);
        return merged;
    }

    private boolean areNear(Group one, Group other) {
        return !first(one).isAfter(last(other).plus(window))
                && !first(other).isAfter(last(one).plus(window));
    }

    private LocalDateTime first(Group group) {
        return posts.get(group.members().first()).time();
    }

    private LocalDateTime last(Group group) {
        return posts.get(group.members().last()).time();
    }
}
