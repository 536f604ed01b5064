package io.linli.notify;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that one account is told, once.
 *
 * @param account its id
 * @param key what makes it the same notice when it is sent again, such as {@code incident-closed:<id>}
 * @param template name and version of its text, such as {@code incident-closed/1}. The text stands in the sender's own
 *     bundles, as {@code notice.incident-closed/1.title} and {@code .text}; another wording is another version, so that
 *     what was told stays as it was told
 * @param details what the text speaks of, in the order of its gaps: codes and numbers of matters. No person is named;
 *     telephone and identity numbers are replaced by markers all the same
 * @param matter what it leads to, such as {@code incident:<id>}: who may see that reads the rest there
 * @param urgent may disturb at night
 */
public record Notice(
        UUID account,
        String key,
        String template,
        List<String> details,
        @Nullable String matter,
        boolean urgent) {

    private static final int LONGEST = 200;
    private static final Pattern TEMPLATE = Pattern.compile("[a-z][a-z-]{1,60}/[1-9]\\d{0,3}");

    public Notice {
        if (key.isBlank() || key.length() > LONGEST) {
            throw new IllegalArgumentException("Not the key of a notice: " + key);
        }
        if (!TEMPLATE.matcher(template).matches()) {
            throw new IllegalArgumentException("Not the name and version of a text: " + template);
        }
        details = List.copyOf(details);
    }
}
