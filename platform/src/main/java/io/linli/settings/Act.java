package io.linli.settings;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something done, or refused, that has to be accounted for later (GB/T 22239: time, kind, subject, object, result). What
 * a matter's own trail already tells, such as the steps of a report, is not told here again.
 *
 * @param action such as {@code account.lock}
 * @param kind what it was done to, such as {@code account}; with the ids of those
 * @param code why it was refused: the name of a problem
 * @param reason in the doer's own words, which may name a person: kept apart, and erased alone
 * @param persons opaque ids of those whose data it was, so that they can read who looked
 * @param account who did it, where that is not the caller of the request
 */
public record Act(
        String action,
        Outcome outcome,
        @Nullable String kind,
        List<String> objects,
        @Nullable String code,
        @Nullable String reason,
        List<String> persons,
        @Nullable String account) {

    public enum Outcome {
        DONE,
        REFUSED
    }

    public Act {
        objects = List.copyOf(objects);
        persons = List.copyOf(persons);
    }

    public static Act of(String action) {
        return new Act(action, Outcome.DONE, null, List.of(), null, null, List.of(), null);
    }

    public Act on(String what, Object... ids) {
        return on(what, List.of(ids));
    }

    public Act on(String what, Collection<?> ids) {
        var named = ids.stream().map(String::valueOf).toList();
        return new Act(action, outcome, what, named, code, reason, persons, account);
    }

    public Act refused(@Nullable String why) {
        return new Act(action, Outcome.REFUSED, kind, objects, why, reason, persons, account);
    }

    public Act because(@Nullable String words) {
        return new Act(action, outcome, kind, objects, code, words, persons, account);
    }

    public Act concerning(Collection<String> whose) {
        return new Act(action, outcome, kind, objects, code, reason, List.copyOf(whose), account);
    }

    public Act by(@Nullable String who) {
        return new Act(action, outcome, kind, objects, code, reason, persons, who);
    }
}
