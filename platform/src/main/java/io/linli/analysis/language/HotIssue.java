package io.linli.analysis.language;

import java.time.LocalDateTime;
import java.util.List;

/**
 * Something that many speak of.
 *
 * @param heat from number, agreement, spread in time and growth, see {@link Heat}
 * @param members ids of the posts, in order of time
 */
record HotIssue(
        int rank,
        double heat,
        String place,
        String matter,
        LocalDateTime from,
        LocalDateTime to,
        List<String> members) {}
