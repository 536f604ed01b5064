package io.linli.incident;

import static io.linli.incident.IncidentProblem.INCIDENT_HELD_BY_ANOTHER;
import static io.linli.incident.IncidentProblem.INCIDENT_ON_OTHER_GROUND;
import static io.linli.incident.IncidentProblem.INCIDENT_POST_ENDED;
import static io.linli.incident.IncidentProblem.INCIDENT_STEP_NOT_PERMITTED;
import static io.linli.incident.IncidentProblem.INCIDENT_UNKNOWN;

import io.linli.identity.FormerPosts;
import io.linli.problem.Problem;
import io.linli.problem.ProblemException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Says why a step that was taken on a phone is refused when it arrives after the post was over: to whoever took it in
 * good time, "unknown" or "not permitted" would say nothing.
 */
@Component
public class LateArrivals {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final Set<Problem> FOR_WANT_OF_A_POST =
            Set.of(INCIDENT_UNKNOWN, INCIDENT_STEP_NOT_PERMITTED, INCIDENT_HELD_BY_ANOTHER, INCIDENT_ON_OTHER_GROUND);

    private final FormerPosts posts;
    private final Labels labels;
    private final Clock clock;

    LateArrivals(FormerPosts posts, Labels labels, Clock clock) {
        this.posts = posts;
        this.labels = labels;
        this.clock = clock;
    }

    /** The reason to give instead, or the refusal itself. */
    public ProblemException reason(ProblemException refused, Doer by) {
        if (by.at() == null || !FOR_WANT_OF_A_POST.contains(refused.problem())) {
            return refused;
        }
        var done = by.at().plusMillis(by.offset() == null ? 0 : by.offset());
        if (!done.isBefore(clock.instant())) {
            return refused;
        }
        return posts.heldAt(by.caller().id(), done).stream()
                .findFirst()
                .map(post -> INCIDENT_POST_ENDED.with(
                        labels.area(post.area()), post.until().atZone(ZONE).toLocalDate()))
                .orElse(refused);
    }
}
