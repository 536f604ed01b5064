package io.linli.analysis.detector;

import java.util.List;
import java.util.Set;

/**
 * A pure function of a state and a fact: the next state, and what it found. Each key (a grid, a unit, a place) has a state
 * of its own. It knows no clock: whatever it does follows from the facts in their order, so that the same facts make the
 * same findings. A fact may come late or twice.
 *
 * @param <S> its state: a record that is written down as JSON and read again as it was
 */
public interface Detector<S> {

    /** Its own for ever, such as {@code grid-surge}. */
    String name();

    /** Another one, when what it did before would no longer follow from the same facts: it then begins anew. */
    int version();

    /** The facts that it is given: their types, or the beginning of them that ends with a dot. */
    Set<String> inputs();

    List<Parameter> parameters();

    Class<S> stateType();

    S start();

    /** The keys whose states the fact concerns. The end of a day concerns all keys and is not asked about. */
    List<String> keys(Fact fact);

    Step<S> on(String key, S state, Fact fact, Values values);

    default boolean takes(Fact fact) {
        return inputs().stream()
                .anyMatch(input -> input.endsWith(".")
                        ? fact.type().startsWith(input)
                        : fact.type().equals(input));
    }
}
