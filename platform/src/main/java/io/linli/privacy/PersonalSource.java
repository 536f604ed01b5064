package io.linli.privacy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Personal data that a department may be given for a purpose, once another person has approved it. Asked in the scope of
 * the system by whoever keeps those approvals, who also records each look.
 */
public interface PersonalSource {

    /** Such as {@code residents.contact}; told in the module's bundle under {@code personal.<kind>.what}. */
    String kind();

    /** The fields of a row, told in the module's bundle under {@code personal.column.<name>}. */
    List<String> fields();

    /** Some rows of an area and all below it, in the order of their ids, behind that one. */
    List<Row> rows(String area, @Nullable UUID after, int most);

    long count(String area);

    /**
     * One person.
     *
     * @param account of the person, who may read of the look
     */
    record Row(UUID id, @Nullable String account, Map<String, String> values) {}
}
