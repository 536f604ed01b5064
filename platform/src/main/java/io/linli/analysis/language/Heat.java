package io.linli.analysis.language;

import java.time.Duration;
import java.util.List;

/**
 * How much an issue moves people: doubling any of its parts adds the same, whatever its size, and the number of those who
 * wrote themselves counts twice.
 *
 * @param posts different ones; who sends the same words again adds nothing
 * @param reactions agreeing or not: both say that it moves people
 * @param days on which somebody wrote
 * @param fastest the most posts within a fortnight
 */
record Heat(int posts, int reactions, int days, int fastest) {

    private static final Duration FORTNIGHT = Duration.ofDays(14);

    static Heat of(List<Post> members) {
        int posts = (int) members.stream().map(Post::wording).distinct().count();
        int reactions =
                members.stream().mapToInt(post -> post.likes() + post.against()).sum();
        var days = members.stream()
                .map(post -> post.time().toLocalDate())
                .distinct()
                .sorted()
                .toList();
        return new Heat(posts, reactions, days.size(), fastest(members));
    }

    private static int fastest(List<Post> members) {
        int most = 0;
        for (var first : members) {
            var end = first.time().plus(FORTNIGHT);
            most = Math.max(most, (int) members.stream()
                    .filter(post ->
                            !post.time().isBefore(first.time()) && post.time().isBefore(end))
                    .map(Post::wording)
                    .distinct()
                    .count());
        }
        return most;
    }

    double degrees() {
        double degrees = 2 * log(posts) + log(reactions) + log(days) + log(fastest);
        return Math.round(degrees * 100) / 100.0;
    }

    private static double log(int number) {
        return Math.log1p(number) / Math.log(2);
    }
}
